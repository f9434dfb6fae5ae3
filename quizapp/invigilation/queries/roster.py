"""The roster of a running test, one row for each member: one statement, however many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, func, select
from sqlalchemy.orm import aliased

from quizapp.domain.invigilation import SeenAttempt, Watched, last_sign, watched
from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import (
    Answer,
    Attempt,
    AttemptEvent,
    AttemptWatch,
    Exam,
    ExamSection,
    ExamState,
    Member,
    RosterEntry,
    Seat,
    Sitting,
    Unit,
    organized_exam,
)
from quizapp.models.base import Moment


@dataclass(frozen=True, slots=True)
class Filters:
    """Which rows are wanted; None and an empty text leave nothing out."""

    unit_id: int | None = None
    state: Watched | None = None
    name: str = ""
    room: str = ""
    """The key of a `Place`'s room; the rows then come in the order of the seats."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody sits: sitting (场次), room and seat."""

    sitting: int
    room: str
    seat: int

    @property
    def room_key(self) -> str:
        """Tells the rooms of all sittings apart."""
        return f"{self.sitting} {self.room}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """One member, with the newest attempt."""

    member_id: int
    name: str
    unit_id: int
    branch: str
    place: Place | None
    """None where the test has no seats."""
    state: Watched
    attempt_id: int | None
    """None while nothing was started."""
    locked: bool
    saved: int
    last_saved_at: datetime | None
    sign_at: datetime | None
    """When the page was last heard of."""
    closed_at: datetime | None
    deadline_at: datetime | None
    extra_seconds: int
    facts: int
    noticed_seconds: int
    """How long what was noticed went on, all together, as far as it is over."""
    noted: bool
    exempt_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchPage:
    """The roster of a test at a moment."""

    exam_id: int
    name: str
    opens_at: datetime
    closes_at: datetime
    record_focus: bool
    items: int
    """Items on the paper."""
    as_of: datetime
    """By the database's clock, which stamps saves too."""
    counts: Mapping[Watched, int]
    """Over the whole roster, whatever rows are wanted."""
    locked: int
    branches: tuple[tuple[int, str], ...]
    rooms: tuple[Place, ...]
    """One place of each room, in the order of sittings and rooms."""
    rows: tuple[RosterRow, ...]
    filters: Filters

    @property
    def called(self) -> int:
        """Members expected: the roster without the exempt."""
        return sum(self.counts.values()) - self.counts.get(Watched.EXEMPT, 0)


def may_watch(exam_id: int, viewer: Viewer) -> bool:
    """Say whether the viewer organizes the test, and it is published."""
    exam = organized_exam(db.session(), exam_id, viewer)
    return exam is not None and exam.state is not ExamState.DRAFT


def watch_page(exam_id: int, viewer: Viewer, filters: Filters) -> WatchPage | None:
    """Give the roster to an organizer of the test; None to everybody else and for drafts."""
    found = db.session.execute(_statement(exam_id)).all()
    if not found or not viewer.organizes(found[0].path):
        return None
    first = found[0]
    everybody = [_row(row) for row in found if row.member_id is not None]
    rows = [row for row in everybody if _wanted(row, filters)]
    if filters.room:
        rows.sort(key=lambda row: row.place.seat if row.place else 0)
    places = [row.place for row in everybody if row.place is not None]
    rooms = {place.room_key: place for place in places}
    return WatchPage(
        exam_id=exam_id,
        name=first.exam_name,
        opens_at=first.opens_at,
        closes_at=first.closes_at,
        record_focus=first.record_focus,
        items=first.items or 0,
        as_of=first.moment,
        counts=Counter(row.state for row in everybody),
        locked=sum(row.locked for row in everybody),
        branches=tuple({row.unit_id: (row.unit_id, row.branch) for row in everybody}.values()),
        rooms=tuple(sorted(rooms.values(), key=lambda place: (place.sitting, place.room))),
        rows=tuple(rows),
        filters=filters,
    )


