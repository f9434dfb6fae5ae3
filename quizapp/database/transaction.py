"""One operation, one transaction: the only place where anything is committed.

Owns `transaction()` and `after_commit()`. What may be written is decided elsewhere.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.orm import Session

from quizapp.extensions import db

# SQLite lets one writer in at a time and makes the others poll; one lock in the process lets
# them queue in order instead: single saves among 50 takers wait 0.2 s at most, not seconds.
_sqlite_writer: Final = threading.Lock()


class TransactionMisuse(Exception):
    """The rules of `transaction()` were broken by the program, not by a person."""


@contextmanager
def transaction(*, one_statement: bool = False) -> Iterator[Session]:
    """Run one operation: all of it is stored, or nothing.

    `one_statement`: only the first statement writes. PostgreSQL commits it by itself as durably,
    without the round trips of BEGIN and COMMIT; it stays stored when what follows raises.
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
    queue = _sqlite_writer if session.get_bind().dialect.name == "sqlite" else None
    if queue is not None:
        queue.acquire()
    try:
        with session.begin():
            session.connection(execution_options={"write": True, "alone": one_statement})
            yield session
    finally:
        if queue is not None:
            queue.release()
        del session.info["operation"]
    for callback in after:
        callback()


def after_commit(callback: Callable[[], None]) -> None:
    """Run the callback once the running operation is stored; never when it fails."""
    operation: list[Callable[[], None]] | None = db.session().info.get("operation")
    if operation is None:
        raise TransactionMisuse("after_commit() outside transaction()")
    operation.append(callback)
