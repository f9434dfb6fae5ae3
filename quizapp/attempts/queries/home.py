"""The member's home: what is open now, what is coming, what is finished."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import aliased

from quizapp.attempts.queries.entries import SeatPlace, entries
from quizapp.attempts.queries.rules_of import latest_deadlines, visible
from quizapp.domain.attempt import CLOSED, AttemptState, is_overdue
from quizapp.domain.attempt import Attempt as AttemptValue
from quizapp.domain.disclosure import Visible
from quizapp.domain.publication import ExamMode
from quizapp.domain.terms import Terms, may_enter
from quizapp.domain.timing import Phase, phase, planned_deadline
from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import Attempt, Exam, ExamState, ScoreSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTest:
    """A test the member can start or go on with now."""

    exam_id: int
    name: str
    mode: ExamMode
    attempt_id: int | None
    """Set when an attempt is open: the button goes on with it."""
    deadline: datetime
    """Of the open attempt, or of one that starts now."""
    time_given: timedelta
    closes_at: datetime
    tries_left: int | None
    """None for as many as wanted."""
    waits: bool
    """Whether the start by hand is still to come."""


@dataclass(frozen=True, slots=True)
class ComingTest:
    """A test whose window has yet to open."""

    exam_id: int
    name: str
    mode: ExamMode
    opens_at: datetime
    closes_at: datetime
    duration: timedelta
    study_items: bool
    seat: SeatPlace | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedTest:
    """A closed attempt, or a test that went by without one."""

    exam_id: int
    name: str
    closed_at: datetime
    attempt_id: int | None
    number: int
    """Of the attempt, when there are several; 0 without one."""
    several: bool
    expired: bool
    collected: bool
    """Whether all papers were collected before its time was over."""
    voided: bool
    visible: Visible
    total: int | None
    """Hundredths of a point; None unless the score is out."""
    maximum: int | None
    passed: bool | None
    exempt: bool = False


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the member's home shows."""

    open: tuple[OpenTest, ...]
    coming: tuple[ComingTest, ...]
    finished: tuple[FinishedTest, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class _Try:
    attempt: Attempt
    total: int | None
    maximum: int | None


def home_page(viewer: Viewer, *, now: datetime) -> HomePage:
    """Give the tests of the viewer's rosters; only one for a session of an exam's entry page."""
    places = entries(db.session(), viewer.member_id, exam_id=viewer.exam_id)
    exams = sorted(
        (place.exam for place in places.values() if place.exam.state is ExamState.PUBLISHED),
        key=lambda exam: (exam.window.opens_at, exam.id),
    )
    tries = _tries_by_exam(viewer.member_id, [exam.id for exam in exams])
    latest = latest_deadlines([exam.id for exam in exams])
    opened: list[OpenTest] = []
    coming: list[ComingTest] = []
    finished: list[FinishedTest] = []
    for exam in exams:
        own, place = tries[exam.id], places[exam.id]
        terms = place.terms()
        current = _open_test(exam, own, terms, now=now, exempt=place.exempt)
        if current is not None:
            opened.append(current)
        elif phase(terms.window, now) is Phase.BEFORE:
            coming.append(_coming(exam, terms, place.seat))
        finished += _finished(exam, own, terms, latest.get(exam.id), now=now, exempt=place.exempt)
    opened.sort(key=lambda test: (test.attempt_id is None, test.deadline))
    finished.sort(key=lambda test: test.closed_at, reverse=True)
    return HomePage(tuple(opened), tuple(coming), tuple(finished), now)


def _tries_by_exam(member_id: int, exam_ids: list[int]) -> dict[int, list[_Try]]:
    newer = aliased(ScoreSheet)
    rows = db.session.execute(
        select(Attempt, ScoreSheet.total, ScoreSheet.maximum)
        .outerjoin(ScoreSheet, ScoreSheet.attempt_id == Attempt.id)
        .outerjoin(
            newer,
            (newer.attempt_id == ScoreSheet.attempt_id) & (newer.number > ScoreSheet.number),
        )
        .where(Attempt.member_id == member_id, Attempt.exam_id.in_(exam_ids), newer.id.is_(None))
        .order_by(Attempt.exam_id, Attempt.number)
    )
    found: dict[int, list[_Try]] = defaultdict(list)
    for attempt, total, maximum in rows:
        found[attempt.exam_id].append(_Try(attempt, total, maximum))
    return found


def _open_test(
    exam: Exam, own: list[_Try], terms: Terms, *, now: datetime, exempt: bool
) -> OpenTest | None:
    window = terms.window
    running = next((entry.attempt for entry in own if _is_running(entry.attempt, now)), None)
    used = sum(
        1
        for entry in own
        if entry.attempt.voided_at is None and entry.attempt.state is not AttemptState.READY
    )
    may_start = (
        phase(window, now) is Phase.OPEN
        and may_enter(terms, now)
        and not exempt
        and not (terms.tries and used >= terms.tries)
    )
    if running is None and not may_start:
        return None
    planned = planned_deadline(window, now, extra=terms.extra)
    return OpenTest(
        exam_id=exam.id,
        name=exam.name,
        mode=exam.mode,
        attempt_id=running.id if running else None,
        deadline=(running.deadline_at if running else None) or planned.deadline,
        time_given=planned.time_given,
        closes_at=window.closes_at,
        tries_left=terms.tries - used if terms.tries else None,
        waits=terms.waits and running is None,
    )


def _is_running(attempt: Attempt, now: datetime) -> bool:
    value = AttemptValue(id=attempt.id, state=attempt.state, deadline_at=attempt.deadline_at)
    return attempt.state is AttemptState.OPEN and not is_overdue(value, now)


def _coming(exam: Exam, terms: Terms, seat: SeatPlace | None) -> ComingTest:
    window = terms.window
    return ComingTest(
        exam.id,
        exam.name,
        exam.mode,
        window.opens_at,
        window.closes_at,
        window.duration,
        exam.study_items,
        seat,
    )


def _finished(
    exam: Exam,
    own: list[_Try],
    terms: Terms,
    latest: datetime | None,
    *,
    now: datetime,
    exempt: bool,
) -> list[FinishedTest]:
    """Give a line for each closed attempt, or one for a test that went by without any."""
    closed = [
        entry
        for entry in own
        if entry.attempt.state in CLOSED
        or (entry.attempt.state is AttemptState.OPEN and not _is_running(entry.attempt, now))
    ]
    if not own and terms.window.closes_at <= now:
        return [
            FinishedTest(
                exam_id=exam.id,
                name=exam.name,
                closed_at=terms.window.closes_at,
                attempt_id=None,
                number=0,
                several=False,
                expired=False,
                collected=False,
                voided=False,
                visible=Visible(score=False, answers=False),
                total=None,
                maximum=None,
                passed=None,
                exempt=exempt,
            )
        ]
    return [_closed_try(exam, entry, len(closed) > 1, latest, now=now) for entry in closed]


def _closed_try(
    exam: Exam, entry: _Try, several: bool, latest: datetime | None, *, now: datetime
) -> FinishedTest:
    attempt = entry.attempt
    seen = visible(exam, attempt, latest_deadline=latest, now=now)
    total = entry.total if seen.score else None
    return FinishedTest(
        exam_id=exam.id,
        name=exam.name,
        closed_at=attempt.closed_at or attempt.deadline_at or now,
        attempt_id=attempt.id,
        number=attempt.number,
        several=several,
        expired=attempt.state is not AttemptState.SUBMITTED,
        collected=attempt.was_collected,
        voided=attempt.voided_at is not None,
        visible=seen,
        total=total,
        maximum=entry.maximum if seen.score else None,
        passed=None if total is None else total >= exam.pass_points,
    )
