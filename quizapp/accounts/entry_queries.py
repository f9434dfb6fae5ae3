"""What the entry page of an exam shows: its branches, the names on its roster, blocked names."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import EntryTry, Exam, ExamState, Member, RosterEntry, Unit, organized_exam

TRIES: Final = 5
"""Failed tries per name and device; then the invigilator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """An exam whose members may come in by name."""

    exam_id: int
    name: str
    entry_code: str
    """Asked before any name is shown; empty when there is none."""
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class EntryUnit:
    """A branch that takes part."""

    id: int
    name: str
    above: str
    members: int


@dataclass(frozen=True, slots=True)
class EntryName:
    """A person on the roster; `distinction` tells equal names apart."""

    member_id: int
    unit_id: int
    name: str
    distinction: str


@dataclass(frozen=True, slots=True)
class FailedEntry:
    """A name with failed tries."""

    member_id: int
    name: str
    unit: str
    tries: int
    """Of the device that failed most."""
    last_at: datetime

    @property
    def blocked(self) -> bool:
        """Whether a device is locked out for this name."""
        return self.tries >= TRIES


def entrance(exam_id: int) -> Entrance | None:
    """Give the exam when it is published and may be entered by name, else None."""
    exam = db.session.execute(
        select(Exam).where(
            Exam.id == exam_id, Exam.state == ExamState.PUBLISHED, Exam.entry_by_name.is_(True)
        )
    ).scalar_one_or_none()
    if exam is None or exam.opens_at is None or exam.closes_at is None:
        return None
    return Entrance(
        exam_id=exam.id,
        name=exam.name,
        entry_code=exam.entry_code,
        opens_at=exam.opens_at,
        closes_at=exam.closes_at,
    )


def is_entered_by_account(exam_id: int) -> bool:
    """Say whether the exam is published and entered by signing in only."""
    by_name = db.session.execute(
        select(Exam.entry_by_name).where(Exam.id == exam_id, Exam.state == ExamState.PUBLISHED)
    ).scalar_one_or_none()
    return by_name is False


def entry_units(exam_id: int) -> tuple[EntryUnit, ...]:
    """List the branches on the roster in the organisation's order."""
    above = aliased(Unit)
    rows = db.session.execute(
        select(Unit.id, Unit.name, above.name, func.count())
        .join(RosterEntry, RosterEntry.unit_id == Unit.id)
        .join(Member, Member.id == RosterEntry.member_id)
        .outerjoin(above, above.id == Unit.parent_id)
        .where(RosterEntry.exam_id == exam_id, Member.closed_at.is_(None))
        .group_by(Unit.id, Unit.name, Unit.position, above.id, above.name, above.position)
        .order_by(above.position, above.id, Unit.position, Unit.id)
    )
    return tuple(EntryUnit(id_, name, up or "", count) for id_, name, up, count in rows)


def entry_names(exam_id: int, unit_id: int) -> tuple[EntryName, ...]:
    """List the names of one branch; empty when the branch does not take part."""
    rows = db.session.execute(
        select(Member.id, Member.name, Member.office, Member.sign_in_name)
        .join(RosterEntry, RosterEntry.member_id == Member.id)
        .where(
            RosterEntry.exam_id == exam_id,
            RosterEntry.unit_id == unit_id,
            Member.closed_at.is_(None),
        )
        .order_by(Member.name_key, Member.name, Member.id)
    ).all()
    return tuple(
        EntryName(row.id, unit_id, row.name, distinction)
        for row, distinction in zip(
            rows,
            distinctions([(row.name, row.office, row.sign_in_name) for row in rows]),
            strict=True,
        )
    )


def entry_name(exam_id: int, member_id: int) -> EntryName | None:
    """Give one name on the roster as its branch's list shows it."""
    unit_id = db.session.execute(
        select(RosterEntry.unit_id).where(
            RosterEntry.exam_id == exam_id, RosterEntry.member_id == member_id
        )
    ).scalar_one_or_none()
    if unit_id is None:
        return None
    return next((one for one in entry_names(exam_id, unit_id) if one.member_id == member_id), None)


def on_roster(exam_id: int, member_id: int) -> bool:
    """Say whether the person is to take part."""
    found = db.session.execute(
        select(RosterEntry.member_id).where(
            RosterEntry.exam_id == exam_id, RosterEntry.member_id == member_id
        )
    ).scalar_one_or_none()
    return found is not None


def failed_entries(exam_id: int, viewer: Viewer) -> tuple[str, tuple[FailedEntry, ...]] | None:
    """Give the exam's name and all names with failed tries; None when the viewer does not run it."""
    exam = organized_exam(db.session(), exam_id, viewer)
    if exam is None:
        return None
    by_device = (
        select(
            EntryTry.member_id,
            func.count().label("tries"),
            func.max(EntryTry.tried_at).label("last_at"),
        )
        .where(EntryTry.exam_id == exam_id)
        .group_by(EntryTry.member_id, EntryTry.device)
        .subquery()
    )
    rows = db.session.execute(
        select(
            Member.id,
            Member.name,
            Unit.name,
            func.max(by_device.c.tries),
            func.max(by_device.c.last_at),
        )
        .join(by_device, by_device.c.member_id == Member.id)
        .join(Unit, Unit.id == Member.unit_id)
        .group_by(Member.id, Member.name, Unit.name)
        .order_by(func.max(by_device.c.last_at).desc(), Member.id)
    )
    return exam.name, tuple(FailedEntry(*row) for row in rows)


def distinctions(people: list[tuple[str, str, str]]) -> list[str]:
    """Tell equal names apart by the office, and by the end of the number where that is equal too.

    `people` are name, office and sign-in name; the answer is "" for a name that stands alone.
    """
    names = Counter(name for name, _office, _number in people)
    offices = Counter((name, office) for name, office, _number in people if office)
    told = []
    for name, office, number in people:
        if names[name] == 1:
            told.append("")
        elif office and offices[name, office] == 1:
            told.append(office)
        else:
            told.append(f"{office} …{number[-3:]}".strip())
    return told
