"""How SQLite connections are set up: durable, in order, with foreign keys and the app's clock."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, event


def app_now() -> str:
    """Give the moment as SQLite stores moments, so that SQL can compare the two as text."""
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def prepare(engine: Engine) -> None:
    """Make every connection of the engine ready before its first statement."""
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begun)


def _connected(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # the driver would begin late and lose updates silently
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.create_function("app_now", 0, app_now)


def _begun(connection: Connection) -> None:
    # A transaction that reads first and writes later fails at once when somebody wrote between,
    # whatever the busy timeout; so writers say so at the start.
    write = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
