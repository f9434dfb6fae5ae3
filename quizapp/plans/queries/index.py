"""The list of plans with what was found in each, and the files that wait for a label."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import InstrumentedAttribute

from question_bank.bundle import EventKind
from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import BankItem, ItemStatus, Plan, PlanArticle, PlanEvent, PlanUpload, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One plan in the list."""

    id: int
    label: str
    file_name: str
    unit_name: str
    imported_at: datetime
    articles: int
    tests: int
    items: int
    drafts: int
    approved: int


@dataclass(frozen=True, slots=True)
class UploadRow:
    """A file that waits for its label, or to be compared with a plan."""

    id: int
    file_name: str
    made_at: datetime
    replaces: str
    """Label of the plan it seems to be a new version of, else empty."""


@dataclass(frozen=True, slots=True)
class PlansPage:
    """All plans of the viewer's units, the newest first."""

    plans: tuple[PlanRow, ...]
    uploads: tuple[UploadRow, ...]


def plans_page(viewer: Viewer) -> PlansPage:
    """List the plans and waiting files in the viewer's subtree."""
    rows = db.session.execute(
        select(
            Plan.id,
            Plan.label,
            Plan.file_name,
            Unit.name.label("unit_name"),
            Plan.imported_at,
            _count(PlanArticle.plan_id).label("articles"),
            _count(PlanEvent.plan_id, PlanEvent.kind == EventKind.TEST).label("tests"),
            _count(BankItem.plan_id).label("items"),
            _count(BankItem.plan_id, BankItem.status == ItemStatus.DRAFT).label("drafts"),
            _count(BankItem.plan_id, BankItem.status == ItemStatus.APPROVED).label("approved"),
        )
        .join(Unit, Unit.id == Plan.unit_id)
        .where(Unit.within(viewer.organized_paths))
        .order_by(Plan.imported_at.desc(), Plan.id.desc())
    )
    uploads = db.session.execute(
        select(
            PlanUpload.id,
            PlanUpload.file_name,
            PlanUpload.made_at,
            func.coalesce(Plan.label, ""),
        )
        .join(Unit, Unit.id == PlanUpload.unit_id)
        .outerjoin(Plan, Plan.id == PlanUpload.replaces_id)
        .where(Unit.within(viewer.organized_paths))
        .order_by(PlanUpload.made_at.desc())
    )
    return PlansPage(
        plans=tuple(PlanRow(**row._mapping) for row in rows),
        uploads=tuple(UploadRow(*row) for row in uploads),
    )


def _count(plan_id: InstrumentedAttribute[int], *conditions: ColumnElement[bool]):  # type: ignore[no-untyped-def]
    return (
        select(func.count())
        .where(and_(plan_id == Plan.id, *conditions))
        .correlate(Plan)
        .scalar_subquery()
    )
