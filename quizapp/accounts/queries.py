"""Who somebody is: the viewer behind a session, and what guards the account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from quizapp.domain.viewer import Claim, Grant, Viewer
from quizapp.extensions import db
from quizapp.models import Member, RoleGrant, Slip, Unit


def signed_in_member(claim: Claim) -> Viewer | None:
    """Give the person a session speaks of; None when the account is closed or the session outdated."""
    row = db.session.execute(
        select(Member, Unit)
        .join(Unit, Unit.id == Member.unit_id)
        .where(
            Member.id == claim.member_id,
            Member.session_version == claim.session_version,
            Member.closed_at.is_(None),
        )
    ).one_or_none()
    if row is None:
        return None
    member, unit = row
    grants = db.session.execute(
        select(RoleGrant.role, Unit.id, Unit.path)
        .join(Unit, Unit.id == RoleGrant.unit_id)
        .where(RoleGrant.member_id == member.id)
        .order_by(RoleGrant.id)
    )
    # A session from an exam's entry page proved less than a password: it carries no role.
    return Viewer(
        member_id=member.id,
        name=member.name,
        unit_id=unit.id,
        unit_name=unit.name,
        unit_path=unit.path,
        session_version=member.session_version,
        grants=() if claim.exam_id is not None else tuple(Grant(*grant) for grant in grants),
        exam_id=claim.exam_id,
        must_change_password=member.must_change_password,
        language=member.language,
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
