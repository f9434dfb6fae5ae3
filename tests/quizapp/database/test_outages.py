"""Which errors are "not now", and which are ours."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import psycopg
import pytest
from psycopg import errors
from sqlalchemy import create_engine, text
from sqlalchemy.exc import (
    DBAPIError,
    IntegrityError,
    OperationalError,
    ProgrammingError,
    TimeoutError,
)

from quizapp.database.outages import (
    AWAY,
    BUSY,
    COLLIDED,
    FULL,
    SILENT,
    Outage,
    outage,
)
from quizapp.database.postgresql import DatabaseSilent, NotDurable


@pytest.mark.parametrize(
    ("cause", "expected"),
    [
        (errors.LockNotAvailable(), BUSY),
        (errors.QueryCanceled(), BUSY),
        (errors.DeadlockDetected(), COLLIDED),
        (errors.SerializationFailure(), COLLIDED),
        (errors.DiskFull(), FULL),
        (errors.TooManyConnections(), AWAY),
        (errors.CannotConnectNow(), AWAY),
        (errors.AdminShutdown(), AWAY),
        (errors.ReadOnlySqlTransaction(), AWAY),
        (errors.ConnectionTimeout(), AWAY),
        (psycopg.OperationalError("connection refused"), AWAY),
        (NotDurable("fsync is off"), AWAY),
        (DatabaseSilent("nothing"), SILENT),
        (errors.UndefinedTable(), None),
        (errors.CheckViolation(), None),
        (errors.InvalidTextRepresentation(), None),
    ],
)
def test_postgresql(cause: psycopg.Error, expected: Outage | None) -> None:
    assert outage(DBAPIError("SELECT 1", {}, cause)) is expected


def test_a_pool_without_a_free_connection_is_busy() -> None:
    assert outage(TimeoutError("QueuePool limit")) is BUSY


def test_other_errors_are_ours() -> None:
    assert outage(ZeroDivisionError()) is None
    assert outage(IntegrityError("INSERT", {}, errors.UniqueViolation())) is None
    assert outage(ProgrammingError("SELECT", {}, errors.UndefinedColumn())) is None


def test_sqlite_that_is_locked_is_busy_and_a_missing_table_is_ours(tmp_path: Path) -> None:
    file = tmp_path / "x.sqlite3"
    engine = create_engine(f"sqlite:///{file}", connect_args={"timeout": 0})
    try:
        holder = sqlite3.connect(file, isolation_level=None)
        holder.execute("CREATE TABLE kept (id)")
        holder.execute("BEGIN EXCLUSIVE")
        with engine.connect() as connection, pytest.raises(OperationalError) as caught:
            connection.execute(text("INSERT INTO kept VALUES (1)"))
        assert outage(caught.value) is BUSY
        holder.execute("ROLLBACK")
        holder.close()
        with engine.connect() as connection, pytest.raises(OperationalError) as caught:
            connection.execute(text("SELECT 1 FROM nowhere"))
        assert outage(caught.value) is None
    finally:
        engine.dispose()
