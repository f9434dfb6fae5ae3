"""统一收卷: the invigilator ends a sitting, or a test without sittings, for everybody at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from quizapp.attempts.operations.closing import close_collected
from quizapp.attempts.operations.refusals import NoSuchTest
from quizapp.database.clock import database_now
from quizapp.database.transaction import transaction
from quizapp.domain.attempt import AttemptState
from quizapp.domain.refusals import N_, Refusal
from quizapp.domain.viewer import Viewer
from quizapp.models import (
    AllowanceGrant,
    Attempt,
    Exam,
    ExamState,
    Lock,
    RosterEntry,
    Seat,
    Sitting,
    organized_exam,
    record,
)

SHORTEST: Final = timedelta(seconds=1)
"""A window that was begun early and collected before it opens still ends after it begins."""


class NothingToCollect(Refusal):
    """The sitting or the test has yet to begin."""

    def __init__(self) -> None:
        super().__init__(
            "nothing_to_collect",
            N_("There is nothing to collect: it has not begun yet."),
        )


def collect(exam_id: int, sitting_id: int | None, *, viewer: Viewer, key: bytes) -> int:
    """End it for everybody and hand in what is saved; give the number of attempts closed.

    Nobody starts any more from then on. People who were granted extra time or a time of their own
    keep it: theirs end at their own deadline. Each attempt is closed in its own transaction; a second call goes on with
    what a first one left.
    """
    for_closing = _end(exam_id, sitting_id, viewer=viewer)
    return sum(close_collected(attempt_id, viewer=viewer, key=key) for attempt_id in for_closing)


def _end(exam_id: int, sitting_id: int | None, *, viewer: Viewer) -> list[int]:
    """Let nobody start any more, and give the attempts to close."""
    with transaction() as session:
        exam = organized_exam(session, exam_id, viewer, Lock.ALONE)  # against starts, too
        if exam is None or exam.state is not ExamState.PUBLISHED:
            raise NoSuchTest()
        now = database_now(session)
        if sitting_id is None:
            _end_exam(session, exam, now)
        else:
            _end_sitting(session, exam, sitting_id, now)
        record(session, "exam.papers_collected", exam, viewer=viewer, now=now, sitting=sitting_id)
        query = select(Attempt.id).where(
            Attempt.exam_id == exam_id,
            Attempt.state == AttemptState.OPEN,
            Attempt.extra_seconds == 0,
            Attempt.member_id.not_in(_with_a_time_of_their_own(exam_id)),
        )
        seated = select(Seat.member_id).where(
            Seat.exam_id == exam_id,
            *([] if sitting_id is None else [Seat.sitting_id == sitting_id]),
        )
        here = Attempt.member_id.in_(seated)
        return list(
            session.execute(
                query.where(here if sitting_id is not None else ~here).order_by(Attempt.id)
            ).scalars()
        )


def _with_a_time_of_their_own(exam_id: int) -> Select[tuple[int]]:
    return (
        select(RosterEntry.member_id)
        .join(
            AllowanceGrant,
            (AllowanceGrant.exam_id == RosterEntry.exam_id)
            & or_(
                AllowanceGrant.member_id == RosterEntry.member_id,
                AllowanceGrant.unit_id == RosterEntry.unit_id,
            ),
        )
        .where(
            RosterEntry.exam_id == exam_id,
            or_(AllowanceGrant.opens_at.is_not(None), AllowanceGrant.closes_at.is_not(None)),
        )
    )


def _end_exam(session: Session, exam: Exam, now: datetime) -> None:
    window = exam.window
    if now <= (exam.begun_at or window.opens_at) or (exam.start_by_hand and exam.begun_at is None):
        raise NothingToCollect()
    exam.ended_at = exam.ended_at or now
    sittings = select(func.count()).select_from(Sitting).where(Sitting.exam_id == exam.id)
    if not session.execute(sittings).scalar_one():
        exam.closes_at = max(min(window.closes_at, now), window.opens_at + SHORTEST)


def _end_sitting(session: Session, exam: Exam, sitting_id: int, now: datetime) -> None:
    row = session.get(Sitting, sitting_id, with_for_update=True)
    if row is None or row.exam_id != exam.id:
        raise NoSuchTest()
    if (row.begun_at or row.opens_at) > now or (exam.start_by_hand and row.begun_at is None):
        raise NothingToCollect()
    row.ended_at = row.ended_at or now
