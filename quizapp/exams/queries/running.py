"""A published exam while it runs and after: who has taken part, branch by branch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select

from quizapp.domain.attempt import AttemptState, counts_as_taken
from quizapp.domain.disclosure import knows_roster
from quizapp.domain.viewer import Viewer
from quizapp.exams.queries.listing import Standing, standing
from quizapp.extensions import db
from quizapp.models import Answer, Attempt, Exam, ExamState, Member, RosterEntry, Unit


class Progress(StrEnum):
    """How far a member on the roster has come."""

    NOT_STARTED = "not_started"
    ANSWERING = "answering"
    TAKEN = "taken"
    EMPTY = "empty"
    """Time ran out without any answer: counts as not taken part."""
    EXEMPT = "exempt"


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """One member of the roster."""

    member_id: int
    name: str
    office: str
    progress: Progress
    answered: int
    """Answers stored in the newest attempt."""
    closed_at: datetime | None
    exempt_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchProgress:
    """One branch of the roster."""

    unit_id: int
    name: str
    rows: tuple[RosterRow, ...]

    @property
    def called(self) -> int:
        """Members expected: the roster without the exempt."""
        return sum(row.progress is not Progress.EXEMPT for row in self.rows)

    @property
    def taken(self) -> int:
        """Members who have taken part."""
        return sum(row.progress is Progress.TAKEN for row in self.rows)

    @property
    def missing(self) -> tuple[RosterRow, ...]:
        """Members who have not taken part yet."""
        return tuple(
            row
            for row in self.rows
            if row.progress in (Progress.NOT_STARTED, Progress.ANSWERING, Progress.EMPTY)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningPage:
    """The whole roster as it stands at a moment."""

    exam_id: int
    name: str
    standing: Standing
    opens_at: datetime
    closes_at: datetime
    entry_code: str
    as_of: datetime
    branches: tuple[BranchProgress, ...]
    whole: bool
    """False when the viewer is a secretary and sees the own branch only."""

    @property
    def called(self) -> int:
        """Members expected over all branches shown."""
        return sum(branch.called for branch in self.branches)

    @property
    def taken(self) -> int:
        """Members who have taken part over all branches shown."""
        return sum(branch.taken for branch in self.branches)

    @property
    def answering(self) -> int:
        """Members with an open attempt."""
        return sum(
            row.progress is Progress.ANSWERING for branch in self.branches for row in branch.rows
        )


def running(exam_id: int, viewer: Viewer, *, now: datetime) -> RunningPage | None:
    """Give the roster's progress: all of it to the organizer in charge, the own branch to its
    secretary; None for everybody else and for drafts."""
    found = db.session.execute(
        select(Exam, Unit.path).join(Unit, Unit.id == Exam.unit_id).where(Exam.id == exam_id)
    ).one_or_none()
    if found is None or found.Exam.state is ExamState.DRAFT:
        return None
    exam = found.Exam
    whole = viewer.organizes(found.path)
    branches = tuple(
        part
        for part in _branches(exam.id)
        if knows_roster(viewer, exam_unit_path=found.path, branch_id=part.unit_id)
    )
    if not whole and not branches:
        return None
    return RunningPage(
        exam_id=exam.id,
        name=exam.name,
        standing=standing(exam, now),
        opens_at=exam.opens_at,
        closes_at=exam.closes_at,
        entry_code=exam.entry_code if whole else "",
        as_of=now,
        branches=branches,
        whole=whole,
    )


def _branches(exam_id: int) -> tuple[BranchProgress, ...]:
    attempts = _attempts(exam_id)
    roster = db.session.execute(
        select(RosterEntry, Member.name, Member.office, Unit.name.label("branch"))
        .join(Member, Member.id == RosterEntry.member_id)
        .join(Unit, Unit.id == RosterEntry.unit_id)
        .where(RosterEntry.exam_id == exam_id)
        .order_by(Unit.position, Unit.id, Member.name_key, Member.name, Member.id)
    )
    names: dict[int, str] = {}
    rows: dict[int, list[RosterRow]] = {}
    for row in roster:
        entry = row.RosterEntry
        names[entry.unit_id] = row.branch
        rows.setdefault(entry.unit_id, []).append(
            _row(entry, row.name, row.office, attempts.get(entry.member_id, []))
        )
    return tuple(
        BranchProgress(unit_id=unit_id, name=names[unit_id], rows=tuple(members))
        for unit_id, members in rows.items()
    )


def _attempts(exam_id: int) -> dict[int, list[tuple[Attempt, int]]]:
    """Give each member's attempts in order, each with the number of its stored answers.

    An item that was only reached, or emptied again, has none.
    """
    answered = (
        select(func.count())
        .where(Answer.attempt_id == Attempt.id, Answer.is_given())
        .correlate(Attempt)
    ).scalar_subquery()
    found: dict[int, list[tuple[Attempt, int]]] = {}
    for attempt, count in db.session.execute(
        select(Attempt, answered).where(Attempt.exam_id == exam_id).order_by(Attempt.number)
    ):
        found.setdefault(attempt.member_id, []).append((attempt, count))
    return found


def _row(
    entry: RosterEntry, name: str, office: str, attempts: list[tuple[Attempt, int]]
) -> RosterRow:
    progress = _progress(entry, attempts)
    newest, answered = attempts[-1] if attempts else (None, 0)
    return RosterRow(
        member_id=entry.member_id,
        name=name,
        office=office,
        progress=progress,
        answered=answered,
        closed_at=newest.closed_at if newest else None,
        exempt_reason=entry.exempt_reason,
    )


def _progress(entry: RosterEntry, attempts: list[tuple[Attempt, int]]) -> Progress:
    """One attempt that counts is enough; the newest one says what is going on otherwise."""
    if any(
        counts_as_taken(attempt.state, answered, voided=attempt.voided_at is not None)
        for attempt, answered in attempts
    ):
        return Progress.TAKEN
    if entry.exempt_reason:
        return Progress.EXEMPT
    newest = attempts[-1][0] if attempts else None
    if newest is None or newest.state is AttemptState.READY or newest.voided_at is not None:
        return Progress.NOT_STARTED
    return Progress.ANSWERING if newest.state is AttemptState.OPEN else Progress.EMPTY
