"""Lists and pages of people."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased

from quizapp.domain.people import Role, normal_sign_in_name
from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.members.operations.authority import above
from quizapp.models import Group, GroupMember, Member, RoleGrant, Slip, Unit

PAGE: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """A person in a list."""

    id: int
    name: str
    sign_in_name: str
    unit: str
    office: str
    party_post: str
    closed: bool
    has_password: bool
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonList:
    """One page of a list of people."""

    people: tuple[PersonLine, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRole:
    """A role of a person."""

    grant_id: int
    role: Role
    unit: str
    revocable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """Everything about one person."""

    id: int
    name: str
    sign_in_name: str
    unit_id: int
    unit: str
    office: str
    political_status: str
    party_post: str
    rank_level: str
    birth_month: str
    retired: bool
    joined_on: date | None
    has_phone: bool
    has_password: bool
    open_slip_until: datetime | None
    """Until when an unused slip for a first password is good."""
    created_at: datetime
    closed_at: datetime | None
    roles: tuple[HeldRole, ...]
    groups: tuple[tuple[int, str], ...]
    changeable: bool
    """Whether the viewer may change the account."""
    is_self: bool


def person_list(
    viewer: Viewer,
    *,
    search: str = "",
    unit_id: int | None = None,
    closed: bool = False,
    page: int = 1,
) -> PersonList:
    """Give one page of the people in the viewer's subtrees.

    `search` finds parts of names and sign-in names, and beginnings in pinyin or first letters.
    `unit_id` means the unit with all below it.
    """
    conditions = [
        Unit.within(viewer.organized_paths),
        Member.closed_at.is_not(None) if closed else Member.closed_at.is_(None),
    ]
    if search.strip():
        conditions.append(found_by(search))
    if unit_id is not None:
        chosen = aliased(Unit)
        path = select(chosen.path).where(chosen.id == unit_id).scalar_subquery()
        conditions.append(Unit.path.like(path + "%"))
    query = select(Member, Unit.name).join(Unit, Unit.id == Member.unit_id).where(*conditions)
    total = db.session.execute(select(func.count()).select_from(query.subquery())).scalar_one()
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    rows = db.session.execute(
        query.order_by(Member.name_key, Member.name, Member.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    ).all()
    roles = _roles([member.id for member, _unit in rows])
    return PersonList(
        people=tuple(
            PersonLine(
                id=member.id,
                name=member.name,
                sign_in_name=member.sign_in_name,
                unit=unit,
                office=member.office,
                party_post=member.party_post,
                closed=member.closed_at is not None,
                has_password=bool(member.password_hash),
                roles=tuple(roles[member.id]),
            )
            for member, unit in rows
        ),
        total=total,
        page=page,
        pages=pages,
    )


def person_page(member_id: int, viewer: Viewer, *, now: datetime) -> PersonPage | None:
    """Give one person; None when the person is not in the viewer's subtrees."""
    row = db.session.execute(
        select(Member, Unit.name, Unit.path)
        .join(Unit, Unit.id == Member.unit_id)
        .where(Member.id == member_id, Unit.within(viewer.organized_paths))
    ).one_or_none()
    if row is None:
        return None
    member, unit, path = row
    grants = db.session.execute(
        select(RoleGrant.id, RoleGrant.role, Unit.name, Unit.path)
        .join(Unit, Unit.id == RoleGrant.unit_id)
        .where(RoleGrant.member_id == member.id)
        .order_by(RoleGrant.id)
    ).all()
    groups = db.session.execute(
        select(Group.id, Group.name)
        .join(GroupMember, GroupMember.group_id == Group.id)
        .where(GroupMember.member_id == member.id)
        .order_by(Group.name)
    )
    slip = db.session.execute(
        select(func.max(Slip.expires_at)).where(
            Slip.member_id == member.id,
            Slip.exam_id.is_(None),
            Slip.used_at.is_(None),
            Slip.expires_at > now,
        )
    ).scalar_one()
    changeable = viewer.administers(path) and not above(db.session(), [member.id], viewer)
    is_self = member.id == viewer.member_id
    return PersonPage(
        id=member.id,
        name=member.name,
        sign_in_name=member.sign_in_name,
        unit_id=member.unit_id,
        unit=unit,
        office=member.office,
        political_status=member.political_status,
        party_post=member.party_post,
        rank_level=member.rank_level,
        birth_month=member.birth_month,
        retired=member.retired,
        joined_on=member.joined_on,
        has_phone=bool(member.phone_digest),
        has_password=bool(member.password_hash),
        open_slip_until=slip,
        created_at=member.created_at,
        closed_at=member.closed_at,
        roles=tuple(
            HeldRole(
                grant_id=grant.id,
                role=grant.role,
                unit=grant.name,
                revocable=changeable
                and viewer.administers(grant.path)
                and not (is_self and grant.role is Role.ADMINISTRATOR),
            )
            for grant in grants
        ),
        groups=tuple((group.id, group.name) for group in groups),
        changeable=changeable,
        is_self=is_self,
    )


def found_by(search: str) -> ColumnElement[bool]:
    """The condition that a person is found by what was typed."""
    typed = " ".join(search.split())
    plain = normal_sign_in_name(search)
    return or_(
        Member.name.contains(typed, autoescape=True),
        Member.sign_in_name.contains(plain, autoescape=True),
        Member.name_key.startswith(plain, autoescape=True),
        Member.name_key.contains(f" {plain}", autoescape=True),
    )


def _roles(member_ids: list[int]) -> dict[int, list[Role]]:
    held: dict[int, list[Role]] = defaultdict(list)
    for member_id, role in db.session.execute(
        select(RoleGrant.member_id, RoleGrant.role)
        .where(RoleGrant.member_id.in_(member_ids))
        .distinct()
        .order_by(RoleGrant.role)
    ):
        held[member_id].append(role)
    return held
