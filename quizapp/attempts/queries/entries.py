"""A member's place on the rosters: whether called, where seated, on what terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from quizapp.domain.terms import NOTHING, Allowance, SittingTime, Terms, personal_terms
from quizapp.models import AllowanceGrant, Exam, RosterEntry, Seat, Sitting


@dataclass(frozen=True, slots=True)
class SeatPlace:
    """场次、考场、座号."""

    sitting: int
    """Number of the sitting."""
    opens_at: datetime
    room: str
    number: int


@dataclass(slots=True)
class Entry:
    """A member's place on the roster of one exam."""

    exam: Exam
    exempt: bool
    seat: SeatPlace | None = None
    sitting: SittingTime | None = None
    own: Allowance = NOTHING
    branch: Allowance = NOTHING

    def terms(self) -> Terms:
        """On what terms the member takes the exam, which is published."""
        return personal_terms(
            self.exam.common_rules, sitting=self.sitting, branch=self.branch, own=self.own
        )


@cache
def _query(*, of_one_exam: bool, lock: bool) -> Select[Any]:
    # Put together once: that costs a page more than running it.
    query = (
        select(RosterEntry, Exam, Seat, Sitting, AllowanceGrant)
        .join(Exam, Exam.id == RosterEntry.exam_id)
        .outerjoin(
            Seat,
            and_(Seat.exam_id == RosterEntry.exam_id, Seat.member_id == RosterEntry.member_id),
        )
        .outerjoin(Sitting, Sitting.id == Seat.sitting_id)
        .outerjoin(
            AllowanceGrant,
            and_(
                AllowanceGrant.exam_id == RosterEntry.exam_id,
                or_(
                    AllowanceGrant.member_id == RosterEntry.member_id,
                    AllowanceGrant.unit_id == RosterEntry.unit_id,
                ),
            ),
        )
        .where(RosterEntry.member_id == bindparam("member"))
    )
    if of_one_exam:
        query = query.where(RosterEntry.exam_id == bindparam("exam"))
    return query.with_for_update(of=RosterEntry) if lock else query


def entries(
    session: Session, member_id: int, *, exam_id: int | None = None, lock: bool = False
) -> dict[int, Entry]:
    """Give the member's roster entries by exam, in one statement; `lock` holds them."""
    query = _query(of_one_exam=exam_id is not None, lock=lock)
    found: dict[int, Entry] = {}
    for row, exam, seat, sitting, grant in session.execute(
        query, {"member": member_id, "exam": exam_id}
    ):
        entry = found.setdefault(row.exam_id, Entry(exam=exam, exempt=bool(row.exempt_reason)))
        if sitting is not None:
            entry.sitting = sitting.time
            entry.seat = SeatPlace(
                sitting.number, sitting.begun_at or sitting.opens_at, seat.room, seat.number
            )
        if grant is not None and grant.member_id is not None:
            entry.own = grant.value
        elif grant is not None:
            entry.branch = grant.value
    return found
