"""Which attempts the server has to close."""

from __future__ import annotations

from typing import Final

from sqlalchemy import func, select

from quizapp.domain.attempt import AttemptState
from quizapp.extensions import db
from quizapp.models import Attempt
from quizapp.models.base import Moment

AT_ONCE: Final = 500
"""A sweep takes so many; the next one goes on."""


def overdue_ids() -> list[int]:
    """Give the open attempts whose time and grace are over by the database's clock, oldest first."""
    return list(
        db.session.execute(
            select(Attempt.id)
            .where(
                Attempt.state == AttemptState.OPEN,
                Attempt.accept_until < func.app_now(type_=Moment),
            )
            .order_by(Attempt.accept_until, Attempt.id)
            .limit(AT_ONCE)
        ).scalars()
    )
