"""The list of exams an organizer runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select

from quizapp.domain.people import Role
from quizapp.domain.publication import ExamMode
from quizapp.domain.timing import Phase, phase
from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import Attempt, Exam, ExamState, RosterEntry, Unit


class Standing(StrEnum):
    """Where an exam stands at the moment it is looked at."""

    DRAFT = "draft"
    BEFORE = "before"
    OPEN = "open"
    AFTER = "after"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamRow:
    """One line of the list."""

    id: int
    name: str
    mode: ExamMode
    unit_name: str
    standing: Standing
    opens_at: datetime | None
    closes_at: datetime | None
    roster: int
    started: int
    """Members who have begun at least once."""


def exam_list(viewer: Viewer, *, now: datetime) -> tuple[ExamRow, ...]:
    """Give the exams of the viewer's subtrees, newest first, in one statement."""
    roster = _count(RosterEntry.member_id, RosterEntry.exam_id)
    started = _count(Attempt.member_id.distinct(), Attempt.exam_id)
    rows = db.session.execute(
        select(Exam, Unit.name, roster.label("roster"), started.label("started"))
        .join(Unit, Unit.id == Exam.unit_id)
        .where(Unit.within(viewer.organized_paths))
        .order_by(Exam.made_at.desc(), Exam.id.desc())
    )
    return tuple(
        ExamRow(
            id=row.Exam.id,
            name=row.Exam.name,
            mode=row.Exam.mode,
            unit_name=row.name,
            standing=standing(row.Exam, now),
            opens_at=row.Exam.opens_at,
            closes_at=row.Exam.closes_at,
            roster=row.roster,
            started=row.started,
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchExamRow:
    """One exam that members of a secretary's branch take."""

    id: int
    name: str
    branch_name: str
    standing: Standing
    opens_at: datetime
    closes_at: datetime
    roster: int
    started: int


def branch_exams(viewer: Viewer, *, now: datetime) -> tuple[BranchExamRow, ...]:
    """Give the published exams with members of the branches the viewer is secretary of."""
    branches = [grant.unit_id for grant in viewer.grants if grant.role is Role.SECRETARY]
    started = (
        select(Attempt.id)
        .where(Attempt.exam_id == RosterEntry.exam_id, Attempt.member_id == RosterEntry.member_id)
        .exists()
    )
    rows = db.session.execute(
        select(Exam, Unit.name, func.count(), func.count().filter(started))
        .join(RosterEntry, RosterEntry.exam_id == Exam.id)
        .join(Unit, Unit.id == RosterEntry.unit_id)
        .where(RosterEntry.unit_id.in_(branches), Exam.state == ExamState.PUBLISHED)
        .group_by(Exam.id, Unit.id, Unit.name)
        .order_by(Exam.opens_at.desc(), Exam.id)
    )
    return tuple(
        BranchExamRow(
            id=exam.id,
            name=exam.name,
            branch_name=branch,
            standing=standing(exam, now),
            opens_at=exam.opens_at,
            closes_at=exam.closes_at,
            roster=roster,
            started=count,
        )
        for exam, branch, roster, count in rows
    )


def exams_with_open_roster() -> list[int]:
    """Give the ids of published exams whose roster still follows the members."""
    return list(
        db.session.execute(
            select(Exam.id).where(
                Exam.state == ExamState.PUBLISHED, Exam.roster_frozen_at.is_(None)
            )
        ).scalars()
    )


def standing(exam: Exam, now: datetime) -> Standing:
    """Say where the exam stands."""
    if exam.state is ExamState.DRAFT:
        return Standing.DRAFT
    if exam.state is ExamState.CANCELLED:
        return Standing.CANCELLED
    return {
        Phase.BEFORE: Standing.BEFORE,
        Phase.OPEN: Standing.OPEN,
        Phase.AFTER: Standing.AFTER,
    }[phase(exam.window, now)]


def _count(counted: object, exam_id: object) -> object:
    return select(func.count(counted)).where(exam_id == Exam.id).correlate(Exam).scalar_subquery()
