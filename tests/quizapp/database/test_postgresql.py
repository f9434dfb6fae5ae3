"""Connections to PostgreSQL: durable whatever the role says, with limits on every wait."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from sqlalchemy import make_url, text
from sqlalchemy.exc import OperationalError

from quizapp.database import patience, postgresql
from quizapp.database.outages import AWAY, BUSY, DROPPED, SILENT, outage
from quizapp.database.patience import LONG, SHORT
from quizapp.database.postgresql import BoundedConnection, DatabaseSilent, NotDurable
from quizapp.database.silence import Silence
from quizapp.extensions import db
from tests.conftest import make_app
from tests.databases import Databases


@pytest.fixture
def url(databases: Databases) -> str:
    return databases.new("postgresql")


@pytest.fixture
def own_app(url: str, tmp_path: Path) -> Iterator[Flask]:
    app = make_app(url, tmp_path)
    with app.app_context():
        yield app
        db.session.remove()


def execute(url: str, statement: str) -> None:
    with psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True) as connection:
        connection.execute(statement)


def setting(name: str) -> str:
    return str(db.session.execute(text(f"SELECT current_setting('{name}')")).scalar_one())


def test_a_role_that_commits_asynchronously_is_overruled(url: str, own_app: Flask) -> None:
    name = make_url(url).database
    execute(url, f'ALTER DATABASE "{name}" SET synchronous_commit = off')
    assert setting("synchronous_commit") == "on"


@pytest.mark.parametrize("value", ["off", "local"])
def test_a_server_that_may_lose_commits_is_refused(url: str, value: str) -> None:
    connection = BoundedConnection.connect(
        url.replace("+psycopg", "", 1), options=f"-c synchronous_commit={value}"
    )
    with pytest.raises(NotDurable, match=f"DATABASE_URL.*{value}"):
        postgresql._check_durable(connection, None)
    assert connection.closed


def test_members_and_desk_have_their_own_limits(own_app: Flask) -> None:
    for wanted, shown in ((SHORT, ("4s", "2s", "10s")), (LONG, ("30s", "5s", "1min"))):
        with patience.having(wanted):
            names = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
            assert tuple(setting(name) for name in names) == shown
            db.session.remove()


def test_a_statement_that_takes_too_long_is_ended(own_app: Flask) -> None:
    with patience.having(SHORT), pytest.raises(OperationalError) as caught:
        db.session.execute(text("SELECT pg_sleep(20)"))
    assert outage(caught.value) is BUSY


def test_a_server_that_says_nothing_is_left(url: str, own_app: Flask) -> None:
    """The server's own limit is switched off here, as good as a server that is cut off."""
    hasty = patience.Patience(statement=-1_500, lock=1, idle=1)  # gives up after half a second
    postgresql._silence.over()
    db.session.execute(text("SET statement_timeout = 0"))
    try:
        started = time.monotonic()
        with patience.having(hasty), pytest.raises(OperationalError) as caught:
            db.session.execute(text("SELECT pg_sleep(20)"))
        assert time.monotonic() - started < 3
        assert outage(caught.value) is SILENT
        assert isinstance(caught.value.orig, DatabaseSilent)
        db.session.rollback()
        started = time.monotonic()
        with pytest.raises(OperationalError) as caught:  # the next one does not even try
            db.session.execute(text("SELECT 1"))
        assert outage(caught.value) is SILENT and time.monotonic() - started < 0.5
    finally:
        postgresql._silence.over()
    db.session.rollback()
    assert db.session.execute(text("SELECT 1")).scalar_one() == 1


def test_a_connection_that_was_cut_is_dropped_and_the_next_one_works(
    url: str, own_app: Flask
) -> None:
    number = db.session.execute(text("SELECT pg_backend_pid()")).scalar_one()
    db.session.rollback()
    execute(url, f"SELECT pg_terminate_backend({number}, 5000)")
    with pytest.raises(OperationalError) as caught:
        db.session.execute(text("SELECT 1"))
    assert outage(caught.value) is DROPPED
    db.session.rollback()
    assert db.session.execute(text("SELECT 1")).scalar_one() == 1


def test_an_address_where_nobody_listens_is_away(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    app = make_app(f"postgresql+psycopg://nobody@127.0.0.1:{port}/none", tmp_path)
    with app.app_context(), pytest.raises(OperationalError) as caught:
        db.session.execute(text("SELECT 1"))
    assert outage(caught.value) is AWAY


def test_an_address_that_accepts_and_says_nothing_is_left_after_a_while(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(postgresql, "_silence", Silence(wait=60))
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        values = {"host": "127.0.0.1", "port": deaf.getsockname()[1], "user": "x"}
        with pytest.raises(psycopg.errors.ConnectionTimeout):
            postgresql._connect(None, None, (), values | {"connect_timeout": 2})
        started = time.monotonic()
        with pytest.raises(DatabaseSilent):
            postgresql._connect(None, None, (), values)
        assert time.monotonic() - started < 0.5


def test_the_driver_is_the_bounded_one(own_app: Flask) -> None:
    driver = db.session.connection().connection.driver_connection
    assert isinstance(driver, BoundedConnection)
