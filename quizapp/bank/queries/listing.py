"""The item bank as a list with filters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import and_, func, select

from question_bank.items import Kind, Knowledge
from quizapp.bank.filters import Filters
from quizapp.bank.queries.access import filtered
from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import BankItem, ItemStatus, Plan, PlanArticle, Unit

PER_PAGE: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One item in the list."""

    id: int
    version: int
    stem: str
    kind: Kind
    knowledge: Knowledge
    status: ItemStatus
    plan_id: int
    plan_label: str
    article_ordinal: int
    article_number: str
    source_lost: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BankPage:
    """A page of the list."""

    filters: Filters
    items: tuple[ItemRow, ...]
    total: int
    """Items that the filters keep, on all pages."""
    drafts: int
    """How many of those are drafts."""
    page: int
    pages: int
    knowledge: dict[str, int]
    """Items by kind of knowledge, whichever is chosen."""
    plans: tuple[tuple[int, str], ...]
    articles: tuple[tuple[int, str], ...]
    """Ordinal and number of the chosen plan's articles."""


def bank_page(viewer: Viewer, filters: Filters, *, page: int) -> BankPage:
    """Show a page of the items that the filters keep; a page too far is the last one."""
    counts = db.session.execute(
        filtered(select(BankItem.status, func.count()), filters, viewer).group_by(BankItem.status)
    ).all()
    total = sum(count for _status, count in counts)
    pages = max(1, -(-total // PER_PAGE))
    page = min(max(1, page), pages)
    rows = db.session.execute(
        filtered(
            select(
                BankItem.id,
                BankItem.version,
                BankItem.stem,
                BankItem.kind,
                BankItem.knowledge,
                BankItem.status,
                BankItem.plan_id,
                Plan.label.label("plan_label"),
                BankItem.article_ordinal,
                func.coalesce(PlanArticle.number, "").label("article_number"),
                BankItem.source_lost_at.is_not(None).label("source_lost"),
            ),
            filters,
            viewer,
        )
        .outerjoin(
            PlanArticle,
            and_(
                PlanArticle.plan_id == BankItem.plan_id,
                PlanArticle.ordinal == BankItem.article_ordinal,
            ),
        )
        .order_by(BankItem.plan_id, BankItem.article_ordinal, BankItem.id)
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    )
    by_knowledge = db.session.execute(
        filtered(
            select(BankItem.knowledge, func.count()), replace(filters, knowledge=None), viewer
        ).group_by(BankItem.knowledge)
    )
    return BankPage(
        filters=filters,
        items=tuple(ItemRow(**row._mapping) for row in rows),
        total=total,
        drafts=sum(count for status, count in counts if status is ItemStatus.DRAFT),
        page=page,
        pages=pages,
        knowledge={knowledge.value: count for knowledge, count in by_knowledge},
        plans=_plans(viewer),
        articles=_articles(viewer, filters.plan),
    )


def matching_drafts(viewer: Viewer, filters: Filters) -> tuple[tuple[int, int], ...]:
    """Number and version of each draft that the filters keep."""
    rows = db.session.execute(
        filtered(
            select(BankItem.id, BankItem.version),
            replace(filters, status=ItemStatus.DRAFT),
            viewer,
        ).order_by(BankItem.id)
    )
    return tuple((item_id, version) for item_id, version in rows)


def _plans(viewer: Viewer) -> tuple[tuple[int, str], ...]:
    rows = db.session.execute(
        select(Plan.id, Plan.label)
        .join(Unit, Unit.id == Plan.unit_id)
        .where(Unit.within(viewer.organized_paths))
        .order_by(Plan.id.desc())
    )
    return tuple((plan_id, label) for plan_id, label in rows)


def _articles(viewer: Viewer, plan_id: int | None) -> tuple[tuple[int, str], ...]:
    rows = db.session.execute(
        select(PlanArticle.ordinal, PlanArticle.number)
        .join(Plan, Plan.id == PlanArticle.plan_id)
        .join(Unit, Unit.id == Plan.unit_id)
        .where(PlanArticle.plan_id == (plan_id or 0), Unit.within(viewer.organized_paths))
        .order_by(PlanArticle.ordinal)
    )
    return tuple((ordinal, number) for ordinal, number in rows)
