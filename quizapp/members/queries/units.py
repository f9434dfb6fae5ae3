"""The organisation's tree as pages and commands need it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select

from quizapp.domain.people import UnitKind
from quizapp.domain.refusals import N_, Refusal, RefusalKind
from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import Member, Unit


class NoSuchName(Refusal):
    """No unit, or several, have the name that a command was given."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "no_such_name",
            N_("There is not exactly one open unit named “%(name)s”. Give the exact name."),
            kind=RefusalKind.NOT_FOUND,
            values={"name": name},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLine:
    """A unit in the order of the tree."""

    id: int
    parent_id: int | None
    name: str
    kind: UnitKind
    path: str
    depth: int
    """0 for the topmost unit shown."""
    members: int
    """Open accounts in this unit and all below it."""
    closed: bool
    changeable: bool
    """Whether the viewer administers it."""
    movable: bool
    """Whether the viewer administers the unit above, too."""

    @property
    def indented(self) -> str:
        """The name as it stands in a list of choices."""
        return "\u3000" * self.depth + self.name


def unit_tree(viewer: Viewer) -> tuple[UnitLine, ...]:
    """Give all units the viewer organizes, parents before children, in the organisation's order."""
    counts = (
        select(Member.unit_id, func.count().label("members"))
        .where(Member.closed_at.is_(None))
        .group_by(Member.unit_id)
        .subquery()
    )
    rows = db.session.execute(
        select(Unit, func.coalesce(counts.c.members, 0))
        .outerjoin(counts, counts.c.unit_id == Unit.id)
        .order_by(Unit.position, Unit.id)
    ).all()
    paths = {unit.id: unit.path for unit, _count in rows}
    totals: Counter[int] = Counter()
    for unit, count in rows:
        for above in unit.path.strip("/").split("/"):
            totals[int(above)] += count
    children: dict[int | None, list[Unit]] = {}
    for unit, _count in rows:
        if viewer.organizes(unit.path):
            parent = (
                unit.parent_id
                if unit.parent_id and viewer.organizes(paths[unit.parent_id])
                else None
            )
            children.setdefault(parent, []).append(unit)
    lines: list[UnitLine] = []

    def walk(above: int | None, depth: int) -> None:
        for unit in children.get(above, []):
            lines.append(
                UnitLine(
                    id=unit.id,
                    parent_id=unit.parent_id,
                    name=unit.name,
                    kind=unit.kind,
                    path=unit.path,
                    depth=depth,
                    members=totals[unit.id],
                    closed=unit.closed_at is not None,
                    changeable=viewer.administers(unit.path),
                    movable=above is not None and viewer.administers(paths[above]),
                )
            )
            walk(unit.id, depth + 1)

    walk(None, 0)
    return tuple(lines)


def open_units(viewer: Viewer, *, to_change: bool = False) -> tuple[UnitLine, ...]:
    """Give the open units to choose from; those the viewer administers when something is changed."""
    return tuple(
        unit for unit in unit_tree(viewer) if not unit.closed and (unit.changeable or not to_change)
    )


def unit_named(name: str, *, missing_is_none: bool = False) -> int:
    """Give the id of the one open unit of that name, or of the only top unit when no name is given.

    0 when there is no unit at all and `missing_is_none`; otherwise NoSuchName.
    """
    query = select(Unit.id).where(Unit.closed_at.is_(None))
    found = db.session.scalars(
        query.where(Unit.name == name) if name else query.where(Unit.parent_id.is_(None))
    ).all()
    if missing_is_none:
        return found[0] if found else 0
    if len(found) != 1:
        raise NoSuchName(name)
    return found[0]
