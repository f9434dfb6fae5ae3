"""Adding, changing, moving, closing and reopening people; their roles; ending their sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.database.transaction import transaction
from quizapp.domain.codes import phone_digest
from quizapp.domain.people import Role, UnitKind, normal_sign_in_name
from quizapp.domain.refusals import N_, Refusal, RefusalKind
from quizapp.domain.viewer import Viewer
from quizapp.members.names import name_key
from quizapp.members.operations.authority import (
    NoSuchMember,
    administers,
    owned_member,
    owned_unit,
)
from quizapp.models import Member, RoleGrant, Unit, record


class SignInNameTaken(Refusal):
    """Somebody has the sign-in name already."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "sign_in_name_taken",
            N_("The sign-in name %(name)s belongs to somebody else. Choose another one."),
            values={"name": name},
        )


class NotYourself(Refusal):
    """One cannot take the own access away: the last administrator would lock everybody out."""

    def __init__(self) -> None:
        super().__init__(
            "not_yourself",
            N_(
                "You cannot close your own account or take back your own administrator role. Ask"
                " another administrator to do it."
            ),
        )


class WrongRoleUnit(Refusal):
    """The role does not fit the unit."""

    def __init__(self) -> None:
        super().__init__(
            "wrong_role_unit",
            N_("A branch secretary belongs to a branch. Choose a branch for this role."),
            kind=RefusalKind.INVALID,
        )


class RoleHeld(Refusal):
    """The person has the role over that unit already."""

    def __init__(self) -> None:
        super().__init__("role_held", N_("The person holds this role over this unit already."))


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDetails:
    """What is written about a person."""

    unit_id: int
    sign_in_name: str
    name: str
    office: str = ""
    political_status: str = ""
    party_post: str = ""
    rank_level: str = ""
    birth_month: str = ""
    retired: bool = False
    joined_on: date | None = None
    phone: str = ""
    """A number or its last four digits; empty leaves what is stored."""
    forget_phone: bool = False


def add_member(details: PersonDetails, *, key: bytes, viewer: Viewer, now: datetime) -> int:
    """Add one person; the id."""
    try:
        with transaction() as session:
            member = Member(created_at=now)
            _write(session, member, details, viewer=viewer)
            session.add(member)
            session.flush()
            member.phone_digest = phone_digest(key, member.id, details.phone)
            record(session, "member.added", member, viewer=viewer, now=now)
            return member.id
    except IntegrityError as error:
        raise SignInNameTaken(details.sign_in_name) from error


def change_member(
    member_id: int, details: PersonDetails, *, key: bytes, viewer: Viewer, now: datetime
) -> None:
    """Change what is written about a person; another unit moves the person there."""
    try:
        with transaction() as session:
            member = owned_member(session, member_id, viewer)
            old_unit = member.unit_id
            _write(session, member, details, viewer=viewer)
            if details.forget_phone:
                member.phone_digest = ""
            elif details.phone:
                member.phone_digest = phone_digest(key, member.id, details.phone)
            if old_unit != member.unit_id:
                record(
                    session, "member.moved", member, viewer=viewer, now=now,
                    old=old_unit, new=member.unit_id,
                )  # fmt: skip
            record(session, "member.changed", member, viewer=viewer, now=now)
    except IntegrityError as error:
        raise SignInNameTaken(details.sign_in_name) from error


def close_account(member_id: int, *, viewer: Viewer, now: datetime) -> None:
    """Close an account: all its sessions end at once, and rosters that still follow leave it out."""
    if member_id == viewer.member_id:
        raise NotYourself()
    with transaction() as session:
        member = owned_member(session, member_id, viewer)
        if member.closed_at is None:
            member.closed_at = now
            member.session_version += 1
            record(session, "member.closed", member, viewer=viewer, now=now)


def reopen_account(member_id: int, *, viewer: Viewer, now: datetime) -> None:
    """Open a closed account again, if its unit is open."""
    with transaction() as session:
        member = owned_member(session, member_id, viewer)
        owned_unit(session, member.unit_id, viewer)
        if member.closed_at is not None:
            member.closed_at = None
            record(session, "member.reopened", member, viewer=viewer, now=now)


def end_sessions(member_id: int, *, viewer: Viewer, now: datetime) -> None:
    """Sign a person out on all devices."""
    with transaction() as session:
        member = owned_member(session, member_id, viewer)
        member.session_version += 1
        record(session, "member.signed_out_everywhere", member, viewer=viewer, now=now)


def grant_role(member_id: int, role: Role, unit_id: int, *, viewer: Viewer, now: datetime) -> None:
    """Give a person of the own subtree a role over a unit of it; it counts from the next request."""
    with transaction() as session:
        member = owned_member(session, member_id, viewer)
        unit = owned_unit(session, unit_id, viewer)
        if role is Role.SECRETARY and unit.kind is not UnitKind.BRANCH:
            raise WrongRoleUnit()
        held = session.execute(
            select(RoleGrant.id).where(
                RoleGrant.member_id == member.id,
                RoleGrant.role == role,
                RoleGrant.unit_id == unit.id,
            )
        ).scalar_one_or_none()
        if held is not None:
            raise RoleHeld()
        session.add(RoleGrant(member_id=member.id, role=role, unit_id=unit.id))
        record(
            session, "member.role_granted", member, viewer=viewer, now=now,
            role=role.value, unit_id=unit.id,
        )  # fmt: skip


def revoke_role(member_id: int, grant_id: int, *, viewer: Viewer, now: datetime) -> None:
    """Take a role back; it counts from the next request."""
    with transaction() as session:
        member = owned_member(session, member_id, viewer)
        found = session.execute(
            select(RoleGrant, Unit.path)
            .join(Unit, Unit.id == RoleGrant.unit_id)
            .where(RoleGrant.id == grant_id, RoleGrant.member_id == member.id)
        ).one_or_none()
        if found is None or not administers(viewer, found.path):
            raise NoSuchMember()
        grant: RoleGrant = found.RoleGrant
        if member.id == viewer.member_id and grant.role is Role.ADMINISTRATOR:
            raise NotYourself()
        session.delete(grant)
        record(
            session, "member.role_revoked", member, viewer=viewer, now=now,
            role=grant.role.value, unit_id=grant.unit_id,
        )  # fmt: skip


def _write(session: Session, member: Member, details: PersonDetails, *, viewer: Viewer) -> None:
    owned_unit(session, details.unit_id, viewer)
    member.unit_id = details.unit_id
    member.sign_in_name = normal_sign_in_name(details.sign_in_name)
    member.name = details.name
    member.name_key = name_key(details.name)
    member.office = details.office
    member.political_status = details.political_status
    member.party_post = details.party_post
    member.rank_level = details.rank_level
    member.birth_month = details.birth_month
    member.retired = details.retired
    member.joined_on = details.joined_on
