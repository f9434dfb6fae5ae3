"""Who somebody is: the viewer behind a session, and what guards the account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import aliased

from quizapp.domain.viewer import Claim, Grant, Viewer
from quizapp.extensions import db
from quizapp.models import Member, RoleGrant, Slip, Unit

_granted: Final = aliased(Unit)
_SIGNED_IN: Final = (
    select(
        Member.name,
        Member.must_change_password,
        Member.language,
        Unit.id.label("unit_id"),
        Unit.name.label("unit_name"),
        Unit.path.label("unit_path"),
        RoleGrant.role,
        _granted.id.label("granted_unit"),
        _granted.path.label("granted_path"),
    )
    .join(Unit, Unit.id == Member.unit_id)
    .outerjoin(RoleGrant, RoleGrant.member_id == Member.id)
    .outerjoin(_granted, _granted.id == RoleGrant.unit_id)
    .where(
        Member.id == bindparam("member"),
        Member.session_version == bindparam("version"),
        Member.closed_at.is_(None),
    )
    .order_by(RoleGrant.id)
)


def signed_in_member(claim: Claim) -> Viewer | None:
    """Give the person a session speaks of; None when the account is closed or the session outdated."""
    # Every page asks this first: one statement, and columns rather than whole rows.
    rows = db.session.execute(
        _SIGNED_IN, {"member": claim.member_id, "version": claim.session_version}
    ).all()
    if not rows:
        return None
    first = rows[0]
    # A session from an exam's entry page proved less than a password: it carries no role.
    grants = () if claim.exam_id is not None or first.role is None else tuple(rows)
    return Viewer(
        member_id=claim.member_id,
        name=first.name,
        unit_id=first.unit_id,
        unit_name=first.unit_name,
        unit_path=first.unit_path,
        session_version=claim.session_version,
        grants=tuple(Grant(row.role, row.granted_unit, row.granted_path) for row in grants),
        exam_id=claim.exam_id,
        must_change_password=first.must_change_password,
        language=first.language,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What guards an account."""

    member_id: int
    name: str
    password_hash: str
    own_words: tuple[str, ...]
    """What others know of the person and try first as a password."""


def credentials(member_id: int) -> Credentials:
    """Give what guards an account."""
    row = db.session.execute(_guarded().where(Member.id == member_id)).one()
    return _credentials(*row)


def slip_owner(digest: str, *, now: datetime) -> Credentials | None:
    """Give the account a slip sets the password of; None when the slip is not valid now."""
    row = db.session.execute(
        _guarded()
        .join(Slip, Slip.member_id == Member.id)
        .where(
            Slip.code_digest == digest,
            Slip.exam_id.is_(None),
            Slip.used_at.is_(None),
            Slip.expires_at > now,
            Member.closed_at.is_(None),
        )
    ).one_or_none()
    return _credentials(*row) if row else None


def _guarded() -> Select[tuple[Member, str]]:
    return select(Member, Unit.name).join(Unit, Unit.id == Member.unit_id)


def _credentials(member: Member, unit_name: str) -> Credentials:
    return Credentials(
        member_id=member.id,
        name=member.name,
        password_hash=member.password_hash,
        own_words=(member.name, member.sign_in_name, member.name_key, unit_name),
    )
