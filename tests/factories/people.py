"""Units, members and roles."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from quizapp.domain.people import Role, UnitKind
from quizapp.extensions import db
from quizapp.models import Member, RoleGrant, Unit

JOINED = datetime(2026, 1, 1, tzinfo=UTC)


def make_unit(name: str, *, parent: Unit | None = None, kind: UnitKind = UnitKind.BRANCH) -> Unit:
    """A unit below the parent."""
    unit = Unit(name=name, kind=kind, parent_id=parent.id if parent else None, path=f"?{name}")
    db.session.add(unit)
    db.session.flush()
    unit.path = f"{parent.path if parent else '/'}{unit.id}/"
    db.session.commit()
    return unit


def make_member(sign_in_name: str, *, unit: Unit, **values: Any) -> Member:
    """A member with nothing but a name."""
    member = Member(
        sign_in_name=sign_in_name,
        unit_id=unit.id,
        created_at=JOINED,
        **{"name": sign_in_name, **values},
    )
    db.session.add(member)
    db.session.commit()
    return member


def make_role(member: Member, role: Role, unit: Unit) -> RoleGrant:
    """A role over the unit."""
    grant = RoleGrant(member_id=member.id, role=role, unit_id=unit.id)
    db.session.add(grant)
    db.session.commit()
    return grant
