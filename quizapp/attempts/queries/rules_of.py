"""What a member may see of an attempt, asked of the rules with what the rows say."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from quizapp.domain.disclosure import Visible, what_member_sees
from quizapp.domain.timing import latest_of
from quizapp.extensions import db
from quizapp.models import Attempt, Exam


def visible(
    exam: Exam, attempt: Attempt, *, latest_deadline: datetime | None, now: datetime
) -> Visible:
    """Say what the member sees of the own attempt."""
    return what_member_sees(
        exam.release_policy,
        exam.window,
        state=attempt.state,
        released_at=exam.released_at,
        now=now,
        latest_deadline=latest_deadline,
        voided=attempt.voided_at is not None,
    )


def latest_deadlines(exam_ids: list[int]) -> dict[int, datetime]:
    """Give the last moment granted to anybody in each exam, which may lie after its window."""
    rows = db.session.execute(
        select(Exam.id, Exam.granted_until, func.max(Attempt.deadline_at).label("latest"))
        .outerjoin(Attempt, Attempt.exam_id == Exam.id)
        .where(Exam.id.in_(exam_ids))
        .group_by(Exam.id, Exam.granted_until)
    )
    ends = {row.id: latest_of(row.granted_until, row.latest) for row in rows}
    return {exam_id: end for exam_id, end in ends.items() if end is not None}
