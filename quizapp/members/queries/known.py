"""Units and members as far as a list of members is matched against them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.domain.people import UnitKind, in_subtree
from quizapp.members.matching import KnownMember, KnownUnit
from quizapp.models import Member, Unit


def known_units(session: Session, root: str) -> tuple[KnownUnit, ...]:
    """Give the open units at and below a path, each with its names from the top."""
    rows = session.execute(
        select(Unit.id, Unit.name, Unit.path, Unit.kind)
        .where(Unit.closed_at.is_(None))
        .order_by(Unit.id)
    ).all()
    names = {row.id: row.name for row in rows}
    return tuple(
        KnownUnit(
            id=row.id,
            path=row.path,
            full_name="/".join(names.get(int(part), "") for part in row.path.strip("/").split("/")),
            is_branch=row.kind is UnitKind.BRANCH,
        )
        for row in rows
        if in_subtree(row.path, root)
    )


def known_members(session: Session) -> tuple[KnownMember, ...]:
    """Give all members: a sign-in name is unique in the whole organisation."""
    rows = session.execute(
        select(
            Member.id, Member.sign_in_name, Member.name, Member.unit_id, Unit.path, Member.closed_at
        ).join(Unit, Unit.id == Member.unit_id)
    )
    return tuple(
        KnownMember(
            id=row.id,
            sign_in_name=row.sign_in_name,
            name=row.name,
            unit_id=row.unit_id,
            unit_path=row.path,
            closed=row.closed_at is not None,
        )
        for row in rows
    )