def _statement(exam_id: int) -> Select[Any]:
    own_unit, branch = aliased(Unit), aliased(Unit)
    items = select(func.sum(ExamSection.count)).where(ExamSection.exam_id == exam_id)
    newest = (
        select(Attempt.member_id, func.max(Attempt.number).label("number"))
        .where(Attempt.exam_id == exam_id)
        .group_by(Attempt.member_id)
        .subquery()
    )
    saved = (
        select(
            Answer.attempt_id,
            func.count().filter(Answer.is_given()).label("answers"),
            func.max(Answer.saved_at).label("saved_at"),
        )
        .join(Attempt, Attempt.id == Answer.attempt_id)
        .where(Attempt.exam_id == exam_id)
        .group_by(Answer.attempt_id)
        .subquery()
    )
    facts = (
        select(
            AttemptEvent.attempt_id,
            func.count().label("facts"),
            func.sum(AttemptEvent.seconds).label("seconds"),
        )
        .join(Attempt, Attempt.id == AttemptEvent.attempt_id)
        .where(Attempt.exam_id == exam_id)
        .group_by(AttemptEvent.attempt_id)
        .subquery()
    )
    return (
        select(
            own_unit.path,
            Exam.name.label("exam_name"),
            Exam.opens_at,
            Exam.closes_at,
            Exam.record_focus,
            items.scalar_subquery().label("items"),
            func.app_now(type_=Moment).label("moment"),
            RosterEntry.member_id,
            RosterEntry.exempt_reason,
            Member.name,
            branch.id.label("unit_id"),
            branch.name.label("branch"),
            Sitting.number.label("sitting"),
            Seat.room,
            Seat.number.label("seat"),
            Attempt.id.label("attempt_id"),
            Attempt.state,
            Attempt.started_at,
            Attempt.deadline_at,
            Attempt.closed_at,
            Attempt.locked_at,
            Attempt.voided_at,
            Attempt.extra_seconds,
            AttemptWatch.seen_at,
            AttemptWatch.note,
            saved.c.answers,
            saved.c.saved_at,
            facts.c.facts,
            facts.c.seconds,
        )
        .select_from(Exam)
        .join(own_unit, own_unit.id == Exam.unit_id)
        .outerjoin(RosterEntry, RosterEntry.exam_id == Exam.id)
        .outerjoin(Member, Member.id == RosterEntry.member_id)
        .outerjoin(branch, branch.id == RosterEntry.unit_id)
        .outerjoin(Seat, and_(Seat.exam_id == Exam.id, Seat.member_id == RosterEntry.member_id))
        .outerjoin(Sitting, Sitting.id == Seat.sitting_id)
        .outerjoin(newest, newest.c.member_id == RosterEntry.member_id)
        .outerjoin(
            Attempt,
            and_(
                Attempt.exam_id == Exam.id,
                Attempt.member_id == newest.c.member_id,
                Attempt.number == newest.c.number,
            ),
        )
        .outerjoin(AttemptWatch, AttemptWatch.attempt_id == Attempt.id)
        .outerjoin(saved, saved.c.attempt_id == Attempt.id)
        .outerjoin(facts, facts.c.attempt_id == Attempt.id)
        .where(Exam.id == exam_id, Exam.state != ExamState.DRAFT)
        .order_by(branch.position, branch.id, Member.name_key, Member.name, Member.id)
    )


def seen_attempt(row: Row[Any]) -> SeenAttempt | None:
    """Give the newest attempt as the domain looks at it; None when there is none."""
    if row.attempt_id is None:
        return None
    return SeenAttempt(
        state=row.state,
        started_at=row.started_at,
        deadline_at=row.deadline_at,
        closed_at=row.closed_at,
        voided=row.voided_at is not None,
        last_saved_at=row.saved_at,
        seen_at=row.seen_at,
    )


def _row(row: Row[Any]) -> RosterRow:
    seen = seen_attempt(row)
    return RosterRow(
        member_id=row.member_id,
        name=row.name,
        unit_id=row.unit_id,
        branch=row.branch,
        place=None if row.sitting is None else Place(row.sitting, row.room, row.seat),
        state=watched(seen, exempt=bool(row.exempt_reason), now=row.moment),
        attempt_id=row.attempt_id,
        locked=row.locked_at is not None and row.closed_at is None,
        saved=row.answers or 0,
        last_saved_at=row.saved_at,
        sign_at=last_sign(seen) if seen else None,
        closed_at=row.closed_at,
        deadline_at=row.deadline_at,
        extra_seconds=row.extra_seconds or 0,
        facts=row.facts or 0,
        noticed_seconds=row.seconds or 0,
        noted=bool(row.note),
        exempt_reason=row.exempt_reason,
    )


def _wanted(row: RosterRow, filters: Filters) -> bool:
    return (
        filters.unit_id in (None, row.unit_id)
        and filters.state in (None, row.state)
        and (not filters.room or (row.place is not None and row.place.room_key == filters.room))
        and filters.name.casefold() in row.name.casefold()
    )
