"""Exams: a draft, or a published one with a frozen paper, its keys and a roster."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from question_bank.items import Item, Kind
from quizapp.domain.disclosure import Release
from quizapp.domain.drawing import SectionWish, build_form
from quizapp.domain.publication import ExamMode
from quizapp.domain.scoring import MultipleChoiceRule
from quizapp.extensions import db
from quizapp.models import Exam, ExamSection, ExamState, Form, KeyVersion, Member, RosterEntry, Unit
from tests.factories.items import small_paper

HOUR = timedelta(hours=1)


def make_exam(unit_id: int, *, opens_in: timedelta = -HOUR, **values: Any) -> Exam:
    """A draft that a unit runs: open since an hour ago for another day, 30 minutes to answer."""
    now = datetime.now(UTC)
    closes_in = values.pop("closes_in", timedelta(days=1))
    exam = Exam(
        unit_id=unit_id,
        **{
            "name": "Invented test",
            "state": ExamState.DRAFT,
            "mode": ExamMode.ONLINE,
            "opens_at": now + opens_in,
            "closes_at": now + closes_in,
            "duration_seconds": 1800,
            "multiple_choice_rule": MultipleChoiceRule.EQUAL_SHARE_IF_SUBSET,
            "score_release": Release.AT_ONCE,
            "answer_release": Release.AT_ONCE,
            "seed": 7,
            "made_at": now - timedelta(days=1),
            "tries": 1,
            "form_count": 1,
        }
        | values,
    )
    db.session.add(exam)
    db.session.commit()
    return exam


def publish_exam(
    exam: Exam,
    members: Iterable[Member],
    *,
    sections: Sequence[Sequence[Item]] | None = None,
    points_each: int = 1250,
) -> Exam:
    """Freeze papers of the given items (a small one of each kind) and write the roster.

    The roster of an exam that has opened is frozen, as it would be after the server's next sweep.
    """
    drawn = small_paper() if sections is None else sections
    wishes = [SectionWish(items[0].kind, len(items), points_each) for items in drawn]
    for position, wish in enumerate(wishes, start=1):
        section = ExamSection(
            exam_id=exam.id,
            position=position,
            kind=wish.kind,
            count=wish.count,
            points_each=wish.points_each,
        )
        db.session.add(section)
    for number in range(1, exam.form_count + 1):
        built = build_form(wishes, drawn, seed=f"{exam.seed}.{number}")
        form = Form(
            exam_id=exam.id,
            number=number,
            content=built.form.to_json(),
            content_hash=built.form.content_hash(),
        )
        db.session.add(form)
        db.session.flush()
        keys = KeyVersion(
            form_id=form.id, number=1, content=built.key_sheet.to_json(), made_at=exam.made_at
        )
        db.session.add(keys)
    for member in members:
        db.session.add(RosterEntry(exam_id=exam.id, member_id=member.id, unit_id=member.unit_id))
    exam.state, exam.published_at = ExamState.PUBLISHED, exam.made_at
    if exam.opens_at is not None and exam.opens_at <= datetime.now(UTC):
        exam.roster_frozen_at = exam.opens_at
    db.session.commit()
    return exam


def make_published(unit: Unit | int, members: Iterable[Member], **values: Any) -> Exam:
    """A published exam that is open now; `sections` and exam columns may be given."""
    sections = values.pop("sections", None)
    unit_id = unit if isinstance(unit, int) else unit.id
    return publish_exam(make_exam(unit_id, **values), members, sections=sections)


def right_answers(exam: Exam, number: int = 1) -> dict[int, list[str]]:
    """The right response to every item of one of the exam's papers."""
    sheet = (
        db.session.execute(
            db.select(KeyVersion.content)
            .join(Form, Form.id == KeyVersion.form_id)
            .where(Form.exam_id == exam.id, Form.number == number)
            .order_by(KeyVersion.number.desc())
        )
        .scalars()
        .first()
    )
    assert sheet is not None
    return {
        entry["number"]: [blank["key"] for blank in entry["blanks"]]
        if Kind(entry["kind"]) is Kind.FILL_IN
        else list(entry["keys"])
        for entry in sheet["entries"]
    }
