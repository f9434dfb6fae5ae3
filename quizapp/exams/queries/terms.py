"""On what terms the members of a roster take an exam, with all that is granted now."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.domain.terms import NOTHING, Terms, personal_terms
from quizapp.models import AllowanceGrant, Exam, RosterEntry, Seat, Sitting


def member_terms(session: Session, exam: Exam) -> dict[int, Terms]:
    """Give the terms of each member of the roster, in two statements."""
    grants = list(
        session.execute(select(AllowanceGrant).where(AllowanceGrant.exam_id == exam.id)).scalars()
    )
    own = {row.member_id: row.value for row in grants if row.member_id is not None}
    branches = {row.unit_id: row.value for row in grants if row.unit_id is not None}
    rows = session.execute(
        select(RosterEntry.member_id, RosterEntry.unit_id, Sitting)
        .outerjoin(
            Seat,
            (Seat.exam_id == RosterEntry.exam_id) & (Seat.member_id == RosterEntry.member_id),
        )
        .outerjoin(Sitting, Sitting.id == Seat.sitting_id)
        .where(RosterEntry.exam_id == exam.id)
    )
    return {
        row.member_id: personal_terms(
            exam.common_rules,
            sitting=row.Sitting.time if row.Sitting else None,
            branch=branches.get(row.unit_id, NOTHING),
            own=own.get(row.member_id, NOTHING),
        )
        for row in rows
    }


def note_latest_end(session: Session, exam: Exam) -> None:
    """Bring `granted_until` up to date, for which the keys wait: after every change of terms."""
    session.flush()
    terms = member_terms(session, exam).values()
    latest = max((one.window.closes_at + one.extra for one in terms), default=None)
    closes_at = exam.window.closes_at
    exam.granted_until = latest if latest is not None and latest > closes_at else None
