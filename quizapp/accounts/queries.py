"""Who somebody is: the viewer behind a session."""

from __future__ import annotations

from sqlalchemy import select

from quizapp.domain.viewer import Claim, Grant, Viewer
from quizapp.extensions import db
from quizapp.models import Member, RoleGrant, Unit


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
