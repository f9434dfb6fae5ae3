"""Reading events in an order in which nothing is ever added behind a reader's back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Row, Select, func, literal, select, tuple_
from sqlalchemy.orm import Session

from quizapp.models import LiveEvent
from quizapp.models.live import OldestWriter

LARGEST_WRITER: Final = 2**63 - 1
LARGEST_ID: Final = 2**31 - 1
AT_ONCE: Final = 500
"""A reader takes so many; the next look goes on."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """How far somebody has read: the writer first, then the id."""

    writer: int
    id: int

    def __str__(self) -> str:
        return f"{self.writer}.{self.id}"


BEGINNING: Final = Position(0, 0)


@dataclass(frozen=True, slots=True)
class Event:
    """One event as it is told."""

    position: Position
    topic: str
    kind: str
    payload: Mapping[str, Any]


def read_position(text: str) -> Position | None:
    """Read what `str` of a position wrote; None for anything else a browser may send."""
    writer, _, number = text.partition(".")
    if not (_is_number(writer, LARGEST_WRITER) and _is_number(number, LARGEST_ID)):
        return None
    return Position(int(writer), int(number))


def head(session: Session) -> Position:
    """Give the position of the newest event that can be read."""
    newest = session.execute(
        _settled().order_by(LiveEvent.writer.desc(), LiveEvent.id.desc()).limit(1)
    ).first()
    return _event(newest).position if newest else BEGINNING


def events_after(
    session: Session, position: Position, *, topic: str | None = None, limit: int = AT_ONCE
) -> list[Event]:
    """Give the events behind a position, of one topic or of all, in their order."""
    query = _settled().where(
        tuple_(LiveEvent.writer, LiveEvent.id)
        > tuple_(literal(position.writer), literal(position.id))
    )
    if topic is not None:
        query = query.where(LiveEvent.topic == topic)
    rows = session.execute(query.order_by(LiveEvent.writer, LiveEvent.id).limit(limit))
    return [_event(row) for row in rows]


def is_kept(session: Session, position: Position) -> bool:
    """Say whether the event at a position is still there, so that none behind it was pruned."""
    found = session.execute(
        select(func.count()).where(LiveEvent.writer == position.writer, LiveEvent.id == position.id)
    )
    return bool(found.scalar_one())


def _settled() -> Select[Any]:
    """Events of writers that have all ended: nothing can come to stand between them any more."""
    return select(
        LiveEvent.writer, LiveEvent.id, LiveEvent.topic, LiveEvent.kind, LiveEvent.payload
    ).where(LiveEvent.writer < OldestWriter())


def _event(row: Row[Any]) -> Event:
    return Event(Position(row.writer, row.id), row.topic, row.kind, row.payload)


def _is_number(text: str, largest: int) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 20 and int(text) <= largest
