"""Which errors of the database mean "not now": the same request may well succeed in a moment.

Owns the distinction alone. What is answered is decided by `web.failures`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import psycopg
from sqlalchemy.exc import DBAPIError, TimeoutError

from quizapp.database.postgresql import DatabaseSilent


@dataclass(frozen=True, slots=True)
class Outage:
    """A passing failure of the database."""

    code: str
    """For scripts, logs and counters."""
    retry_seconds: int
    """When to ask again."""
    repeatable: bool
    """Whether asking again at once makes sense: the cause is gone with the connection."""


AWAY: Final = Outage("database_away", 2, repeatable=False)
DROPPED: Final = Outage("database_dropped", 1, repeatable=True)
SILENT: Final = Outage("database_silent", 5, repeatable=False)
BUSY: Final = Outage("database_busy", 2, repeatable=False)
COLLIDED: Final = Outage("database_collided", 1, repeatable=True)
FULL: Final = Outage("database_full", 30, repeatable=False)

_BY_STATE: Final = {
    "25P03": DROPPED,  # idle in a transaction for too long: the server has hung up
    "40001": COLLIDED,  # serialization
    "40P01": COLLIDED,  # deadlock
    "53100": FULL,
    "53200": BUSY,  # out of memory
    "53300": AWAY,  # too many connections
    "55P03": BUSY,  # a lock was not free in time
    "57014": BUSY,  # the statement took too long
    "25006": AWAY,  # a standby that has yet to take over: it cannot write
}
_SQLITE: Final = {
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "SQLITE_FULL": FULL,
    "SQLITE_IOERR": AWAY,
    "SQLITE_CANTOPEN": AWAY,
    "SQLITE_READONLY": AWAY,
}


def outage(error: BaseException) -> Outage | None:
    """Say which outage the error is; None for an error of the program."""
    if isinstance(error, TimeoutError):
        return BUSY  # no connection of the pool came free in time
    if not isinstance(error, DBAPIError):
        return None
    cause = error.orig
    if isinstance(cause, DatabaseSilent):
        return SILENT
    name = getattr(cause, "sqlite_errorname", None)
    if name is not None:
        # Extended names such as SQLITE_BUSY_SNAPSHOT begin with the primary one.
        return next((found for begin, found in _SQLITE.items() if name.startswith(begin)), None)
    state = getattr(cause, "sqlstate", None)
    if state in _BY_STATE:
        return _BY_STATE[state]
    if error.connection_invalidated:
        return DROPPED
    if not isinstance(cause, psycopg.OperationalError):
        return None
    # Without a state no connection could be made. 08: connection, 57P: the server is stopping.
    return AWAY if state is None or state.startswith(("08", "57P")) else None
