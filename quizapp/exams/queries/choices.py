"""What an organizer can choose from: units, documents, groups, persons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from quizapp.domain.people import UnitKind
from quizapp.domain.viewer import Viewer
from quizapp.exams.queries.availability import resolve
from quizapp.extensions import db
from quizapp.models import (
    AudiencePart,
    BankItem,
    ExamAudience,
    Group,
    GroupMember,
    ItemStatus,
    Member,
    Plan,
    Unit,
)

FOUND_AT_MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChoice:
    """A unit with all below it."""

    id: int
    name: str
    kind: UnitKind
    depth: int
    """0 for the root."""
    members: int
    """Members of the unit and all below it whose accounts are open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChoice:
    """A document and how much of it is ready."""

    id: int
    label: str
    approved: int
    waiting: int


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """A person who could be left out."""

    id: int
    name: str
    branch: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceChosen:
    """An exam's audience as it stands."""

    units: tuple[int, ...]
    groups: tuple[int, ...]
    without: tuple[PersonChoice, ...]


def unit_choices(viewer: Viewer) -> tuple[UnitChoice, ...]:
    """Give the open units of the viewer's subtrees in the order of the tree."""
    units = db.session.execute(
        select(Unit)
        .where(
            Unit.closed_at.is_(None),
            Unit.within(viewer.organized_paths),
        )
        .order_by(Unit.position, Unit.id)
    ).scalars()
    children: dict[int | None, list[Unit]] = {}
    known = {}
    for unit in units:
        known[unit.id] = unit
        children.setdefault(unit.parent_id, []).append(unit)
    counts = dict(
        db.session.execute(
            select(Member.unit_id, func.count())
            .where(Member.closed_at.is_(None))
            .group_by(Member.unit_id)
        ).all()
    )
    roots = [unit for unit in known.values() if unit.parent_id not in known]
    ordered: list[UnitChoice] = []
    for root in roots:
        _add(root, 0, children=children, counts=counts, ordered=ordered)
    return tuple(ordered)


def plan_choices(viewer: Viewer) -> tuple[PlanChoice, ...]:
    """Give the documents of the viewer's subtrees, newest first."""
    rows = db.session.execute(
        select(
            Plan.id,
            Plan.label,
            func.count().filter(BankItem.status == ItemStatus.APPROVED).label("approved"),
            func.count().filter(BankItem.status == ItemStatus.DRAFT).label("waiting"),
        )
        .join(Unit, Unit.id == Plan.unit_id)
        .outerjoin(BankItem, BankItem.plan_id == Plan.id)
        .where(Unit.within(viewer.organized_paths))
        .group_by(Plan.id, Plan.label)
        .order_by(Plan.id.desc())
    )
    return tuple(
        PlanChoice(id=row.id, label=row.label, approved=row.approved, waiting=row.waiting)
        for row in rows
    )


def group_choices(viewer: Viewer) -> tuple[tuple[int, str, int], ...]:
    """Give id, name and size of the groups in the viewer's subtrees."""
    rows = db.session.execute(
        select(Group.id, Group.name, func.count(GroupMember.member_id))
        .join(Unit, Unit.id == Group.unit_id)
        .outerjoin(GroupMember, GroupMember.group_id == Group.id)
        .where(Unit.within(viewer.organized_paths))
        .group_by(Group.id, Group.name)
        .order_by(Group.name)
    )
    return tuple((row[0], row[1], row[2]) for row in rows)


def person_choices(viewer: Viewer, text: str) -> tuple[PersonChoice, ...]:
    """Find persons of the viewer's subtrees by part of the name or sign-in name."""
    if not text.strip():
        return ()
    wanted = text.strip()
    rows = db.session.execute(
        _people()
        .where(
            Unit.within(viewer.organized_paths),
            Member.closed_at.is_(None),
            or_(
                Member.name.contains(wanted, autoescape=True),
                Member.sign_in_name.contains(wanted.lower(), autoescape=True),
            ),
        )
        .limit(FOUND_AT_MOST)
    )
    return tuple(PersonChoice(*row) for row in rows)


def audience_chosen(exam_id: int) -> AudienceChosen:
    """Give the rows of an exam's audience."""
    parts = db.session.execute(
        select(ExamAudience.part, ExamAudience.reference).where(ExamAudience.exam_id == exam_id)
    ).all()
    without = [row.reference for row in parts if row.part is AudiencePart.WITHOUT]
    people = db.session.execute(_people().where(Member.id.in_(without)))
    return AudienceChosen(
        units=tuple(row.reference for row in parts if row.part is AudiencePart.UNIT),
        groups=tuple(row.reference for row in parts if row.part is AudiencePart.GROUP),
        without=tuple(PersonChoice(*row) for row in people),
    )


def head_count(
    exam_id: int, units: Sequence[int], groups: Sequence[int], *, without: Sequence[int]
) -> int:
    """Count the members of units plus groups minus persons, with the absentees of earlier exams
    that this one makes up for."""
    absent_of = db.session.execute(
        select(ExamAudience.reference).where(
            ExamAudience.exam_id == exam_id, ExamAudience.part == AudiencePart.ABSENT
        )
    ).scalars()
    people = resolve(
        db.session(), units=units, groups=groups, without=without, absent_of=list(absent_of)
    )
    return len(people)


def _people():  # type: ignore[no-untyped-def]
    return (
        select(Member.id, Member.name, Unit.name)
        .join(Unit, Unit.id == Member.unit_id)
        .order_by(Member.name_key, Member.name, Member.id)
    )


def _add(
    unit: Unit,
    depth: int,
    *,
    children: dict[int | None, list[Unit]],
    counts: dict[int, int],
    ordered: list[UnitChoice],
) -> int:
    """Append the unit and all below it; give how many members they have."""
    place = len(ordered)
    members = counts.get(unit.id, 0)
    for child in children.get(unit.id, ()):
        members += _add(child, depth + 1, children=children, counts=counts, ordered=ordered)
    choice = UnitChoice(id=unit.id, name=unit.name, kind=unit.kind, depth=depth, members=members)
    ordered.insert(place, choice)
    return members
