"""The exam that somebody organizes: what features ask before they show of it or change it."""

from __future__ import annotations

from enum import Enum, auto

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.domain.viewer import Viewer
from quizapp.models.exams import Exam
from quizapp.models.units import Unit


class Lock(Enum):
    """What others may do to the exam until the transaction ends; attempts are locked after it."""

    NONE = auto()
    SHARED = auto()
    """Others do the same; nobody changes the exam meanwhile."""
    ALONE = auto()


def organized_exam(
    session: Session, exam_id: int, viewer: Viewer, lock: Lock = Lock.NONE
) -> Exam | None:
    """Give the exam in whatever state; None unless it lies in a subtree the viewer organizes."""
    query = select(Exam, Unit.path).join(Unit, Unit.id == Exam.unit_id).where(Exam.id == exam_id)
    if lock is Lock.SHARED:
        query = query.with_for_update(read=True, key_share=True, of=Exam)
    elif lock is Lock.ALONE:
        query = query.with_for_update(of=Exam)
    found = session.execute(query).one_or_none()
    if found is None or not viewer.organizes(found.path):
        return None
    exam: Exam = found.Exam
    return exam
