"""Handing in and closing overdue attempts: scored, receipted and recorded once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from quizapp.attempts.operations.closing import (
    close_collected,
    close_if_overdue,
    close_overdue,
    submit,
)
from quizapp.attempts.operations.refusals import AnswersMissing, NoSuchAttempt
from quizapp.domain.attempt import AttemptState
from quizapp.domain.attempt_refusals import AttemptLocked, AttemptVoided
from quizapp.domain.receipts import verify
from quizapp.extensions import db
from quizapp.models import Answer, AuditEntry, ScoreSheet
from tests.conftest import People
from tests.factories.attempts import make_attempt
from tests.factories.exams import HOUR, make_published, right_answers
from tests.quizapp.attempts.conftest import KEY, SetClock, Sitting, sit_down, viewer_of


def sheets(attempt_id: int) -> list[ScoreSheet]:
    """Score sheets of an attempt."""
    return list(
        db.session.execute(
            db.select(ScoreSheet).where(ScoreSheet.attempt_id == attempt_id)
        ).scalars()
    )


def test_scores_by_the_frozen_keys(people: People) -> None:
    exam = make_published(people.root, [people.member])
    right = right_answers(exam)
    answers = right | {1: [option for option in "abcd" if [option] != right[1]][:1]}
    sitting = sit_down(exam, people.member, answers=answers)
    done = submit(sitting.attempt_id, viewer=sitting.viewer, claimed={}, key=KEY)
    (sheet,) = sheets(sitting.attempt_id)
    assert (sheet.total, sheet.maximum) == (8750, 10000)
    assert sheet.points["1"] == 0 and sheet.points["2"] == 1250
    assert sheet.rule == "equal_share_if_subset/2"
    attempt = sitting.attempt
    assert (attempt.state, attempt.closed_at) == (AttemptState.SUBMITTED, done.closed_at)
    assert verify(
        KEY,
        attempt.receipt_digest,
        attempt_id=attempt.id,
        answers={number: tuple(response) for number, response in answers.items()},
        submitted_at=done.closed_at,
    )


def test_the_same_request_again_gives_the_same_receipt(sitting: Sitting) -> None:
    first = submit(sitting.attempt_id, viewer=sitting.viewer, claimed={}, key=KEY)
    again = submit(sitting.attempt_id, viewer=sitting.viewer, claimed={1: 99}, key=KEY)
    assert again == first
    assert len(sheets(sitting.attempt_id)) == 1
    acts = db.session.execute(db.select(AuditEntry.act)).scalars().all()
    assert acts == ["attempt.submitted"]


def test_waits_for_answers_that_have_not_arrived(people: People) -> None:
    exam = make_published(people.root, [people.member])
    sitting = sit_down(exam, people.member, answers={1: ["a"], 2: ["b"]})
    with pytest.raises(AnswersMissing) as refused:
        submit(sitting.attempt_id, viewer=sitting.viewer, claimed={1: 1, 2: 2, 3: 1}, key=KEY)
    assert refused.value.numbers == (2, 3)
    assert sitting.attempt.state is AttemptState.OPEN
    submit(sitting.attempt_id, viewer=sitting.viewer, claimed={1: 1, 2: 1}, key=KEY)


def test_a_hand_in_within_the_grace_is_stamped_with_the_deadline(
    sitting: Sitting, set_clock: SetClock
) -> None:
    deadline = sitting.attempt.deadline_at
    assert deadline is not None
    set_clock(deadline)  # the last moment at which there is time for what has not arrived
    with pytest.raises(AnswersMissing):
        submit(sitting.attempt_id, viewer=sitting.viewer, claimed={1: 5}, key=KEY)
    set_clock(deadline + timedelta(microseconds=1))
    done = submit(sitting.attempt_id, viewer=sitting.viewer, claimed={1: 5}, key=KEY)
    assert (done.state, done.closed_at) == (AttemptState.SUBMITTED, deadline)


def test_a_hand_in_after_the_grace_finds_the_time_over(
    sitting: Sitting, set_clock: SetClock
) -> None:
    deadline = sitting.attempt.deadline_at
    assert deadline is not None
    set_clock(deadline + timedelta(seconds=16))
    done = submit(sitting.attempt_id, viewer=sitting.viewer, claimed={}, key=KEY)
    assert (done.state, done.closed_at) == (AttemptState.EXPIRED, deadline)


def test_nobody_hands_in_for_somebody_else_or_through_a_lock(
    sitting: Sitting, people: People
) -> None:
    with pytest.raises(NoSuchAttempt):
        submit(sitting.attempt_id, viewer=viewer_of(people.stranger), claimed={}, key=KEY)
    for column, refusal in (("locked_at", AttemptLocked), ("voided_at", AttemptVoided)):
        setattr(sitting.attempt, column, datetime.now(UTC))
        db.session.commit()
        with pytest.raises(refusal):
            submit(sitting.attempt_id, viewer=sitting.viewer, claimed={}, key=KEY)
        if column == "locked_at":  # a void is never taken back
            sitting.attempt.locked_at = None
            db.session.commit()


def test_time_granted_while_the_papers_are_collected_is_left(
    sitting: Sitting, people: People
) -> None:
    sitting.attempt.extra_seconds = 60
    db.session.commit()
    organizer = viewer_of(people.organizer)
    assert not close_collected(sitting.attempt_id, viewer=organizer, key=KEY)
    sitting.attempt.extra_seconds = 0
    db.session.commit()
    assert close_collected(sitting.attempt_id, viewer=organizer, key=KEY)
    assert not close_collected(sitting.attempt_id, viewer=organizer, key=KEY)
    assert len(sheets(sitting.attempt_id)) == 1
    acts = db.session.execute(db.select(AuditEntry.act)).scalars().all()
    assert acts == ["attempt.collected"]


def test_closes_what_is_overdue_and_nothing_else(people: People) -> None:
    exam = make_published(people.root, [people.member, people.secretary, people.stranger])
    start = datetime.now(UTC) - HOUR
    overdue = make_attempt(
        exam, people.member, started_at=start, answers={1: right_answers(exam)[1]}
    )
    locked = make_attempt(exam, people.secretary, started_at=start, locked_at=datetime.now(UTC))
    running = make_attempt(exam, people.stranger)
    assert close_overdue(key=KEY) == 2
    assert close_overdue(key=KEY) == 0
    for attempt in (overdue, locked, running):
        db.session.refresh(attempt)
    assert (overdue.state, overdue.closed_at) == (AttemptState.EXPIRED, overdue.deadline_at)
    assert locked.state is AttemptState.EXPIRED
    assert running.state is AttemptState.OPEN
    assert [sheet.total for sheet in sheets(overdue.id)] == [1250]
    assert overdue.receipt_number


def test_one_that_cannot_be_closed_does_not_keep_the_others_waiting(people: People) -> None:
    exam = make_published(people.root, [people.member, people.secretary])
    start = datetime.now(UTC) - HOUR
    broken = make_attempt(exam, people.member, started_at=start - timedelta(minutes=1))
    fine = make_attempt(exam, people.secretary, started_at=start)
    db.session.add(
        Answer(attempt_id=broken.id, item_number=1, response=[1], sequence=1, saved_at=start)  # type: ignore[list-item]
    )
    db.session.commit()
    assert close_overdue(key=KEY) == 1
    db.session.refresh(fine)
    assert fine.state is AttemptState.EXPIRED


def test_an_attempt_with_time_left_stays_open(sitting: Sitting) -> None:
    assert not close_if_overdue(sitting.attempt_id, key=KEY)
    assert not close_if_overdue(sitting.attempt_id + 1, key=KEY)
    assert sitting.attempt.state is AttemptState.OPEN
