"""Putting a draft together: basics, rules, audience, paper; and drafts out of a plan's proposals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from question_bank.bundle import EventKind
from question_bank.items import Kind
from quizapp.database.transaction import transaction
from quizapp.domain.counting import CountingRule
from quizapp.domain.disclosure import Release
from quizapp.domain.drawing import SectionWish
from quizapp.domain.publication import PRESETS, ExamMode
from quizapp.domain.refusals import N_, Refusal, RefusalKind
from quizapp.domain.scoring import MultipleChoiceRule
from quizapp.domain.viewer import Viewer
from quizapp.exams.operations.owned import draft_exam
from quizapp.models import (
    AudiencePart,
    Exam,
    ExamAudience,
    ExamPlan,
    ExamSection,
    Group,
    Member,
    Plan,
    PlanEvent,
    Unit,
    record,
)

FIRST_SECTIONS = (
    (Kind.SINGLE_CHOICE, 8, 500),
    (Kind.MULTIPLE_CHOICE, 4, 500),
    (Kind.TRUE_FALSE, 4, 500),
    (Kind.FILL_IN, 4, 500),
)
"""What a new draft begins with: 20 items of four kinds, 100 points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basics:
    """What the test is and on what."""

    name: str
    mode: ExamMode
    unit_id: int
    plan_ids: tuple[int, ...]
    with_schedule: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """When, how long and by which rules. Points are hundredths."""

    opens_at: datetime | None
    closes_at: datetime | None
    duration_seconds: int
    tries: int
    counting: CountingRule
    pass_points: int
    multiple_choice_rule: MultipleChoiceRule | None
    score_release: Release
    answer_release: Release
    form_count: int
    shuffle_items: bool
    shuffle_options: bool
    typed_blanks: bool
    items_per_page: int
    study_items: bool
    entry_code: str
    entry_by_name: bool
    start_by_hand: bool = False
    late_entry_seconds: int | None = None
    earliest_submission_seconds: int = 0
    rotating_code: bool = False
    networks: str = ""
    forward_only: bool = False
    asks_honour: bool = False
    honour_text: str = ""
    browser_config_key: str = ""
    browser_exam_keys: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceWish:
    """Units plus groups minus persons, by id."""

    units: tuple[int, ...]
    groups: tuple[int, ...]
    without: tuple[int, ...]


class NotYours(Refusal):
    """A unit, plan, group or person outside the organizer's subtree was named."""

    def __init__(self) -> None:
        super().__init__(
            "not_yours",
            N_("A unit, document, group or person you chose is not yours to use. Choose again."),
            kind=RefusalKind.INVALID,
        )


def create_exam(basics: Basics, seed: int, *, viewer: Viewer, now: datetime) -> int:
    """Make a draft with the presets of its mode; give its id."""
    with transaction() as session:
        exam = _new_draft(session, basics, seed, viewer=viewer, now=now)
        return exam.id


def create_from_event(event_id: int, seed: int, *, viewer: Viewer, now: datetime) -> int:
    """Make a draft of a test that a plan calls for, with its name, mode and document; give its id."""
    with transaction() as session:
        found = session.execute(
            select(PlanEvent, Plan, Unit.path)
            .join(Plan, Plan.id == PlanEvent.plan_id)
            .join(Unit, Unit.id == Plan.unit_id)
            .where(PlanEvent.id == event_id, PlanEvent.kind == EventKind.TEST)
        ).one_or_none()
        if found is None or not viewer.organizes(found.path):
            raise NotYours()
        event, plan = found.PlanEvent, found.Plan
        mode = (
            ExamMode.CLOSED_BOOK
            if {"closed_book", "written"} & set(event.modes)
            else ExamMode.ONLINE
        )
        basics = Basics(
            name=event.name[:120],
            mode=mode,
            unit_id=plan.unit_id,
            plan_ids=(plan.id,),
            with_schedule=False,
        )
        exam = _new_draft(session, basics, seed, viewer=viewer, now=now)
        exam.plan_event_id = event.id
        return exam.id


def change_basics(exam_id: int, basics: Basics, *, viewer: Viewer, now: datetime) -> None:
    """Rename a draft, change its kind of test or its documents."""
    with transaction() as session:
        exam = draft_exam(session, exam_id, viewer)
        _check_unit(session, basics.unit_id, viewer)
        exam.name, exam.unit_id = basics.name, basics.unit_id
        if exam.mode is not basics.mode:
            _apply_preset(exam, basics.mode)
        exam.with_schedule = basics.with_schedule
        _set_plans(session, exam, basics.plan_ids, viewer)
        record(session, "exam.basics_changed", exam, viewer=viewer, now=now)


def change_rules(exam_id: int, rules: Rules, *, viewer: Viewer, now: datetime) -> None:
    """Set window, time, attempts, scoring and release of a draft.

    Nothing is checked against each other here: a draft may be unfinished, publishing lists all.
    """
    with transaction() as session:
        exam = draft_exam(session, exam_id, viewer)
        for name in Rules.__slots__:
            setattr(exam, name, getattr(rules, name))
        record(session, "exam.rules_changed", exam, viewer=viewer, now=now)


