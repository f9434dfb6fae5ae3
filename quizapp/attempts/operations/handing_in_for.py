"""Handing an open attempt in for its member: an act of whoever runs the test, with a reason."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.attempts.operations.closing import close_attempt
from quizapp.attempts.operations.refusals import NoSuchAttempt
from quizapp.attempts.operations.rows import locked_attempt
from quizapp.database.transaction import transaction
from quizapp.domain import attempt as rules
from quizapp.domain.viewer import Viewer
from quizapp.models import Attempt, AttemptWatch, Exam, Unit


def hand_in_for(exam_id: int, attempt_id: int, reason: str, *, viewer: Viewer, key: bytes) -> bool:
    """Close and score an open attempt with everything saved; the member reads the reason.

    False when it was closed already: what the member handed in stays as it is. NoSuchAttempt when
    the viewer does not organize the test.
    """
    with transaction() as session:
        _check_organizer(session, exam_id, viewer)
        row = locked_attempt(session, attempt_id)
        if row is None or row.exam_id != exam_id:
            raise NoSuchAttempt()
        if row.state in rules.CLOSED:
            return False
        close_attempt(
            session,
            row,
            rules.CloseReason.COLLECTED,
            claimed={},
            viewer=viewer,
            key=key,
            why=reason,
        )
        _keep_reason(session, row, reason)
        return True


def _check_organizer(session: Session, exam_id: int, viewer: Viewer) -> None:
    """Lock the exam against being withdrawn meanwhile: the order is exam, attempt, answers."""
    path = session.execute(
        select(Unit.path)
        .join(Exam, Exam.unit_id == Unit.id)
        .where(Exam.id == exam_id)
        .with_for_update(read=True, key_share=True, of=Exam)
    ).scalar_one_or_none()
    if path is None or not viewer.organizes(path):
        raise NoSuchAttempt()


def _keep_reason(session: Session, row: Attempt, reason: str) -> None:
    watch = session.get(AttemptWatch, row.id)
    if watch is None:
        watch = AttemptWatch(attempt_id=row.id)
        session.add(watch)
    watch.collected_for = reason
