"""Groups and who is in them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.members.queries.people import found_by
from quizapp.models import Group, GroupMember, Member, Unit

FOUND = 20
"""How many people a search offers to add."""


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group in the list."""

    id: int
    name: str
    unit: str
    members: int


@dataclass(frozen=True, slots=True)
class GroupPerson:
    """A person of a group, or one who may be added."""

    id: int
    name: str
    unit: str
    sign_in_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPage:
    """One group."""

    id: int
    name: str
    unit: str
    people: tuple[GroupPerson, ...]
    found: tuple[GroupPerson, ...]
    """Who fits the search and is not in the group."""


def group_list(viewer: Viewer) -> tuple[GroupLine, ...]:
    """List the groups of the viewer's units."""
    rows = db.session.execute(
        select(Group.id, Group.name, Unit.name, func.count(Member.id))
        .join(Unit, Unit.id == Group.unit_id)
        .outerjoin(GroupMember, GroupMember.group_id == Group.id)
        .outerjoin(Member, (Member.id == GroupMember.member_id) & Member.closed_at.is_(None))
        .where(Unit.within(viewer.organized_paths))
        .group_by(Group.id, Group.name, Unit.name)
        .order_by(Group.name, Group.id)
    )
    return tuple(GroupLine(*row) for row in rows)


def group_page(group_id: int, viewer: Viewer, *, search: str = "") -> GroupPage | None:
    """Give a group, and who fits the search; None when it is not the viewer's."""
    group = db.session.execute(
        select(Group.id, Group.name, Unit.name.label("unit"))
        .join(Unit, Unit.id == Group.unit_id)
        .where(Group.id == group_id, Unit.within(viewer.organized_paths))
    ).one_or_none()
    if group is None:
        return None
    people = (
        select(Member.id, Member.name, Unit.name.label("unit"), Member.sign_in_name)
        .join(Unit, Unit.id == Member.unit_id)
        .where(Member.closed_at.is_(None))
        .order_by(Member.name_key, Member.name, Member.id)
    )
    inside = select(GroupMember.member_id).where(GroupMember.group_id == group_id)
    found = (
        db.session.execute(
            people.where(
                Member.id.not_in(inside), Unit.within(viewer.organized_paths), found_by(search)
            ).limit(FOUND)
        ).all()
        if search.strip()
        else ()
    )
    return GroupPage(
        id=group.id,
        name=group.name,
        unit=group.unit,
        people=tuple(
            GroupPerson(*row) for row in db.session.execute(people.where(Member.id.in_(inside)))
        ),
        found=tuple(GroupPerson(*row) for row in found),
    )
