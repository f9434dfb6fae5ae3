"""Building the organisation's tree: add, rename, move, close and reopen units."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.database.transaction import transaction
from quizapp.domain.people import UnitKind, in_subtree, may_stand_under
from quizapp.domain.refusals import N_, Refusal, RefusalKind
from quizapp.domain.viewer import Viewer
from quizapp.members.operations.authority import NoSuchUnit, administers, owned_unit
from quizapp.models import Group, Member, Unit, record


class UnitNameTaken(Refusal):
    """A sibling has the name already."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "unit_name_taken",
            N_("There is a unit named %(name)s in this place already, open or closed."),
            values={"name": name},
        )


class WrongParent(Refusal):
    """A unit of this kind does not stand there."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "wrong_parent",
            N_(
                "It cannot stand under %(name)s: branches have no units below them, general branches"
                " stand under a committee, and no unit stands below itself."
            ),
            kind=RefusalKind.INVALID,
            values={"name": name},
        )


class UnitInUse(Refusal):
    """The unit still has people, groups or open units."""

    def __init__(self, members: int, units: int, groups: int) -> None:
        super().__init__(
            "unit_in_use",
            N_(
                "This unit still has %(members)s people, %(units)s units below it and %(groups)s"
                " groups. Move or close them first."
            ),
            values={"members": members, "units": units, "groups": groups},
        )


def add_unit(
    parent_id: int, name: str, kind: UnitKind, *, viewer: Viewer | None, now: datetime
) -> int:
    """Add a unit at the end of its siblings; its id."""
    with transaction() as session:
        parent = owned_unit(session, parent_id, viewer)
        unit = new_unit(session, parent, name, kind=kind)
        record(session, "unit.added", unit, viewer=viewer, now=now, name=name)
        return unit.id


def new_unit(session: Session, parent: Unit | None, name: str, *, kind: UnitKind) -> Unit:
    """Store a unit inside a running transaction."""
    if parent is not None and not may_stand_under(kind, parent.kind):
        raise WrongParent(parent.name)
    parent_id = parent.id if parent else None
    _refuse_taken(session, parent_id, name)
    last = session.execute(
        select(func.max(Unit.position)).where(Unit.parent_id == parent_id)
    ).scalar_one()
    unit = Unit(
        parent_id=parent_id,
        kind=kind,
        name=name,
        path=f"?{parent_id}/{name}",  # holds the own id, which is known after the flush
        position=0 if last is None else last + 1,
    )
    session.add(unit)
    session.flush()
    unit.path = f"{parent.path if parent else '/'}{unit.id}/"
    session.flush()
    return unit


def rename_unit(unit_id: int, name: str, *, viewer: Viewer, now: datetime) -> None:
    """Give a unit another name."""
    with transaction() as session:
        unit = owned_unit(session, unit_id, viewer)
        if unit.name == name:
            return
        _refuse_taken(session, unit.parent_id, name)
        record(session, "unit.renamed", unit, viewer=viewer, now=now, old=unit.name, new=name)
        unit.name = name


def move_unit(unit_id: int, parent_id: int, *, viewer: Viewer, now: datetime) -> None:
    """Put a unit, with all below it, under another one. The viewer must administer both places."""
    with transaction() as session:
        # Two moves at once could put units below each other: the whole tree waits.
        units = {
            unit.id: unit
            for unit in session.execute(select(Unit).order_by(Unit.id).with_for_update()).scalars()
        }
        unit, parent = units.get(unit_id), units.get(parent_id)
        if unit is None or parent is None or parent.closed_at is not None:
            raise NoSuchUnit()
        above = units.get(unit.parent_id) if unit.parent_id else None
        if above is None or not (
            viewer.administers(above.path) and viewer.administers(parent.path)
        ):
            raise NoSuchUnit()
        if not may_stand_under(unit.kind, parent.kind) or in_subtree(parent.path, unit.path):
            raise WrongParent(parent.name)
        if parent.id == unit.parent_id:
            return
        _refuse_taken(session, parent.id, unit.name)
        old, new = unit.path, f"{parent.path}{unit.id}/"
        for below in units.values():
            if in_subtree(below.path, old):
                below.path = new + below.path[len(old) :]
        unit.parent_id = parent.id
        unit.position = 1 + max(
            (other.position for other in units.values() if other.parent_id == parent.id), default=-1
        )
        record(session, "unit.moved", unit, viewer=viewer, now=now, old=old, new=new)


def close_unit(unit_id: int, *, viewer: Viewer, now: datetime) -> None:
    """Close an empty unit. Past tests keep it; nothing is deleted."""
    with transaction() as session:
        unit = owned_unit(session, unit_id, viewer)
        _refuse_own_root(session, unit, viewer)
        members = _count(session, Member, Member.unit_id == unit.id, Member.closed_at.is_(None))
        units = _count(session, Unit, Unit.parent_id == unit.id, Unit.closed_at.is_(None))
        groups = _count(session, Group, Group.unit_id == unit.id)
        if members or units or groups:
            raise UnitInUse(members, units, groups)
        unit.closed_at = now
        record(session, "unit.closed", unit, viewer=viewer, now=now)


def reopen_unit(unit_id: int, *, viewer: Viewer, now: datetime) -> None:
    """Open a closed unit again; the one above must be open."""
    with transaction() as session:
        unit = session.execute(
            select(Unit).where(Unit.id == unit_id, Unit.closed_at.is_not(None)).with_for_update()
        ).scalar_one_or_none()
        if unit is None or unit.parent_id is None or not administers(viewer, unit.path):
            raise NoSuchUnit()
        owned_unit(session, unit.parent_id, viewer)
        unit.closed_at = None
        record(session, "unit.reopened", unit, viewer=viewer, now=now)


def _refuse_own_root(session: Session, unit: Unit, viewer: Viewer) -> None:
    """The top of one's own subtree is closed by whoever administers the unit above it."""
    above = session.get(Unit, unit.parent_id) if unit.parent_id else None
    if above is None or not viewer.administers(above.path):
        raise NoSuchUnit()


def _refuse_taken(session: Session, parent_id: int | None, name: str) -> None:
    if _count(session, Unit, Unit.parent_id == parent_id, Unit.name == name):
        raise UnitNameTaken(name)


def _count(session: Session, table: type, *conditions: object) -> int:
    count: int = session.execute(
        select(func.count()).select_from(table).where(*conditions)  # type: ignore[arg-type]
    ).scalar_one()
    return count
