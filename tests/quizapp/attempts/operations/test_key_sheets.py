"""The keys of a version are read once, and those of a new version are its own."""

from __future__ import annotations

from sqlalchemy import select

from quizapp.attempts.operations.key_sheets import key_sheet
from quizapp.domain.paper import KeySheet
from quizapp.extensions import db
from quizapp.models import Form, KeyVersion
from tests.conftest import NOW, People, Statements
from tests.factories.exams import make_published


def test_keys_are_read_once_for_each_version(people: People, statements: Statements) -> None:
    exam = make_published(people.root, [people.member])
    first = db.session.scalars(
        select(KeyVersion).join(Form, Form.id == KeyVersion.form_id).where(Form.exam_id == exam.id)
    ).one()
    known = KeySheet.from_json(first.content)
    later = KeyVersion(
        form_id=first.form_id,
        number=first.number + 1,
        content=KeySheet(known.entries[:1]).to_json(),
        made_at=NOW,
    )
    db.session.add(later)
    db.session.commit()
    ids = [(row.id, row.made_at) for row in (first, later)]
    session = db.session()
    assert key_sheet(session, ids[0][0], made_at=ids[0][1]) == known
    assert key_sheet(session, ids[1][0], made_at=ids[1][1]).entries == known.entries[:1]
    statements.seen.clear()
    assert key_sheet(session, ids[0][0], made_at=ids[0][1]) == known
    assert len(statements) == 0
