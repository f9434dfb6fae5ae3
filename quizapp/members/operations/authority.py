"""Who may change what about people and units.

The rules in words: an administrator changes people and units of the own subtree, organizers its
groups. Whoever holds a role above that subtree is changed by somebody who administers that role's
unit too: otherwise a slip for the account above would hand over its role. A command on the
server's own console (viewer None) may do everything.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.domain.refusals import N_, Refusal, RefusalKind
from quizapp.domain.viewer import Viewer
from quizapp.models import Member, RoleGrant, Unit


class NoSuchMember(Refusal):
    """There is no such person, or not in the viewer's subtree."""

    def __init__(self) -> None:
        super().__init__(
            "no_such_member",
            N_("There is no such person, or the person belongs to another unit."),
            kind=RefusalKind.NOT_FOUND,
        )


class NoSuchUnit(Refusal):
    """There is no such unit, or not in the viewer's subtree."""

    def __init__(self) -> None:
        super().__init__(
            "no_such_unit",
            N_("There is no such unit, or it lies outside the units you look after."),
            kind=RefusalKind.NOT_FOUND,
        )


class AboveYou(Refusal):
    """The person holds a role above the viewer's subtree."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "above_you",
            N_(
                "%(name)s holds a role over units that you do not administer. Ask the administrator"
                " of those units to make this change."
            ),
            kind=RefusalKind.FORBIDDEN,
            values={"name": name},
        )


def administers(viewer: Viewer | None, path: str) -> bool:
    """Say whether the viewer administers the unit at the path."""
    return viewer is None or viewer.administers(path)


def owned_member(session: Session, member_id: int, viewer: Viewer | None) -> Member:
    """Lock and give a member the viewer may change; NoSuchMember or AboveYou otherwise."""
    found = session.execute(
        select(Member, Unit.path)
        .join(Unit, Unit.id == Member.unit_id)
        .where(Member.id == member_id)
        .with_for_update(of=Member)
    ).one_or_none()
    if found is None or not administers(viewer, found.path):
        raise NoSuchMember()
    member: Member = found.Member
    if member.id in above(session, [member.id], viewer):
        raise AboveYou(member.name)
    return member


def above(session: Session, member_ids: list[int] | None, viewer: Viewer | None) -> frozenset[int]:
    """Give those members who hold a role over a unit the viewer does not administer.

    None asks for all members who hold such a role.
    """
    query = select(RoleGrant.member_id, Unit.path).join(Unit, Unit.id == RoleGrant.unit_id)
    if member_ids is not None:
        query = query.where(RoleGrant.member_id.in_(member_ids))
    return frozenset(
        member_id for member_id, path in session.execute(query) if not administers(viewer, path)
    )


def owned_unit(session: Session, unit_id: int, viewer: Viewer | None) -> Unit:
    """Lock and give an open unit the viewer administers; NoSuchUnit otherwise."""
    unit = session.execute(
        select(Unit).where(Unit.id == unit_id, Unit.closed_at.is_(None)).with_for_update()
    ).scalar_one_or_none()
    if unit is None or not administers(viewer, unit.path):
        raise NoSuchUnit()
    return unit
