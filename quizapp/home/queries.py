"""What an operator asks: can this server serve, and how does the day go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from alembic.runtime.migration import MigrationContext
from sqlalchemy import func, select

from quizapp.domain.attempt import AttemptState
from quizapp.extensions import db
from quizapp.models import Attempt
from quizapp.models.base import Moment

_CLOCK: Final = func.app_now(type_=Moment)


def schema_revision() -> str:
    """Ask the database which migration it is at; "" when it has no tables yet."""
    return MigrationContext.configure(db.session.connection()).get_current_revision() or ""


def figures() -> Mapping[str, tuple[str, float]]:
    """Give what the database knows of the day: name of the figure, what it means, value."""
    row = db.session.execute(
        select(
            func.count().label("open"),
            func.count().filter(Attempt.accept_until < _CLOCK).label("overdue"),
            func.min(Attempt.accept_until).label("oldest"),
            _CLOCK.label("now"),
        ).where(Attempt.state == AttemptState.OPEN)
    ).one()
    waits = max(0.0, (row.now - row.oldest).total_seconds()) if row.oldest else 0.0
    return {
        "quizapp_open_attempts": ("Attempts that are open.", row.open),
        "quizapp_overdue_attempts": ("Open attempts the sweeper has to close.", row.overdue),
        "quizapp_overdue_seconds": ("How long the oldest of them has waited.", waits),
    }
