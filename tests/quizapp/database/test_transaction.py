"""One operation, one transaction; and no addition is lost among many writers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from flask import Flask
from sqlalchemy import insert, select

from quizapp.database import patience
from quizapp.database.transaction import TransactionMisuse, after_commit, one_statement, transaction
from quizapp.domain.people import UnitKind
from quizapp.extensions import db
from quizapp.models import Unit

WRITERS, ADDITIONS = 8, 30


def add_unit(name: str) -> None:
    with transaction() as session:
        session.add(Unit(name=name, kind=UnitKind.COMMITTEE, path=f"/{name}/"))


def test_keeps_all_of_it(app: Flask) -> None:
    add_unit("one")
    assert db.session.scalars(select(Unit.name)).all() == ["one"]


def test_keeps_nothing_when_it_fails(app: Flask) -> None:
    with pytest.raises(ZeroDivisionError), transaction() as session:
        session.add(Unit(name="one", kind=UnitKind.COMMITTEE, path="/one/"))
        session.flush()
        raise ZeroDivisionError
    assert db.session.scalars(select(Unit.name)).all() == []
    add_unit("two")
    assert db.session.scalars(select(Unit.name)).all() == ["two"]


def test_refuses_to_nest(app: Flask) -> None:
    with transaction(), pytest.raises(TransactionMisuse), transaction():
        pass


def test_refuses_rows_changed_outside(app: Flask) -> None:
    db.session.add(Unit(name="one", kind=UnitKind.COMMITTEE, path="/one/"))
    with pytest.raises(TransactionMisuse), transaction():
        pass
    db.session.rollback()


def test_calls_back_after_success_only(app: Flask) -> None:
    called: list[str] = []
    with transaction():
        after_commit(lambda: called.append("kept"))
        assert called == []
    with pytest.raises(ZeroDivisionError), transaction():
        after_commit(lambda: called.append("lost"))
        raise ZeroDivisionError
    assert called == ["kept"]
    with pytest.raises(TransactionMisuse):
        after_commit(lambda: None)


def test_eight_writers_lose_nothing(live_app: Flask) -> None:
    with live_app.app_context():
        add_unit("one")

    def add(_writer: int) -> None:
        for _ in range(ADDITIONS):
            with live_app.app_context():
                # A harmless read first, as loading the signed-in person is.
                db.session.scalars(select(Unit)).one()
                with transaction() as session:
                    row = session.scalars(select(Unit).with_for_update()).one()
                    row.position += 1

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(add, range(WRITERS)))
    with live_app.app_context():
        assert db.session.scalars(select(Unit.position)).one() == WRITERS * ADDITIONS


def test_one_statement_is_stored_by_itself(live_app: Flask) -> None:
    add = insert(Unit).values(name="alone", kind=UnitKind.COMMITTEE, path="/alone/")
    with live_app.app_context(), patience.having(patience.SHORT):
        db.session.execute(select(Unit.id)).all()
        with one_statement() as connection:
            assert db.session.registry().in_transaction() is False
            connection.execute(add)
            driver = connection.connection.driver_connection
            if isinstance(driver, psycopg.Connection):
                assert driver.info.transaction_status is psycopg.pq.TransactionStatus.IDLE
        assert db.session.scalars(select(Unit.name)).all() == ["alone"]


def test_a_page_that_reads_leaves_no_transaction_open(live_app: Flask) -> None:
    with live_app.app_context(), patience.having(patience.SHORT):
        db.session.execute(select(Unit.id)).all()
        driver = db.session.connection().connection.driver_connection
        if isinstance(driver, psycopg.Connection):
            assert driver.info.transaction_status is psycopg.pq.TransactionStatus.IDLE
        with transaction() as session:
            session.add(Unit(name="one", kind=UnitKind.COMMITTEE, path="/one/"))
            session.flush()
            driver = session.connection().connection.driver_connection
            if isinstance(driver, psycopg.Connection):
                assert driver.info.transaction_status is psycopg.pq.TransactionStatus.INTRANS
