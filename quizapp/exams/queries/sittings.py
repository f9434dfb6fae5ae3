"""The sittings of an exam, and who sits where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import (
    Exam,
    ExamState,
    Member,
    RosterEntry,
    Seat,
    Sitting,
    Unit,
    organized_exam,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingRow:
    """One sitting as the organizer sees it."""

    id: int
    number: int
    opens_at: datetime
    closes_at: datetime
    rooms: str
    seated: int
    begun_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingsPage:
    """All sittings of an exam."""

    exam_id: int
    name: str
    opens_at: datetime
    closes_at: datetime
    start_by_hand: bool
    begun_at: datetime | None
    """Of those who sit in no sitting."""
    ended_at: datetime | None
    sittings: tuple[SittingRow, ...]
    people: int
    """Members called, without the exempt."""
    now: datetime

    @property
    def seated(self) -> int:
        """Members who have a seat."""
        return sum(row.seated for row in self.sittings)


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One seat of a list to print."""

    number: int
    name: str
    branch: str


@dataclass(frozen=True, slots=True)
class RoomList:
    """考场座位表: one room in one sitting."""

    sitting: int
    opens_at: datetime
    room: str
    seats: tuple[SeatLine, ...]


@dataclass(frozen=True, slots=True)
class SeatLists:
    """All rooms of all sittings."""

    exam_id: int
    name: str
    rooms: tuple[RoomList, ...]


def sittings_page(exam_id: int, viewer: Viewer, *, now: datetime) -> SittingsPage | None:
    """Give the sittings; None when the exam is not published in a subtree of the viewer's."""
    exam = _exam(exam_id, viewer)
    if exam is None:
        return None
    seated = select(func.count()).where(Seat.sitting_id == Sitting.id).scalar_subquery()
    rows = db.session.execute(
        select(Sitting, seated.label("seated"))
        .where(Sitting.exam_id == exam_id)
        .order_by(Sitting.number)
    )
    people = db.session.execute(
        select(func.count())
        .select_from(RosterEntry)
        .where(RosterEntry.exam_id == exam_id, RosterEntry.exempt_reason == "")
    ).scalar_one()
    same = ("id", "number", "opens_at", "closes_at", "rooms", "begun_at", "ended_at")
    return SittingsPage(
        exam_id=exam_id,
        name=exam.name,
        opens_at=exam.window.opens_at,
        closes_at=exam.window.closes_at,
        start_by_hand=exam.start_by_hand,
        begun_at=exam.begun_at,
        ended_at=exam.ended_at,
        sittings=tuple(
            SittingRow(**{name: getattr(row.Sitting, name) for name in same}, seated=row.seated)
            for row in rows
        ),
        people=people,
        now=now,
    )


def seat_lists(exam_id: int, viewer: Viewer) -> SeatLists | None:
    """Give the seats of every room, in the order of sittings, rooms and numbers."""
    exam = _exam(exam_id, viewer)
    if exam is None:
        return None
    rows = db.session.execute(
        select(
            Sitting.number.label("sitting"),
            Sitting.opens_at,
            Seat.room,
            Seat.number,
            Member.name,
            Unit.name.label("branch"),
        )
        .join(Seat, Seat.sitting_id == Sitting.id)
        .join(Member, Member.id == Seat.member_id)
        .join(
            RosterEntry,
            (RosterEntry.exam_id == Seat.exam_id) & (RosterEntry.member_id == Seat.member_id),
        )
        .join(Unit, Unit.id == RosterEntry.unit_id)
        .where(Sitting.exam_id == exam_id)
        .order_by(Sitting.number, Seat.room, Seat.number)
    )
    rooms: dict[tuple[int, datetime, str], list[SeatLine]] = {}
    for row in rows:
        rooms.setdefault((row.sitting, row.opens_at, row.room), []).append(
            SeatLine(row.number, row.name, row.branch)
        )
    return SeatLists(
        exam_id, exam.name, tuple(RoomList(*room, tuple(seats)) for room, seats in rooms.items())
    )


def _exam(exam_id: int, viewer: Viewer) -> Exam | None:
    exam = organized_exam(db.session(), exam_id, viewer)
    return exam if exam is not None and exam.state is ExamState.PUBLISHED else None
