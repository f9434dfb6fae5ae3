"""One attempt as its invigilator sees it: times, facts, and what was done. No answers, no score."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from quizapp.domain.attempt import AttemptState
from quizapp.domain.invigilation import FactKind, SeenAttempt, Watched, last_sign, watched
from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import (
    Answer,
    Attempt,
    AttemptEvent,
    AttemptWatch,
    AuditEntry,
    Exam,
    ExamSection,
    Member,
    Unit,
)
from quizapp.models.base import Moment


@dataclass(frozen=True, slots=True)
class StoredFact:
    """Something that was noticed, and for how long it went on."""

    kind: FactKind
    at: datetime
    seconds: int | None
    """None while it goes on, and for what has no duration."""


@dataclass(frozen=True, slots=True)
class Done:
    """An act on the attempt."""

    at: datetime
    act: str
    actor: str
    """Empty for the server."""
    minutes: int | None
    """Of an extension."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptPage:
    """All an invigilator needs about one attempt."""

    exam_id: int
    exam_name: str
    attempt_id: int
    number: int
    member: str
    branch: str
    state: Watched
    is_open: bool
    locked_at: datetime | None
    started_at: datetime | None
    deadline_at: datetime | None
    closed_at: datetime | None
    extra_seconds: int
    saved: int
    items: int
    last_saved_at: datetime | None
    sign_at: datetime | None
    note: str
    collected_for: str
    record_focus: bool
    facts: tuple[StoredFact, ...]
    done: tuple[Done, ...]
    as_of: datetime


def attempt_page(exam_id: int, attempt_id: int, viewer: Viewer) -> AttemptPage | None:
    """Give one attempt to an organizer of its test; None to everybody else."""
    items = select(func.sum(ExamSection.count)).where(ExamSection.exam_id == exam_id)
    answers = select(func.count()).where(Answer.attempt_id == attempt_id, Answer.is_given())
    saved_at = select(func.max(Answer.saved_at)).where(Answer.attempt_id == attempt_id)
    found = db.session.execute(
        select(
            Attempt,
            Exam.name.label("exam_name"),
            Exam.record_focus,
            Unit.path,
            Member.name.label("member"),
            Member.unit_id,
            AttemptWatch,
            items.scalar_subquery().label("items"),
            answers.scalar_subquery().label("answers"),
            saved_at.scalar_subquery().label("saved_at"),
            func.app_now(type_=Moment).label("moment"),
        )
        .join(Exam, Exam.id == Attempt.exam_id)
        .join(Unit, Unit.id == Exam.unit_id)
        .join(Member, Member.id == Attempt.member_id)
        .outerjoin(AttemptWatch, AttemptWatch.attempt_id == Attempt.id)
        .where(Attempt.id == attempt_id, Attempt.exam_id == exam_id)
    ).one_or_none()
    if found is None or not viewer.organizes(found.path):
        return None
    attempt: Attempt = found.Attempt
    watch: AttemptWatch | None = found.AttemptWatch
    seen = SeenAttempt(
        state=attempt.state,
        started_at=attempt.started_at,
        deadline_at=attempt.deadline_at,
        closed_at=attempt.closed_at,
        voided=attempt.voided_at is not None,
        last_saved_at=found.saved_at,
        seen_at=watch.seen_at if watch else None,
    )
    return AttemptPage(
        exam_id=exam_id,
        exam_name=found.exam_name,
        attempt_id=attempt_id,
        number=attempt.number,
        member=found.member,
        branch=db.session.get_one(Unit, found.unit_id).name,
        state=watched(seen, exempt=False, now=found.moment),
        is_open=attempt.state is AttemptState.OPEN,
        locked_at=attempt.locked_at,
        started_at=attempt.started_at,
        deadline_at=attempt.deadline_at,
        closed_at=attempt.closed_at,
        extra_seconds=attempt.extra_seconds,
        saved=found.answers,
        items=found.items or 0,
        last_saved_at=found.saved_at,
        sign_at=last_sign(seen),
        note=watch.note if watch else "",
        collected_for=watch.collected_for if watch else "",
        record_focus=found.record_focus,
        facts=_facts(attempt_id),
        done=_done(attempt_id),
        as_of=found.moment,
    )


def _facts(attempt_id: int) -> tuple[StoredFact, ...]:
    rows = db.session.execute(
        select(AttemptEvent)
        .where(AttemptEvent.attempt_id == attempt_id)
        .order_by(AttemptEvent.at, AttemptEvent.number)
    ).scalars()
    return tuple(StoredFact(row.kind, row.at, row.seconds) for row in rows)


def _done(attempt_id: int) -> tuple[Done, ...]:
    rows = db.session.execute(
        select(AuditEntry.at, AuditEntry.act, AuditEntry.details, Member.name)
        .outerjoin(Member, Member.id == AuditEntry.actor_id)
        .where(
            AuditEntry.object_type == Attempt.__tablename__,
            AuditEntry.object_id == str(attempt_id),
        )
        .order_by(AuditEntry.id)
    )
    return tuple(Done(row.at, row.act, row.name or "", row.details.get("minutes")) for row in rows)
