"""补测: the same rules for whoever has not taken part, until it opens."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from quizapp.domain.attempt import AttemptState
from quizapp.exams.operations.make_up import make_up
from quizapp.exams.operations.owned import NotPublished
from quizapp.exams.queries.availability import audience_ids
from quizapp.extensions import db
from quizapp.models import Exam, ExamSection, ExamState, RosterEntry
from tests.conftest import People
from tests.factories.attempts import make_attempt
from tests.factories.exams import make_exam, make_published
from tests.quizapp.exams.operations.test_publishing import viewer_of


def draft(exam: Exam, people: People) -> Exam:
    new_id = make_up(
        exam.id, name="Make-up", seed=8, viewer=viewer_of(people), now=datetime.now(UTC)
    )
    return db.session.get_one(Exam, new_id)


def test_whoever_has_not_taken_part_is_called_and_nobody_else(people: People) -> None:
    roster = [people.member, people.stranger, people.secretary, people.organizer]
    exam = make_published(people.root, roster)
    make_attempt(exam, people.member, state=AttemptState.SUBMITTED)
    make_attempt(exam, people.stranger, state=AttemptState.EXPIRED)  # nothing saved
    db.session.get_one(RosterEntry, (exam.id, people.organizer.id)).exempt_reason = "on duty"
    db.session.commit()
    made = draft(exam, people)
    assert set(audience_ids(db.session(), made)) == {people.stranger.id, people.secretary.id}


def test_rules_and_sections_are_those_of_the_first_test(people: People) -> None:
    exam = make_published(people.root, [people.member], late_entry_seconds=900, pass_points=7000)
    made = draft(exam, people)
    assert made.state is ExamState.DRAFT
    assert (made.opens_at, made.closes_at) == (None, None)
    assert (made.late_entry_seconds, made.pass_points) == (900, 7000)
    kinds = [
        [section.kind for section in db.session.query(ExamSection).filter_by(exam_id=one.id)]
        for one in (exam, made)
    ]
    assert kinds[0] == kinds[1] != []


def test_a_draft_has_nothing_to_make_up_for(people: People) -> None:
    with pytest.raises(NotPublished):
        draft(make_exam(people.root), people)
