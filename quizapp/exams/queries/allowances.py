"""What was granted in an exam, and whom something can be granted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import AllowanceGrant, ExamState, Member, RosterEntry, Unit, organized_exam

FOUND_AT_MOST: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantedRow:
    """One allowance, as the organizer reads it."""

    member_id: int | None
    unit_id: int | None
    name: str
    branch: str
    """Of a member; empty for a whole branch."""
    extra: timedelta
    opens_at: datetime | None
    closes_at: datetime | None
    further_tries: int
    reason: str
    granted_by: str
    granted_at: datetime


@dataclass(frozen=True, slots=True)
class Concerned:
    """A member or a branch of the roster."""

    id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowancesPage:
    """All allowances of an exam."""

    exam_id: int
    name: str
    granted: tuple[GrantedRow, ...]
    branches: tuple[Concerned, ...]
    people: tuple[Concerned, ...]
    """Members found by the search, each with the branch."""


def allowances_page(exam_id: int, viewer: Viewer, *, search: str) -> AllowancesPage | None:
    """Give the allowances; None when the exam is not published in a subtree of the viewer's."""
    exam = organized_exam(db.session(), exam_id, viewer)
    if exam is None or exam.state is not ExamState.PUBLISHED:
        return None
    return AllowancesPage(
        exam_id=exam_id,
        name=exam.name,
        granted=_granted(exam_id),
        branches=_branches(exam_id),
        people=_people(exam_id, search.strip()),
    )


def _granted(exam_id: int) -> tuple[GrantedRow, ...]:
    own_branch, giver = aliased(Unit), aliased(Member)
    rows = db.session.execute(
        select(
            AllowanceGrant,
            Member.name.label("member"),
            own_branch.name.label("branch"),
            Unit.name.label("unit"),
            giver.name.label("giver"),
        )
        .outerjoin(Member, Member.id == AllowanceGrant.member_id)
        .outerjoin(own_branch, own_branch.id == Member.unit_id)
        .outerjoin(Unit, Unit.id == AllowanceGrant.unit_id)
        .outerjoin(giver, giver.id == AllowanceGrant.granted_by)
        .where(AllowanceGrant.exam_id == exam_id)
        .order_by(AllowanceGrant.granted_at.desc(), AllowanceGrant.id.desc())
    )
    return tuple(
        GrantedRow(
            member_id=row.AllowanceGrant.member_id,
            unit_id=row.AllowanceGrant.unit_id,
            name=row.member or row.unit,
            branch=row.branch or "",
            extra=row.AllowanceGrant.value.extra,
            opens_at=row.AllowanceGrant.opens_at,
            closes_at=row.AllowanceGrant.closes_at,
            further_tries=row.AllowanceGrant.further_tries,
            reason=row.AllowanceGrant.reason,
            granted_by=row.giver or "",
            granted_at=row.AllowanceGrant.granted_at,
        )
        for row in rows
    )


def _branches(exam_id: int) -> tuple[Concerned, ...]:
    rows = db.session.execute(
        select(Unit.id, Unit.name)
        .where(Unit.id.in_(select(RosterEntry.unit_id).where(RosterEntry.exam_id == exam_id)))
        .order_by(Unit.position, Unit.id)
    )
    return tuple(Concerned(row.id, row.name) for row in rows)


def _people(exam_id: int, search: str) -> tuple[Concerned, ...]:
    if not search:
        return ()
    rows = db.session.execute(
        select(Member.id, Member.name, Unit.name.label("branch"))
        .join(RosterEntry, RosterEntry.member_id == Member.id)
        .join(Unit, Unit.id == RosterEntry.unit_id)
        .where(
            RosterEntry.exam_id == exam_id,
            or_(
                Member.name.contains(search, autoescape=True),
                Member.sign_in_name == search.casefold(),
            ),
        )
        .order_by(Member.name_key, Member.name, Member.id)
        .limit(FOUND_AT_MOST)
    )
    return tuple(Concerned(row.id, f"{row.name} · {row.branch}") for row in rows)
