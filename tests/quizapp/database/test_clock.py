"""The database's clock: aware, in UTC, right, and never stepping back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlalchemy import func, literal, select

from quizapp.database.clock import database_now
from quizapp.extensions import db
from quizapp.models.base import Moment

SECOND = timedelta(seconds=1)


def test_gives_this_moment_in_utc(app: Flask) -> None:
    before = datetime.now(UTC)
    now = database_now(db.session())
    assert now.tzinfo is UTC
    assert before - SECOND < now < datetime.now(UTC) + SECOND


def test_moves_on_within_one_transaction(app: Flask) -> None:
    """`now()` of PostgreSQL stands still for a whole transaction: it would pass old moments."""
    read = [database_now(db.session()) for _ in range(50)]
    assert read == sorted(read)
    assert read[-1] > read[0]


def test_is_compared_with_stored_moments_inside_the_database(app: Flask) -> None:
    now = datetime.now(UTC)
    clock = func.app_now(type_=Moment)
    earlier, later = (literal(now + step, Moment) for step in (-SECOND, SECOND * 30))
    assert db.session.execute(select(clock > earlier, clock < later)).one() == (True, True)
