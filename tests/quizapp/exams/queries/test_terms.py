"""Terms of a roster, and the latest end for which the keys wait."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from quizapp.exams.queries.terms import member_terms, note_latest_end
from quizapp.extensions import db
from quizapp.models import AllowanceGrant
from tests.conftest import People
from tests.factories.exams import HOUR, make_published


def test_what_a_branch_was_granted_holds_for_its_members_alone(people: People) -> None:
    exam = make_published(people.root, [people.member, people.stranger])
    later = datetime.now(UTC) + 100 * HOUR
    db.session.add(
        AllowanceGrant(
            exam_id=exam.id,
            unit_id=people.branch,
            extra_seconds=60,
            closes_at=later,
            reason="on duty",
            granted_at=datetime.now(UTC),
        )
    )
    db.session.commit()
    terms = member_terms(db.session(), exam)
    assert terms[people.member.id].window.closes_at == later
    assert terms[people.stranger.id].window.closes_at == exam.closes_at
    note_latest_end(db.session(), exam)
    assert exam.granted_until == later + timedelta(minutes=1)


def test_without_any_grant_nothing_waits(people: People) -> None:
    exam = make_published(people.root, [people.member])
    note_latest_end(db.session(), exam)
    assert exam.granted_until is None
