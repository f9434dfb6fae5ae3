"""Starting: who may, which paper, until when; and going on with another device."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from quizapp.attempts.operations.refusals import NoSuchAttempt, NoSuchTest
from quizapp.attempts.operations.starting import start, take_over
from quizapp.domain.attempt import AttemptState
from quizapp.domain.attempt_refusals import (
    NotOnRoster,
    NotOpenYet,
    NoTriesLeft,
    TimeIsUp,
    WindowClosed,
)
from quizapp.domain.door import WrongEntryCode
from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import Attempt, Exam, ExamState, RosterEntry
from tests.conftest import People
from tests.factories.attempts import make_attempt
from tests.factories.exams import HOUR, make_exam, make_published
from tests.quizapp.attempts.conftest import KEY, SetClock, Sitting, viewer_of

NOW = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)


def begin(exam: Exam, viewer: Viewer, code: str = "") -> Attempt:
    """Start, and give the row."""
    attempt_id = start(exam.id, viewer=viewer, entry_code=code, key=KEY)
    attempt = db.session.get(Attempt, attempt_id)
    assert attempt is not None
    return attempt


def test_the_clock_runs_from_the_start(people: People, set_clock: SetClock) -> None:
    exam = make_published(people.root, [people.member])
    assert exam.opens_at is not None
    moment = exam.opens_at + timedelta(minutes=10)
    set_clock(moment)
    attempt = begin(exam, viewer_of(people.member))
    assert attempt.state is AttemptState.OPEN
    assert (attempt.number, attempt.holder) == (1, 1)
    assert attempt.started_at == moment
    assert attempt.deadline_at == moment + timedelta(minutes=30)
    assert attempt.accept_until == moment + timedelta(minutes=30, seconds=15)


def test_a_late_start_ends_with_the_window(people: People, set_clock: SetClock) -> None:
    exam = make_published(people.root, [people.member])
    assert exam.closes_at is not None
    set_clock(exam.closes_at - timedelta(minutes=5))
    assert begin(exam, viewer_of(people.member)).deadline_at == exam.closes_at


def test_starting_again_goes_on_with_the_open_attempt(people: People) -> None:
    exam = make_published(people.root, [people.member])
    first = begin(exam, viewer_of(people.member)).id
    assert begin(exam, viewer_of(people.member)).id == first


def test_an_overdue_attempt_is_closed_before_the_next_try(people: People) -> None:
    exam = make_published(people.root, [people.member], tries=2)
    old = make_attempt(exam, people.member, started_at=datetime.now(UTC) - HOUR)
    new = begin(exam, viewer_of(people.member))
    db.session.refresh(old)
    assert (old.state, new.number) == (AttemptState.EXPIRED, 2)


def test_refuses_outside_the_window_and_without_a_try(people: People) -> None:
    early = make_published(people.root, [people.member], opens_in=HOUR)
    late = make_published(people.root, [people.member], opens_in=-2 * HOUR, closes_in=-HOUR)
    used = make_published(people.root, [people.member])
    make_attempt(used, people.member, state=AttemptState.SUBMITTED)
    for exam, refusal in ((early, NotOpenYet), (late, WindowClosed), (used, NoTriesLeft)):
        with pytest.raises(refusal):
            begin(exam, viewer_of(people.member))


def test_the_roster_decides_who_may(people: People) -> None:
    exam = make_published(people.root, [people.member, people.secretary])
    with pytest.raises(NotOnRoster):
        begin(exam, viewer_of(people.stranger))
    entry = db.session.get(RosterEntry, (exam.id, people.secretary.id))
    assert entry is not None
    entry.exempt_reason = "on leave"
    db.session.commit()
    with pytest.raises(NotOnRoster):
        begin(exam, viewer_of(people.secretary))


def test_knows_no_draft_no_withdrawn_exam_and_no_other_for_an_exam_session(
    people: People,
) -> None:
    draft = make_exam(people.root)
    withdrawn = make_published(people.root, [people.member])
    withdrawn.state = ExamState.CANCELLED
    other = make_published(people.root, [people.member])
    db.session.commit()
    for exam in (draft, withdrawn):
        with pytest.raises(NoSuchTest):
            begin(exam, viewer_of(people.member))
    with pytest.raises(NoSuchTest):
        begin(other, viewer_of(people.member, exam_id=other.id + 1))


def test_asks_the_entry_code_except_of_those_who_gave_it_at_the_entry(people: People) -> None:
    exam = make_published(people.root, [people.member, people.secretary], entry_code="7K2M")
    with pytest.raises(WrongEntryCode):
        begin(exam, viewer_of(people.member), "7K2N")
    assert begin(exam, viewer_of(people.member), " ７k2-m ").number == 1
    assert begin(exam, viewer_of(people.secretary, exam_id=exam.id)).number == 1


def test_papers_are_spread_and_another_try_gets_another_paper(people: People) -> None:
    exam = make_published(people.root, [people.member], tries=2, form_count=2)
    first = begin(exam, viewer_of(people.member))
    first.state, first.closed_at = AttemptState.SUBMITTED, datetime.now(UTC)
    db.session.commit()
    second = begin(exam, viewer_of(people.member))
    assert first.form_id != second.form_id
    assert first.shuffle_seed != second.shuffle_seed


def test_taking_over_gives_clock_answers_and_a_new_number(
    people: People, set_clock: SetClock
) -> None:
    exam = make_published(people.root, [people.member])
    attempt = make_attempt(exam, people.member, answers={1: ["b"], 3: ["a"]})
    assert attempt.deadline_at is not None
    set_clock(attempt.deadline_at - timedelta(minutes=3))
    held = take_over(attempt.id, viewer=viewer_of(people.member), key=KEY)
    assert held.holder == 2
    assert held.remaining == timedelta(minutes=3)
    assert {answer.item_number: answer.response for answer in held.answers} == {
        1: ("b",),
        3: ("a",),
    }
    assert held.first_sequence == 20_001
    again = take_over(attempt.id, viewer=viewer_of(people.member), key=KEY)
    assert again.first_sequence > held.first_sequence


def test_taking_over_needs_the_own_open_attempt(sitting: Sitting, people: People) -> None:
    with pytest.raises(NoSuchAttempt):
        take_over(sitting.attempt_id, viewer=viewer_of(people.stranger), key=KEY)


def test_taking_over_too_late_closes_the_attempt(sitting: Sitting, set_clock: SetClock) -> None:
    deadline = sitting.attempt.deadline_at
    assert deadline is not None
    set_clock(deadline + timedelta(minutes=1))
    with pytest.raises(TimeIsUp):
        take_over(sitting.attempt_id, viewer=sitting.viewer, key=KEY)
    assert sitting.attempt.state is AttemptState.EXPIRED
