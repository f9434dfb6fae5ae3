"""The entry code of this minute, for the page that is shown on the projector."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.database.clock import database_now
from quizapp.domain.codes import rotating_code, rotation_left
from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import ExamState, organized_exam

REFRESH = 5
"""Seconds after which the page asks again, so that its countdown goes on without script."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomCode:
    """What everybody in the room reads."""

    exam_id: int
    exam_name: str
    code: str
    seconds_left: int
    refresh_in: int
    """Seconds until the page is asked for again: at the change, if that comes first."""


def room_code(exam_id: int, viewer: Viewer, *, key: bytes) -> RoomCode | None:
    """Give the code by the database's clock, which judges it too; None unless the viewer organizes
    a published test that asks for one."""
    session = db.session()
    exam = organized_exam(session, exam_id, viewer)
    if exam is None or exam.state is not ExamState.PUBLISHED or not exam.rotating_code:
        return None
    now = database_now(session)
    left = max(1, round(rotation_left(now).total_seconds()))
    return RoomCode(
        exam_id=exam_id,
        exam_name=exam.name,
        code=rotating_code(key, exam.door.rotating_seed, now=now),
        seconds_left=left,
        refresh_in=min(REFRESH, left),
    )
