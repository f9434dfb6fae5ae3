"""The page before the start: when to hand in, and by which rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import bindparam, select

from question_bank.items import Kind
from quizapp.attempts.queries.entries import SeatPlace, entries
from quizapp.domain.attempt import CLOSED, AttemptState, is_overdue, start_refusal
from quizapp.domain.attempt import Attempt as AttemptValue
from quizapp.domain.attempt_refusals import NotBegunYet, NotOpenYet
from quizapp.domain.counting import CountingRule
from quizapp.domain.disclosure import Release
from quizapp.domain.door import Door, Visit, check_place
from quizapp.domain.publication import ExamMode
from quizapp.domain.refusals import Refusal
from quizapp.domain.scoring import MultipleChoiceRule
from quizapp.domain.timing import PlannedDeadline, planned_deadline
from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import Attempt, ExamSection, ExamState

SOON: Final = timedelta(hours=1)
"""So long before its planned time a start by hand is waited for on the page."""

# Put together once: taking a statement apart for its cache costs a page as much as running it.
_EARLIER: Final = (
    select(Attempt.id, Attempt.state, Attempt.deadline_at, Attempt.voided_at)
    .where(Attempt.exam_id == bindparam("exam"), Attempt.member_id == bindparam("member"))
    .order_by(Attempt.number)
)
_SECTIONS: Final = (
    select(ExamSection.kind, ExamSection.count, ExamSection.points_each)
    .where(ExamSection.exam_id == bindparam("exam"))
    .order_by(ExamSection.position)
)


@dataclass(frozen=True, slots=True)
class SectionRule:
    """How many items of a kind there are and what each is worth."""

    kind: Kind
    count: int
    points_each: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforePage:
    """What a member reads before the clock runs."""

    exam_id: int
    name: str
    mode: ExamMode
    opens_at: datetime
    closes_at: datetime
    duration: timedelta
    extra: timedelta
    """Granted beyond the common limit."""
    seat: SeatPlace | None
    enters_until: datetime | None
    """From when on nobody starts any more, when that is before the end."""
    earliest_submission: timedelta
    """How long after the start nobody hands in yet."""
    waits: bool
    """Whether the start by hand is what the member waits for; it may come before its planned time."""
    by_hand: bool
    """Whether everybody begins at once and ends at once."""
    planned: PlannedDeadline
    sections: tuple[SectionRule, ...]
    full: int
    pass_points: int
    multiple_choice_rule: MultipleChoiceRule | None
    """None when the paper has no multiple choice."""
    score_release: Release
    answer_release: Release
    tries: int
    used: int
    counting: CountingRule
    asks_code: bool
    code_changes: bool
    """Whether the code is one that changes every minute."""
    asks_honour: bool
    honour_text: str
    """Empty for the statement of the house."""
    forward_only: bool
    asks_network: bool
    asks_browser: bool
    study_items: bool
    record_focus: bool
    """Whether it is noted when the page is left; to be said before the start."""
    open_attempt: int | None
    """Id of the attempt to go on with."""
    refusal: Refusal | None
    """Why no attempt can be started now."""
    not_yet: bool
    """Whether the test has yet to open."""
    now: datetime


def before_page(exam_id: int, viewer: Viewer, *, now: datetime, visit: Visit) -> BeforePage | None:
    """Give the page before the start; None when there is no such test for the viewer."""
    entry = entries(db.session(), viewer.member_id, exam_id=exam_id).get(exam_id)
    if entry is None or viewer.exam_id not in (None, exam_id):
        return None
    exam = entry.exam
    if exam.state is not ExamState.PUBLISHED:
        return None
    terms = entry.terms()
    window = terms.window
    own = [
        AttemptValue(
            id=row.id, state=row.state, deadline_at=row.deadline_at, voided_at=row.voided_at
        )
        for row in db.session.execute(_EARLIER, {"exam": exam_id, "member": viewer.member_id})
    ]
    running = [one for one in own if one.state is AttemptState.OPEN and not is_overdue(one, now)]
    refusal = start_refusal(
        [one for one in own if not is_overdue(one, now)],
        terms=terms,
        on_roster=not entry.exempt,
        now=now,
    )
    door = exam.door
    sections = _sections(exam_id)
    return BeforePage(
        exam_id=exam.id,
        name=exam.name,
        mode=exam.mode,
        opens_at=window.opens_at,
        closes_at=window.closes_at,
        duration=window.duration,
        planned=planned_deadline(window, min(now, window.closes_at), extra=terms.extra),
        extra=terms.extra,
        seat=entry.seat,
        enters_until=terms.enters_until,
        earliest_submission=timedelta(seconds=exam.earliest_submission_seconds),
        waits=isinstance(refusal, NotBegunYet)
        or (isinstance(refusal, NotOpenYet) and terms.waits and window.opens_at - now < SOON),
        by_hand=exam.start_by_hand,
        sections=sections,
        full=sum(section.count * section.points_each for section in sections),
        pass_points=exam.pass_points,
        multiple_choice_rule=exam.multiple_choice_rule
        if any(section.kind is Kind.MULTIPLE_CHOICE for section in sections)
        else None,
        score_release=exam.score_release,
        answer_release=exam.answer_release,
        tries=terms.tries,
        used=sum(1 for one in own if one.state in CLOSED and one.voided_at is None),
        counting=exam.counting,
        asks_code=exam.rotating_code or (bool(exam.entry_code) and viewer.exam_id is None),
        code_changes=exam.rotating_code,
        asks_honour=exam.asks_honour,
        honour_text=exam.honour_text,
        forward_only=exam.forward_only,
        asks_network=bool(door.networks),
        asks_browser=door.asks_browser,
        study_items=exam.study_items,
        record_focus=exam.record_focus,
        open_attempt=running[0].id if running else None,
        refusal=None if running else refusal or _place_refusal(door, visit),
        not_yet=now < window.opens_at,
        now=now,
    )


def _place_refusal(door: Door, visit: Visit) -> Refusal | None:
    """Say before anybody types a code that this place would be refused."""
    try:
        check_place(door, visit)
    except Refusal as refusal:
        return refusal
    return None


def _sections(exam_id: int) -> tuple[SectionRule, ...]:
    rows = db.session.execute(_SECTIONS, {"exam": exam_id})
    return tuple(SectionRule(row.kind, row.count, row.points_each) for row in rows)