def change_sections(
    exam_id: int, sections: Sequence[SectionWish], *, viewer: Viewer, now: datetime
) -> None:
    """Replace the sections of a draft's paper."""
    with transaction() as session:
        exam = draft_exam(session, exam_id, viewer)
        session.execute(delete(ExamSection).where(ExamSection.exam_id == exam.id))
        _add_sections(session, exam, sections)
        record(session, "exam.paper_changed", exam, viewer=viewer, now=now)


def change_audience(exam_id: int, wish: AudienceWish, *, viewer: Viewer, now: datetime) -> None:
    """Replace the audience of a draft."""
    with transaction() as session:
        exam = draft_exam(session, exam_id, viewer)
        _check_audience(session, wish, viewer)
        # That a test makes up for another is no choice of this page.
        session.execute(
            delete(ExamAudience).where(
                ExamAudience.exam_id == exam.id, ExamAudience.part != AudiencePart.ABSENT
            )
        )
        for part, references in (
            (AudiencePart.UNIT, wish.units),
            (AudiencePart.GROUP, wish.groups),
            (AudiencePart.WITHOUT, wish.without),
        ):
            for reference in sorted(set(references)):
                session.add(ExamAudience(exam_id=exam.id, part=part, reference=reference))
        record(session, "exam.audience_changed", exam, viewer=viewer, now=now)


def delete_draft(exam_id: int, *, viewer: Viewer, now: datetime) -> None:
    """Throw a draft away. Published exams are cancelled instead, and kept."""
    with transaction() as session:
        exam = draft_exam(session, exam_id, viewer)
        record(session, "exam.deleted", exam, viewer=viewer, now=now, name=exam.name)
        session.delete(exam)


def _new_draft(
    session: Session, basics: Basics, seed: int, *, viewer: Viewer, now: datetime
) -> Exam:
    _check_unit(session, basics.unit_id, viewer)
    exam = Exam(
        name=basics.name,
        unit_id=basics.unit_id,
        with_schedule=basics.with_schedule,
        seed=seed,
        made_at=now,
        made_by=viewer.member_id,
    )
    _apply_preset(exam, basics.mode)
    session.add(exam)
    session.flush()
    _set_plans(session, exam, basics.plan_ids, viewer)
    _add_sections(session, exam, [SectionWish(*line) for line in FIRST_SECTIONS])
    session.add(ExamAudience(exam_id=exam.id, part=AudiencePart.UNIT, reference=basics.unit_id))
    record(session, "exam.drafted", exam, viewer=viewer, now=now, name=exam.name)
    return exam


def _apply_preset(exam: Exam, mode: ExamMode) -> None:
    preset = PRESETS[mode]
    exam.mode = mode
    exam.score_release, exam.answer_release = preset.score_release, preset.answer_release
    exam.tries, exam.typed_blanks = preset.tries, preset.typed_blanks
    # The rule is proposed by the page and chosen by the organizer: there is no silent default.
    exam.multiple_choice_rule = None


def _add_sections(session: Session, exam: Exam, sections: Sequence[SectionWish]) -> None:
    for position, section in enumerate(sections, start=1):
        session.add(
            ExamSection(
                exam_id=exam.id,
                position=position,
                kind=section.kind,
                count=section.count,
                points_each=section.points_each,
            )
        )


def _set_plans(session: Session, exam: Exam, plan_ids: Sequence[int], viewer: Viewer) -> None:
    wanted = set(plan_ids)
    paths = session.execute(
        select(Unit.path).join(Plan, Plan.unit_id == Unit.id).where(Plan.id.in_(wanted))
    ).scalars()
    if sum(viewer.organizes(path) for path in paths) != len(wanted):
        raise NotYours()
    session.execute(delete(ExamPlan).where(ExamPlan.exam_id == exam.id))
    session.add_all(ExamPlan(exam_id=exam.id, plan_id=plan_id) for plan_id in sorted(wanted))


def _check_unit(session: Session, unit_id: int, viewer: Viewer) -> None:
    unit = session.get(Unit, unit_id)
    if unit is None or not viewer.organizes(unit.path):
        raise NotYours()


def _check_audience(session: Session, wish: AudienceWish, viewer: Viewer) -> None:
    """All units, groups and persons named must lie in the organizer's subtree."""
    unit_of_group = select(Unit.path).join(Group, Group.unit_id == Unit.id)
    unit_of_member = select(Unit.path).join(Member, Member.unit_id == Unit.id)
    for references, query in (
        (wish.units, select(Unit.path).where(Unit.id.in_(wish.units))),
        (wish.groups, unit_of_group.where(Group.id.in_(wish.groups))),
        (wish.without, unit_of_member.where(Member.id.in_(wish.without))),
    ):
        paths = session.execute(query).scalars().all()
        if len(paths) != len(set(references)) or not all(map(viewer.organizes, paths)):
            raise NotYours()
