"""A database with real commits, and connections that end when they like."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from quizapp.database.transaction import transaction
from quizapp.extensions import db
from quizapp.live.hub import Hub
from quizapp.live.publishing import publish

NOW = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)


def tell(topic: str = "exam:1", kind: str = "started", **payload: int) -> None:
    """Store one event, in a transaction of its own."""
    with transaction() as session:
        publish(session, topic, kind, now=datetime.now(UTC), **payload)


@contextmanager
def writer() -> Iterator[Session]:
    """A session on a connection of its own, committed by whoever uses it."""
    with db.engine.connect() as connection, Session(connection) as session:
        yield session


@pytest.fixture
def hub(live_app: Flask) -> Iterator[Hub]:
    """The hub of an app with real commits."""
    made: Hub = live_app.extensions["live"]
    with live_app.app_context():
        yield made
        db.session.remove()
