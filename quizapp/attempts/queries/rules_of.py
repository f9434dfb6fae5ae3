"""What a member may see of an attempt, asked of the rules with what the rows say."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from quizapp.domain.disclosure import Visible, what_member_sees
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
    """Give the last personal deadline of each exam, which extra time may put after the window."""
    rows = db.session.execute(
        select(Attempt.exam_id, func.max(Attempt.deadline_at).label("latest"))
        .where(Attempt.exam_id.in_(exam_ids))
        .group_by(Attempt.exam_id)
    )
    return {row.exam_id: row.latest for row in rows if row.latest is not None}
