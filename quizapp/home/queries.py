"""Whether the app and its database can serve."""

from __future__ import annotations

import logging
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from quizapp.database.clock import database_now
from quizapp.extensions import db

log: Final = logging.getLogger(__name__)


def database_answers() -> bool:
    """Ask the database for its clock, which the first migration made: connection and schema in one."""
    try:
        database_now(db.session())
    except SQLAlchemyError:
        log.exception("health check: the database does not answer")
        return False
    return True
