"""How PostgreSQL connections are set up: durable, with limits on time, never waiting for ever."""

from __future__ import annotations

import time
from typing import Any, Final, TypeVar

import psycopg
from psycopg.abc import PQGen
from sqlalchemy import Connection, Engine, event

from quizapp.database import patience
from quizapp.database.silence import Silence

Result = TypeVar("Result")

CONNECT_SECONDS: Final = 4
CONNECT_ARGUMENTS: Final[dict[str, object]] = {
    "connect_timeout": CONNECT_SECONDS,
    "application_name": "quizapp",
    "options": " ".join(
        (
            # An answer that is shown as saved is on the disk, whatever the role's own setting says.
            "-c synchronous_commit=on",
            "-c timezone=UTC",
            f"-c statement_timeout={patience.SHORT.statement}",
            f"-c lock_timeout={patience.SHORT.lock}",
            f"-c idle_in_transaction_session_timeout={patience.SHORT.idle}",
        )
    ),
}


_silence: Final = Silence(wait=2)
"""This process's; it has one PostgreSQL."""


class DatabaseSilent(psycopg.OperationalError):
    """The database took a statement and did not answer, not even that it took too long."""


class NotDurable(psycopg.OperationalError):
    """The server may lose what it has confirmed; nothing is stored in it."""


class BoundedConnection(psycopg.Connection[Any]):
    """A connection that waits for a limited time, also for a server that is paused or cut off."""

    def wait(
        self, gen: PQGen[Result], interval: float = 0.1, timeout: float | None = None
    ) -> Result:
        """Do what the driver does, at most as long as the work at hand has patience.

        Raises DatabaseSilent; the connection is closed then, for its answer may still come.
        """
        limit = patience.current().answer_seconds if timeout is None else timeout
        until = time.monotonic() + limit
        try:
            result = super().wait(gen, interval, limit)
        except psycopg.OperationalError as error:
            if time.monotonic() < until:
                raise
            self.pgconn.finish()
            _silence.noticed()
            raise DatabaseSilent(f"the database did not answer within {limit:.0f} s") from error
        _silence.over()
        return result


def prepare(engine: Engine) -> None:
    """Make every connection of the engine ready before its first statement."""
    event.listen(engine, "do_connect", _connect)
    event.listen(engine, "connect", _check_durable)
    event.listen(engine, "checkout", _taken)
    event.listen(engine, "begin", _begun)


def _connect(
    _dialect: Any, _record: Any, arguments: tuple[str, ...], values: dict[str, Any]
) -> BoundedConnection:
    _refuse_in_silence()
    try:
        return BoundedConnection.connect(*arguments, **values)
    except psycopg.errors.ConnectionTimeout:
        _silence.noticed()
        raise


def _taken(_connection: BoundedConnection, _record: Any, _proxy: Any) -> None:
    _refuse_in_silence()


def _refuse_in_silence() -> None:
    if not _silence.may_ask():
        raise DatabaseSilent("the database does not answer; somebody else is trying")


def _check_durable(connection: BoundedConnection, _record: Any) -> None:
    # Begun is only what `_begun` begins, so that a page's reads cost no round trip for it.
    connection.autocommit = True
    # A pooler between may have dropped the options of the connection.
    row = connection.execute(
        "SELECT current_setting('fsync'), current_setting('synchronous_commit')"
    ).fetchone()
    if row != ("on", "on"):
        connection.close()
        raise NotDurable(
            "DATABASE_URL leads to a PostgreSQL that may lose what it has confirmed:"
            f" fsync, synchronous_commit are {row}, both must be on"
        )


def _begun(connection: Connection) -> None:
    wanted, options = patience.current(), connection.get_execution_options()
    if wanted is patience.SHORT:
        # The limits are those the connection was made with: the path of the members costs no
        # statement. What only reads sees the newest rows with each statement, begun or not.
        if options.get("write"):
            connection.exec_driver_sql("BEGIN")
        return
    connection.exec_driver_sql(
        "BEGIN;"
        f"SET LOCAL statement_timeout = {wanted.statement};"
        f"SET LOCAL lock_timeout = {wanted.lock};"
        f"SET LOCAL idle_in_transaction_session_timeout = {wanted.idle}"
    )
