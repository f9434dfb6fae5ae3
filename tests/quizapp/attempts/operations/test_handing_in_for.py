"""Handing in for a member: scored with what was saved, once, with a reason, by the right person."""

from __future__ import annotations

from datetime import timedelta

import pytest

from quizapp.attempts.operations.closing import submit
from quizapp.attempts.operations.handing_in_for import hand_in_for
from quizapp.attempts.operations.refusals import NoSuchAttempt
from quizapp.attempts.operations.saving import save_answers
from quizapp.domain.attempt import AttemptState, SentAnswer
from quizapp.domain.attempt_refusals import Collected, NotStarted
from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import Attempt, AttemptWatch, AuditEntry, LiveEvent, ScoreSheet
from tests.conftest import People
from tests.factories.attempts import make_attempt
from tests.factories.exams import make_published, right_answers
from tests.factories.viewers import viewer_of
from tests.quizapp.attempts.conftest import KEY, SetClock, Sitting, sit_down


def take_in(sitting: Sitting, viewer: Viewer, reason: str = "left the room") -> bool:
    """Hand the attempt in."""
    return hand_in_for(sitting.exam.id, sitting.attempt_id, reason, viewer=viewer, key=KEY)


def test_scores_what_was_saved_and_keeps_the_reason(people: People) -> None:
    exam = make_published(people.root, [people.member])
    answers = dict(list(right_answers(exam).items())[:2])
    sitting = sit_down(exam, people.member, answers=answers)
    assert take_in(sitting, viewer_of(people.organizer))
    attempt = sitting.attempt
    assert attempt.state is AttemptState.EXPIRED and attempt.receipt_number
    assert attempt.closed_at is not None and attempt.deadline_at is not None
    assert attempt.closed_at < attempt.deadline_at
    assert db.session.execute(db.select(ScoreSheet.total)).scalars().all() == [2500]
    assert db.session.get_one(AttemptWatch, attempt.id).collected_for == "left the room"
    (entry,) = db.session.execute(db.select(AuditEntry)).scalars()
    assert (entry.act, entry.actor_id) == ("attempt.collected", people.organizer.id)
    assert entry.details["answers"] == 2
    assert "left the room" not in str(entry.details)  # kept once, where the member reads it
    (event,) = db.session.execute(db.select(LiveEvent)).scalars()
    assert (event.topic, event.kind) == (f"exam:{exam.id}", "closed")
    assert event.payload == {"attempt": attempt.id}
    with pytest.raises(Collected):
        save_answers(
            attempt.id,
            [SentAnswer(3, ("a",), 99)],
            claim=sitting.claim,
            holder=1,
            form_hash=sitting.form_hash,
            key=KEY,
        )


def test_a_closed_attempt_stays_as_it_is(sitting: Sitting, people: People) -> None:
    done = submit(sitting.attempt_id, viewer=sitting.viewer, claimed={}, key=KEY)
    assert not take_in(sitting, viewer_of(people.organizer))
    assert sitting.attempt.state is AttemptState.SUBMITTED
    assert sitting.attempt.receipt_number == done.receipt_number
    assert len(db.session.execute(db.select(ScoreSheet)).all()) == 1
    assert db.session.get(AttemptWatch, sitting.attempt_id) is None


def test_a_locked_attempt_can_be_handed_in(sitting: Sitting, people: People) -> None:
    attempt = sitting.attempt
    attempt.locked_at = attempt.started_at
    db.session.commit()
    assert take_in(sitting, viewer_of(people.administrator))


def test_after_the_deadline_it_is_stamped_with_it(
    sitting: Sitting, people: People, set_clock: SetClock
) -> None:
    deadline = sitting.attempt.deadline_at
    assert deadline is not None
    set_clock(deadline + timedelta(seconds=5))
    assert take_in(sitting, viewer_of(people.organizer))
    assert sitting.attempt.closed_at == deadline


@pytest.mark.parametrize("person", ["member", "secretary", "stranger"])
def test_only_an_organizer_of_the_test_may(sitting: Sitting, people: People, person: str) -> None:
    with pytest.raises(NoSuchAttempt):
        take_in(sitting, viewer_of(getattr(people, person)))
    assert sitting.attempt.state is AttemptState.OPEN


def test_not_by_way_of_another_test_and_not_before_the_start(people: People) -> None:
    mine = make_published(people.root, [people.member])
    other = make_published(people.root, [people.member])
    sitting = sit_down(mine, people.member)
    organizer = viewer_of(people.organizer)
    with pytest.raises(NoSuchAttempt):
        hand_in_for(other.id, sitting.attempt_id, "why", viewer=organizer, key=KEY)
    with pytest.raises(NoSuchAttempt):
        hand_in_for(10**6, sitting.attempt_id, "why", viewer=organizer, key=KEY)
    ready: Attempt = make_attempt(other, people.member, state=AttemptState.READY)
    with pytest.raises(NotStarted):
        hand_in_for(other.id, ready.id, "why", viewer=organizer, key=KEY)
