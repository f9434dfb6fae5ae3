"""One operation, one transaction: the only place where anything is committed.

Owns `transaction()`, `one_statement()`, `reading()` and `after_commit()`. What may be written is
decided elsewhere.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from quizapp.extensions import db

# SQLite lets one writer in at a time and makes the others poll; one lock in the process lets
# them queue in order instead: single saves among 50 takers wait 0.2 s at most, not seconds.
_sqlite_writer: Final = threading.Lock()


class TransactionMisuse(Exception):
    """The rules of `transaction()` were broken by the program, not by a person."""


@contextmanager
def transaction() -> Iterator[Session]:
    """Run one operation: all of it is stored, or nothing.

    Raises TransactionMisuse when an operation is already running or rows were changed outside.
    """
    session: Session = db.session()
    if "operation" in session.info:
        raise TransactionMisuse("an operation is already running")
    if session.new or session.dirty or session.deleted:
        raise TransactionMisuse("rows were changed outside transaction()")
    session.rollback()  # drop what this request read before: decide on fresh rows only
    after: list[Callable[[], None]] = []
    session.info["operation"] = after
    try:
        with _turn(), session.begin():
            session.connection(execution_options={"write": True})
            yield session
    finally:
        del session.info["operation"]
    for callback in after:
        callback()


@contextmanager
def one_statement() -> Iterator[Connection]:
    """Give a connection for a single statement, which the database commits by itself and as durably
    as an operation: without a session, and on PostgreSQL without the round trips of BEGIN and COMMIT.
    """
    if db.session.registry.has():
        db.session.rollback()  # one connection for each thread: the session gives its own back
    with _turn(), db.engine.begin() as connection:
        yield connection


def reading() -> Session:
    """Give the request's session, for an operation to read with before it begins."""
    return db.session()


def _turn() -> AbstractContextManager[object]:
    return _sqlite_writer if db.engine.dialect.name == "sqlite" else nullcontext()


def after_commit(callback: Callable[[], None]) -> None:
    """Run the callback once the running operation is stored; never when it fails."""
    operation: list[Callable[[], None]] | None = db.session().info.get("operation")
    if operation is None:
        raise TransactionMisuse("after_commit() outside transaction()")
    operation.append(callback)
