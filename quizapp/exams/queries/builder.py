"""An exam as its builder sees it: settings, choices, what the bank offers, what is in the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from question_bank.items import Kind
from quizapp.domain.counting import CountingRule
from quizapp.domain.disclosure import Release
from quizapp.domain.drawing import SectionWish
from quizapp.domain.publication import ExamMode, reasons_against
from quizapp.domain.refusals import Reason
from quizapp.domain.scoring import MultipleChoiceRule
from quizapp.domain.viewer import Viewer
from quizapp.exams.queries.availability import Offer, audience_ids, offers
from quizapp.exams.queries.drafts import draft_value
from quizapp.exams.queries.listing import Standing, standing
from quizapp.extensions import db
from quizapp.models import (
    AudiencePart,
    Exam,
    ExamAudience,
    ExamPlan,
    ExamState,
    Plan,
    PlanEvent,
    RosterEntry,
    Unit,
)

STEPS: Final = ("what", "when", "who", "paper")
"""The steps of building an exam before it is published, in their order."""

_STEP_OF: Final = {
    "no_name": "what",
    "no_source": "what",
    "no_audience": "who",
    "no_sections": "paper",
    "section_without_items": "paper",
    "section_without_points": "paper",
    "pass_mark_out_of_range": "paper",
} | {f"too_few_{kind.value}": "paper" for kind in Kind}
"""Which step settles a reason against publishing; the others are all about time and rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamPage:
    """One exam with all its settings. Points are hundredths."""

    id: int
    name: str
    standing: Standing
    mode: ExamMode
    unit_id: int
    unit_name: str
    plans: tuple[tuple[int, str], ...]
    with_schedule: bool
    opens_at: datetime | None
    closes_at: datetime | None
    duration_seconds: int
    tries: int
    counting: CountingRule
    pass_points: int
    full: int
    multiple_choice_rule: MultipleChoiceRule | None
    score_release: Release
    answer_release: Release
    released_at: datetime | None
    form_count: int
    shuffle_items: bool
    shuffle_options: bool
    typed_blanks: bool
    items_per_page: int
    study_items: bool
    entry_code: str
    entry_by_name: bool
    rotating_code: bool
    networks: str
    forward_only: bool
    asks_honour: bool
    honour_text: str
    browser_config_key: str
    browser_exam_keys: str
    start_by_hand: bool
    late_entry_seconds: int | None
    earliest_submission_seconds: int
    absent_of: tuple[str, ...]
    """Names of earlier exams it makes up for."""
    member_board: bool
    branch_board: bool
    sections: tuple[SectionWish, ...]
    offers: Mapping[Kind, Offer]
    people: int
    """Head-count of the audience now, of the roster once published."""
    reasons: tuple[Reason, ...]
    """What is in the way of publishing; empty for a published exam."""
    wanted_time: str
    """The plan's own words for the time, when the exam was made from a proposal."""
    published_at: datetime | None

    @property
    def is_draft(self) -> bool:
        """Whether everything can still be changed."""
        return self.standing is Standing.DRAFT

    @property
    def gaps(self) -> tuple[str, ...]:
        """Steps that something is missing from, in their order."""
        missing = {_STEP_OF.get(reason.code, "when") for reason in self.reasons}
        return tuple(step for step in STEPS if step in missing)

    @property
    def item_count(self) -> int:
        """Items on the paper."""
        return sum(section.count for section in self.sections)

    @property
    def waits_for_release(self) -> bool:
        """Whether something is shown to members only after a release by hand."""
        return self.released_at is None and Release.BY_HAND in (
            self.score_release,
            self.answer_release,
        )


def exam_page(exam_id: int, viewer: Viewer, *, now: datetime) -> ExamPage | None:
    """Give the exam; None when it is not in a subtree the viewer organizes."""
    session: Session = db.session()
    row = session.execute(
        select(Exam, Unit, PlanEvent.when_text)
        .join(Unit, Unit.id == Exam.unit_id)
        .outerjoin(PlanEvent, PlanEvent.id == Exam.plan_event_id)
        .where(Exam.id == exam_id)
    ).one_or_none()
    if row is None or not viewer.organizes(row.Unit.path):
        return None
    exam: Exam = row.Exam
    draft = draft_value(session, exam)
    counts = offers(session, exam)
    is_draft = exam.state is ExamState.DRAFT
    people = len(audience_ids(session, exam)) if is_draft else _roster_size(session, exam)
    usable = {kind: offer.usable for kind, offer in counts.items()}
    reasons = reasons_against(draft, usable, audience_size=people, now=now) if is_draft else []
    plans = session.execute(
        select(Plan.id, Plan.label)
        .join(ExamPlan, ExamPlan.plan_id == Plan.id)
        .where(ExamPlan.exam_id == exam.id)
        .order_by(Plan.label)
    )
    same = {
        name: getattr(exam, name) for name in ExamPage.__slots__ if name in Exam.__table__.columns
    }
    return ExamPage(
        **same,
        standing=standing(exam, now),
        unit_name=row.Unit.name,
        plans=tuple((plan.id, plan.label) for plan in plans),
        full=draft.full,
        sections=draft.sections,
        offers=counts,
        people=people,
        reasons=tuple(reasons),
        wanted_time=row.when_text or "",
        absent_of=_makes_up_for(session, exam.id),
    )


def _roster_size(session: Session, exam: Exam) -> int:
    return session.execute(
        select(func.count()).select_from(RosterEntry).where(RosterEntry.exam_id == exam.id)
    ).scalar_one()


def _makes_up_for(session: Session, exam_id: int) -> tuple[str, ...]:
    return tuple(
        session.execute(
            select(Exam.name)
            .join(ExamAudience, ExamAudience.reference == Exam.id)
            .where(ExamAudience.exam_id == exam_id, ExamAudience.part == AudiencePart.ABSENT)
            .order_by(Exam.id)
        ).scalars()
    )
