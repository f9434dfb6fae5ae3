"""Handing an open attempt in for its member: an act of whoever runs the test, with a reason."""

from __future__ import annotations

from quizapp.attempts.operations.closing import close_attempt
from quizapp.attempts.operations.refusals import NoSuchAttempt
from quizapp.attempts.operations.rows import locked_attempt
from quizapp.database.transaction import transaction
from quizapp.domain import attempt as rules
from quizapp.domain.viewer import Viewer
from quizapp.models import Lock, organized_exam, watch_of


def hand_in_for(exam_id: int, attempt_id: int, reason: str, *, viewer: Viewer, key: bytes) -> bool:
    """Close and score an open attempt with everything saved; the member reads the reason.

    False when it was closed already: what the member handed in stays as it is. NoSuchAttempt when
    the viewer does not organize the test.
    """
    with transaction() as session:
        if organized_exam(session, exam_id, viewer, Lock.SHARED) is None:
            raise NoSuchAttempt()
        row = locked_attempt(session, attempt_id)
        if row is None or row.exam_id != exam_id:
            raise NoSuchAttempt()
        if row.state in rules.CLOSED:
            return False
        close_attempt(session, row, rules.CloseReason.COLLECTED, claimed={}, viewer=viewer, key=key)
        # In one place only: it may be about a person's health, and the member reads it there.
        watch_of(session, row.id).collected_for = reason
        return True
