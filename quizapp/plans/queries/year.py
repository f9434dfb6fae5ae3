"""The year's tests and studies over all plans of an organizer."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Row, and_, func, select

from question_bank.bundle import EventKind
from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import Exam, Plan, PlanArticle, PlanEvent, Unit
from quizapp.plans.events import EventRow, YearLine, by_time, year_line


@dataclass(frozen=True, slots=True)
class YearPage:
    """Tests in the order of the year, studies apart."""

    tests: tuple[EventRow, ...]
    studies: tuple[EventRow, ...]
    line: YearLine
    plans: int
    """Out of how many plans these come."""


def year_page(viewer: Viewer) -> YearPage:
    """Collect the events of all plans in the viewer's subtree."""
    events = events_where(Unit.within(viewer.organized_paths))
    plans = db.session.scalar(
        select(func.count(Plan.id))
        .join(Unit, Unit.id == Plan.unit_id)
        .where(Unit.within(viewer.organized_paths))
    )
    tests = tuple(event for event in events if event.kind is EventKind.TEST)
    return YearPage(
        tests=tests,
        studies=tuple(event for event in events if event.kind is EventKind.STUDY),
        line=year_line(tests),
        plans=plans or 0,
    )


def events_where(condition: ColumnElement[bool]) -> tuple[EventRow, ...]:
    """Events of the plans that fulfil the condition on Plan or Unit, in the order of the year."""
    newest_exam = (
        select(func.max(Exam.id)).where(Exam.plan_event_id == PlanEvent.id).scalar_subquery()
    )
    rows = db.session.execute(
        select(PlanEvent, Plan.label, PlanArticle.number, newest_exam.label("exam_id"))
        .join(Plan, Plan.id == PlanEvent.plan_id)
        .join(Unit, Unit.id == Plan.unit_id)
        .outerjoin(
            PlanArticle,
            and_(
                PlanArticle.plan_id == PlanEvent.plan_id,
                PlanArticle.ordinal == PlanEvent.article_ordinal,
            ),
        )
        .where(condition)
    )
    return by_time(_event_row(row) for row in rows)


def _event_row(row: Row[tuple[PlanEvent, str, str, int]]) -> EventRow:
    event, label, number, exam_id = row
    return EventRow(
        id=event.id,
        kind=event.kind,
        name=event.name,
        modes=tuple(event.modes),
        months=tuple(event.months),
        when_text=event.when_text,
        per_year=event.per_year,
        audience=event.audience,
        topic=event.topic,
        quote=event.quote,
        article_ordinal=event.article_ordinal,
        article_number=number or "",
        plan_id=event.plan_id,
        plan_label=label,
        exam_id=exam_id,
    )
