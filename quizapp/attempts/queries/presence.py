"""What a sign of life of a test page is held against: one statement, which writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from quizapp.extensions import db
from quizapp.models import Answer, Attempt, AttemptWatch, Exam, Member
from quizapp.models.base import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """An attempt with what is known of its page."""

    attempt: Attempt
    records_facts: bool
    session_version: int
    account_closed: bool
    last_sign: datetime | None
    """The newest of saves and signs of life that are written down."""
    now: datetime
    """By the database's clock."""


def presence(attempt_id: int) -> Presence | None:
    """Give what is known of the page of an attempt, whoever's it is; None when there is none."""
    saved = (
        select(func.max(Answer.saved_at))
        .where(Answer.attempt_id == Attempt.id)
        .correlate(Attempt)
        .scalar_subquery()
    )
    found = db.session.execute(
        select(
            Attempt,
            Exam.record_focus,
            Member.session_version,
            Member.closed_at,
            AttemptWatch.seen_at,
            saved.label("saved_at"),
            func.app_now(type_=Moment).label("moment"),
        )
        .join(Exam, Exam.id == Attempt.exam_id)
        .join(Member, Member.id == Attempt.member_id)
        .outerjoin(AttemptWatch, AttemptWatch.attempt_id == Attempt.id)
        .where(Attempt.id == attempt_id)
    ).one_or_none()
    if found is None:
        return None
    signs = [moment for moment in (found.seen_at, found.saved_at) if moment is not None]
    return Presence(
        attempt=found.Attempt,
        records_facts=found.record_focus,
        session_version=found.session_version,
        account_closed=found.closed_at is not None,
        last_sign=max(signs, default=None),
        now=found.moment,
    )
