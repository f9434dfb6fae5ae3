"""The entry code of this minute, for the page that is shown on the projector."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from quizapp.database.clock import database_now
from quizapp.domain.codes import rotating_code, rotation_left
from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import Exam, ExamState, Unit

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
    found = session.execute(
        select(Exam, Unit.path)
        .join(Unit, Unit.id == Exam.unit_id)
        .where(
            Exam.id == exam_id,
            Exam.state == ExamState.PUBLISHED,
            Exam.rotating_code.is_(True),
        )
    ).one_or_none()
    if found is None or not viewer.organizes(found.path):
        return None
    now = database_now(session)
    left = max(1, round(rotation_left(now).total_seconds()))
    return RoomCode(
        exam_id=exam_id,
        exam_name=found.Exam.name,
        code=rotating_code(key, found.Exam.door.rotating_seed, now=now),
        seconds_left=left,
        refresh_in=min(REFRESH, left),
    )
