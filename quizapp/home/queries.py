"""Whether the app and its database can serve."""

from __future__ import annotations

from quizapp.database.clock import database_now
from quizapp.extensions import db


def database_answers() -> bool:
    """Ask the database for its clock, which the first migration made: connection and schema in one."""
    database_now(db.session())
    return True
