"""The roster of a published exam follows the members until the opening, then stays."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from quizapp.database.transaction import transaction
from quizapp.domain.refusals import N_, Refusal, RefusalKind
from quizapp.domain.viewer import Viewer
from quizapp.exams.operations.owned import published_exam
from quizapp.exams.queries.availability import audience_ids
from quizapp.exams.queries.listing import exams_with_open_roster
from quizapp.models import Exam, ExamState, RosterEntry, record


class NotOnThisRoster(Refusal):
    """The member is not on the roster of this exam."""

    def __init__(self) -> None:
        super().__init__(
            "not_on_this_roster",
            N_("This person is not on the list of this test."),
            kind=RefusalKind.NOT_FOUND,
        )


class AlreadyOpened(Refusal):
    """Exemptions are recorded before the opening."""

    def __init__(self) -> None:
        super().__init__(
            "already_opened",
            N_("The test has opened; the list of participants stays as it was at the opening."),
        )


def follow_rosters(*, now: datetime) -> int:
    """Bring every roster that is not frozen up to date, and freeze those whose exam has opened.

    Called by the server every few seconds. Gives the number of rosters frozen.
    """
    return sum(follow_roster(exam_id, now=now) for exam_id in exams_with_open_roster())


def follow_roster(exam_id: int, *, now: datetime) -> bool:
    """Bring one roster up to date; say whether it was frozen by this call."""
    with transaction() as session:
        exam = session.get(Exam, exam_id, with_for_update=True)
        if exam is None or exam.state is not ExamState.PUBLISHED or exam.roster_frozen_at:
            return False
        _follow(session, exam)
        if exam.opens_at is None or now < exam.opens_at:
            return False
        exam.roster_frozen_at = now
        record(session, "exam.roster_frozen", exam, viewer=None, now=now)
        return True


def exempt(exam_id: int, member_id: int, reason: str, *, viewer: Viewer, now: datetime) -> None:
    """Record before the opening why a member does not take part; an empty reason takes it back."""
    with transaction() as session:
        exam = published_exam(session, exam_id, viewer)
        if exam.roster_frozen_at is not None:
            raise AlreadyOpened()
        entry = session.get(RosterEntry, (exam_id, member_id))
        if entry is None:
            raise NotOnThisRoster()
        entry.exempt_reason = reason.strip()[:120]
        record(session, "exam.exempted", exam, viewer=viewer, now=now, member=member_id)


def _follow(session: Session, exam: Exam) -> None:
    wanted = audience_ids(session, exam)
    entries = {
        entry.member_id: entry
        for entry in session.execute(
            select(RosterEntry).where(RosterEntry.exam_id == exam.id)
        ).scalars()
    }
    for member_id, unit_id in wanted.items():
        entry = entries.get(member_id)
        if entry is None:
            session.add(RosterEntry(exam_id=exam.id, member_id=member_id, unit_id=unit_id))
        elif entry.unit_id != unit_id:
            entry.unit_id = unit_id
    gone = [member_id for member_id in entries if member_id not in wanted]
    if gone:
        session.execute(
            delete(RosterEntry).where(
                RosterEntry.exam_id == exam.id, RosterEntry.member_id.in_(gone)
            )
        )
