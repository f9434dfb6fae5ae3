"""What an invigilator does to a running attempt: more time, lock, unlock, note. Each is recorded.

One transaction each; locks are taken in the order exam, attempt. Handing an attempt in for its
member needs the keys and is done by `attempts`.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.database.clock import database_now
from quizapp.database.transaction import transaction
from quizapp.domain import attempt as rules
from quizapp.domain.refusals import N_, Refusal, RefusalKind
from quizapp.domain.timing import accept_until
from quizapp.domain.viewer import Viewer
from quizapp.live.publishing import exam_topic, publish
from quizapp.models import Attempt, Lock, organized_exam, record, watch_of


class NotWatched(Refusal):
    """There is no such attempt at a test the person runs."""

    def __init__(self) -> None:
        super().__init__(
            "not_watched",
            N_("There is no such attempt, or its test belongs to another unit."),
            kind=RefusalKind.NOT_FOUND,
        )


def extend(exam_id: int, attempt_id: int, minutes: int, *, viewer: Viewer) -> None:
    """Give an open attempt more time; the member's page shows it within a minute."""
    with transaction() as session:
        row = _watched_attempt(session, exam_id, attempt_id, viewer)
        now = database_now(session)
        longer = rules.extend(row.snapshot(), timedelta(minutes=minutes), now=now)
        deadline = longer.deadline_at or now
        row.extra_seconds = int(longer.extra.total_seconds())
        watch_of(session, attempt_id).extended_seconds += minutes * 60
        row.deadline_at, row.accept_until = deadline, accept_until(deadline)
        record(
            session,
            "attempt.extended",
            row,
            viewer=viewer,
            now=now,
            minutes=minutes,
            deadline=deadline.isoformat(),
        )
        publish(session, exam_topic(exam_id), "changed", now=now, attempt=attempt_id)


def lock(exam_id: int, attempt_id: int, *, viewer: Viewer) -> None:
    """Keep an attempt from taking answers until it is unlocked; its time goes on."""
    with transaction() as session:
        row = _watched_attempt(session, exam_id, attempt_id, viewer)
        _set_lock(session, row, rules.lock(row.snapshot(), now=database_now(session)), viewer)


def unlock(exam_id: int, attempt_id: int, *, viewer: Viewer) -> None:
    """Let a locked attempt take answers again."""
    with transaction() as session:
        row = _watched_attempt(session, exam_id, attempt_id, viewer)
        _set_lock(session, row, rules.unlock(row.snapshot()), viewer)


def write_note(exam_id: int, attempt_id: int, note: str, *, viewer: Viewer) -> None:
    """Replace the note on an attempt, also on a closed one; an empty one takes it back."""
    with transaction() as session:
        row = _watched_attempt(session, exam_id, attempt_id, viewer)
        watch = watch_of(session, attempt_id)
        if watch.note == note:
            return
        watch.note = note
        now = database_now(session)
        # The note itself may be about a person's health: it stays in one place.
        record(session, "attempt.noted", row, viewer=viewer, now=now, length=len(note))
        publish(session, exam_topic(exam_id), "changed", now=now, attempt=attempt_id)


def _set_lock(session: Session, row: Attempt, value: rules.Attempt, viewer: Viewer) -> None:
    """Store whether the attempt is locked; nothing is recorded when it was so before."""
    if value.locked_at == row.locked_at:
        return
    row.locked_at = value.locked_at
    act = "attempt.unlocked" if value.locked_at is None else "attempt.locked"
    now = database_now(session)
    record(session, act, row, viewer=viewer, now=now)
    publish(session, exam_topic(row.exam_id), "changed", now=now, attempt=row.id)


def _watched_attempt(session: Session, exam_id: int, attempt_id: int, viewer: Viewer) -> Attempt:
    """Lock exam and attempt, in this order, and give the attempt of a test the viewer organizes."""
    if organized_exam(session, exam_id, viewer, Lock.SHARED) is None:
        raise NotWatched()
    row = session.execute(
        select(Attempt)
        .where(Attempt.id == attempt_id, Attempt.exam_id == exam_id)
        .with_for_update(key_share=True)
    ).scalar_one_or_none()
    if row is None:
        raise NotWatched()
    return row
