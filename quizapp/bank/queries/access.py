"""Items in an organizer's subtree, and the document they are checked against."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select

from question_bank.bundle import Article, PlannedEvent, Section, SourceProblem
from question_bank.items import Item, Kind, item_from_json
from question_bank.source import Source
from quizapp.bank.filters import Filters
from quizapp.domain.plan_text import Document, Resemblance, Sentence, counterpart
from quizapp.domain.refusals import N_, Refusal, RefusalKind
from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import (
    BankItem,
    ItemStatus,
    ItemVersion,
    Plan,
    PlanArticle,
    PlanEvent,
    Unit,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredItem:
    """An item in its current version."""

    id: int
    plan_id: int
    plan_label: str
    status: ItemStatus
    version: int
    item: Item
    article_number: str
    article_title: str
    edited: bool
    """Whether a person wrote the current version."""
    source_lost_at: datetime | None


def not_yours() -> Refusal:
    """The refusal of an item that is not there or not the viewer's."""
    return Refusal(
        "item_not_found",
        N_("There is no such item, or it belongs to another unit. Go back to the item bank."),
        kind=RefusalKind.NOT_FOUND,
    )


def filtered(statement: Select[Any], filters: Filters, viewer: Viewer) -> Select[Any]:
    """Join plan and unit to a statement on BankItem, and keep what the filters ask for."""
    asked: list[ColumnElement[bool]] = [Unit.within(viewer.organized_paths)]
    if filters.plan is not None:
        asked.append(BankItem.plan_id == filters.plan)
    if filters.article is not None:
        asked.append(BankItem.article_ordinal == filters.article)
    if filters.kind is not None:
        asked.append(BankItem.kind == filters.kind)
    if filters.knowledge is not None:
        asked.append(BankItem.knowledge == filters.knowledge)
    if filters.status is not None:
        asked.append(BankItem.status == filters.status)
    if filters.text:
        asked.append(BankItem.stem.contains(filters.text, autoescape=True))
    if filters.lost:
        asked.append(BankItem.source_lost_at.is_not(None))
    return (
        statement.select_from(BankItem)
        .join(Plan, Plan.id == BankItem.plan_id)
        .join(Unit, Unit.id == Plan.unit_id)
        .where(*asked)
    )


def stored_item(item_id: int, viewer: Viewer) -> StoredItem:
    """One item. Raises Refusal when there is none in the viewer's subtree."""
    found = stored_items([item_id], viewer)
    if not found:
        raise not_yours()
    return found[0]


def stored_items(item_ids: Collection[int], viewer: Viewer) -> tuple[StoredItem, ...]:
    """The items of these numbers that lie in the viewer's subtree, in the order of the bank."""
    rows = db.session.execute(
        select(BankItem, ItemVersion, Plan.label, PlanArticle.number, PlanArticle.title)
        .join(Plan, Plan.id == BankItem.plan_id)
        .join(Unit, Unit.id == Plan.unit_id)
        .join(
            ItemVersion,
            and_(ItemVersion.item_id == BankItem.id, ItemVersion.number == BankItem.version),
        )
        .outerjoin(
            PlanArticle,
            and_(
                PlanArticle.plan_id == BankItem.plan_id,
                PlanArticle.ordinal == BankItem.article_ordinal,
            ),
        )
        .where(BankItem.id.in_(item_ids), Unit.within(viewer.organized_paths))
        .order_by(BankItem.plan_id, BankItem.article_ordinal, BankItem.id)
    )
    return tuple(
        StoredItem(
            id=row.id,
            plan_id=row.plan_id,
            plan_label=label,
            status=row.status,
            version=row.version,
            item=item_from_json(version.content),
            article_number=number or "",
            article_title=title or "",
            edited=version.made_by is not None,
            source_lost_at=row.source_lost_at,
        )
        for row, version, label, number, title in rows
    )


def rivals_of(plan_id: int, kind: Kind) -> tuple[tuple[int, Item], ...]:
    """Items of the plan and kind that are not rejected, with their numbers."""
    rows = db.session.execute(
        select(BankItem.id, ItemVersion.content)
        .join(
            BankItem,
            and_(ItemVersion.item_id == BankItem.id, ItemVersion.number == BankItem.version),
        )
        .where(
            BankItem.plan_id == plan_id,
            BankItem.kind == kind,
            BankItem.status != ItemStatus.REJECTED,
        )
    )
    return tuple((item_id, item_from_json(content)) for item_id, content in rows)


def source_of(plan_id: int) -> Source:
    """The document behind a plan, as the item linter reads it."""
    plan = db.session.get_one(Plan, plan_id)
    articles = db.session.scalars(
        select(PlanArticle).where(PlanArticle.plan_id == plan_id).order_by(PlanArticle.ordinal)
    )
    events = db.session.scalars(
        select(PlanEvent).where(PlanEvent.plan_id == plan_id).order_by(PlanEvent.id)
    )
    return Source(
        sha256=plan.sha256,
        label=plan.label,
        text=plan.text,
        articles=tuple(
            Article(row.ordinal, row.number, row.title, row.section, row.start, row.end)
            for row in articles
        ),
        sections=tuple(Section(**part) for part in plan.sections),
        events=tuple(_event(row) for row in events),
        problems=tuple(SourceProblem(**part) for part in plan.problems),
        genre=plan.genre,
    )


def counterpart_of(stored: StoredItem, document: Document) -> tuple[str, Sentence | None]:
    """The part of the item's quote that its plan no longer has, and the sentence most like it."""
    quote = Source("", "", stored.item.source.quote, ())
    parts = [quote.text[quote.body_of(one).start : one.end] for one in quote.sentences]
    return counterpart(parts, document, Resemblance(document, document.sentences))


def _event(row: PlanEvent) -> PlannedEvent:
    return PlannedEvent(
        id=row.event_id,
        kind=row.kind,
        name=row.name,
        modes=tuple(row.modes),
        months=tuple(row.months),
        when_text=row.when_text,
        per_year=row.per_year,
        audience=row.audience,
        topic=row.topic,
        article_ordinal=row.article_ordinal,
        start=row.start,
        end=row.end,
        quote=row.quote,
    )
