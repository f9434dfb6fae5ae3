"""An exam's rows as the values that rules are asked with."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select

from quizapp.domain.disclosure import ReleasePolicy, Visible, what_member_sees
from quizapp.domain.timing import ExamWindow
from quizapp.extensions import db
from quizapp.models import Attempt, Exam


def window_of(exam: Exam) -> ExamWindow | None:
    """Give the exam's window; None while it has none."""
    if exam.opens_at is None or exam.closes_at is None:
        return None
    return ExamWindow(exam.opens_at, exam.closes_at, timedelta(seconds=exam.duration_seconds))


def visible(
    exam: Exam, attempt: Attempt, *, latest_deadline: datetime | None, now: datetime
) -> Visible:
    """Say what the member sees of the own attempt."""
    window = window_of(exam)
    if window is None:
        return Visible(score=False, answers=False)
    return what_member_sees(
        ReleasePolicy(exam.score_release, exam.answer_release),
        window,
        state=attempt.state,
        released_at=exam.released_at,
        now=now,
        latest_deadline=latest_deadline,
        voided=attempt.voided_at is not None,
    )


def latest_deadlines(exam_ids: list[int]) -> dict[int, datetime]:
    """Give the last personal deadline of each exam, which extra time may put after the window."""
    rows = db.session.execute(
        select(Attempt.exam_id, func.max(Attempt.deadline_at).label("latest"))
        .where(Attempt.exam_id.in_(exam_ids))
        .group_by(Attempt.exam_id)
    )
    return {row.exam_id: row.latest for row in rows if row.latest is not None}
