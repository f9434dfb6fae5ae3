"""The database's clock, which alone decides about deadlines."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import text
from sqlalchemy.orm import Session


def database_now(session: Session) -> datetime:
    """Read `app_now()`: the same moment whichever app machine asks."""
    value: datetime | str = session.execute(text("SELECT app_now()")).scalar_one()
    if isinstance(value, str):
        return datetime.strptime(value, "%Y-%m-%d %H:%M:%S.%f").replace(tzinfo=UTC)
    return value.astimezone(UTC)
