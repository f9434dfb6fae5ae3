"""Finding an exam that the person may change."""

from __future__ import annotations

from sqlalchemy.orm import Session

from quizapp.domain.refusals import N_, Refusal, RefusalKind
from quizapp.domain.viewer import Viewer
from quizapp.models import Exam, ExamState, Lock, organized_exam


class NoSuchExam(Refusal):
    """There is no such exam, or it lies outside the person's subtree."""

    def __init__(self) -> None:
        super().__init__(
            "no_such_exam",
            N_("There is no such test, or it belongs to another unit."),
            kind=RefusalKind.NOT_FOUND,
        )


class NotADraft(Refusal):
    """The exam is published: its paper and rules are frozen."""

    def __init__(self) -> None:
        super().__init__(
            "not_a_draft",
            N_("This test is published; its paper and rules cannot be changed any more."),
        )


class NotPublished(Refusal):
    """The act needs a published exam."""

    def __init__(self) -> None:
        super().__init__("not_published", N_("This test is not published yet."))


def owned_exam(session: Session, exam_id: int, viewer: Viewer) -> Exam:
    """Lock and give the exam; NoSuchExam when it is not in the viewer's subtree."""
    exam = organized_exam(session, exam_id, viewer, Lock.ALONE)
    if exam is None:
        raise NoSuchExam()
    return exam


def draft_exam(session: Session, exam_id: int, viewer: Viewer) -> Exam:
    """Lock and give the exam while it is a draft; NotADraft afterwards."""
    exam = owned_exam(session, exam_id, viewer)
    if exam.state is not ExamState.DRAFT:
        raise NotADraft()
    return exam


def published_exam(session: Session, exam_id: int, viewer: Viewer) -> Exam:
    """Lock and give the exam once it is published."""
    exam = owned_exam(session, exam_id, viewer)
    if exam.state is not ExamState.PUBLISHED:
        raise NotPublished()
    return exam
