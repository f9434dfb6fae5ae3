"""Events are read in an order to which nothing is added behind the reader, whoever commits when."""

from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from quizapp.extensions import db
from quizapp.live.log import (
    BEGINNING,
    LARGEST_ID,
    LARGEST_WRITER,
    Position,
    events_after,
    head,
    is_kept,
    read_position,
)
from quizapp.live.publishing import publish
from quizapp.models import LiveEvent
from tests.quizapp.live.conftest import NOW, tell, writer


def test_gives_what_came_since_in_order_and_of_one_topic(live_app: Flask) -> None:
    with live_app.app_context():
        tell(attempt=1)
        start = head(db.session())
        tell("exam:2", attempt=2)
        tell(attempt=3)
        db.session.remove()
        both = events_after(db.session(), start)
        assert [(event.topic, event.payload) for event in both] == [
            ("exam:2", {"attempt": 2}),
            ("exam:1", {"attempt": 3}),
        ]
        one = events_after(db.session(), start, topic="exam:1")
        assert [event.payload for event in one] == [{"attempt": 3}]
        assert head(db.session()) == both[-1].position
        assert events_after(db.session(), both[-1].position) == []
        assert is_kept(db.session(), start) and not is_kept(db.session(), Position(0, 99))
        db.session.remove()


def test_the_head_of_an_empty_table_is_the_beginning(live_app: Flask) -> None:
    with live_app.app_context():
        assert head(db.session()) == BEGINNING
        db.session.remove()


def test_a_slow_writer_is_not_passed_over(live_app: Flask) -> None:
    """PostgreSQL gives out ids before the commit: whoever asks for `id > last` misses the slow one."""
    with live_app.app_context():
        if db.engine.dialect.name != "postgresql":
            pytest.skip("SQLite lets one writer in at a time")
        with writer() as slow, writer() as quick, writer() as reader:
            publish(slow, "exam:1", "started", now=NOW, attempt=1)
            slow.flush()
            publish(quick, "exam:1", "started", now=NOW, attempt=2)
            quick.commit()

            by_id = [row.id for row in reader.execute(select(LiveEvent)).scalars()]
            ours = events_after(reader, BEGINNING)
            assert len(by_id) == 1 and ours == [], "one of them may still come before the other"
            reader.rollback()

            slow.commit()
            later = reader.execute(select(LiveEvent.id).where(LiveEvent.id > by_id[-1])).all()
            assert later == [], "the plain rule never sees the slow one"
            ours = events_after(reader, BEGINNING)
            assert [event.payload["attempt"] for event in ours] == [1, 2]


def test_a_writer_with_a_later_id_and_an_earlier_number_keeps_its_place(live_app: Flask) -> None:
    with live_app.app_context():
        if db.engine.dialect.name != "postgresql":
            pytest.skip("SQLite lets one writer in at a time")
        with writer() as first, writer() as second, writer() as reader:
            publish(first, "exam:1", "started", now=NOW, attempt=1)
            first.flush()
            publish(second, "exam:1", "started", now=NOW, attempt=2)
            second.flush()
            publish(first, "exam:1", "started", now=NOW, attempt=3)
            first.commit()
            told = events_after(reader, BEGINNING)
            assert [event.payload["attempt"] for event in told] == [1, 3]
            reader.rollback()
            second.commit()
            told += events_after(reader, told[-1].position)
            assert [event.payload["attempt"] for event in told] == [1, 3, 2]


def test_what_was_taken_back_is_never_told(live_app: Flask) -> None:
    with live_app.app_context():
        with writer() as session:
            publish(session, "exam:1", "started", now=NOW, attempt=1)
            session.flush()
            session.rollback()
        tell(attempt=2)
        db.session.remove()
        assert [event.payload for event in events_after(db.session(), BEGINNING)] == [
            {"attempt": 2}
        ]
        db.session.remove()


@given(st.integers(0, LARGEST_WRITER), st.integers(0, LARGEST_ID))
def test_a_position_survives_the_way_through_the_browser(writer_number: int, number: int) -> None:
    position = Position(writer_number, number)
    assert read_position(str(position)) == position


@pytest.mark.parametrize(
    "text",
    ["", ".", "1", "1.", ".1", "a.b", "1.2.3", "-1.2", "1.２", f"1.{LARGEST_ID + 1}", "9" * 99],
)
def test_anything_else_is_no_position(text: str) -> None:
    assert read_position(text) is None
