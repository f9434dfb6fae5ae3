"""One item beside its source, with what the linter says and how far the review is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, case, func, literal, select, tuple_

from question_bank.checks.findings import Finding
from quizapp.bank.filters import Filters
from quizapp.bank.queries.access import (
    StoredItem,
    counterpart_of,
    filtered,
    stored_item,
    stored_items,
)
from quizapp.bank.queries.checking import Checker
from quizapp.domain.plan_text import Pieces, document, told_apart
from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import BankItem, ItemStatus, ItemVersion, Member, PlanArticle


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleProgress:
    """How many items of an article have been reviewed."""

    ordinal: int
    number: str
    reviewed: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """The sentence of the plan that is most like the one an item quotes."""

    before: Pieces
    """The sentence that the item quotes."""
    quote: Pieces
    """Empty when none is like it."""
    ordinal: int
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """The item to review, its neighbours and the progress."""

    filters: Filters
    stored: StoredItem | None
    """None when nothing that the filters keep is left."""
    findings: tuple[Finding, ...]
    """Blocking ones first."""
    source: SourceView | None
    """What became of the source of an item that lost it."""
    edited_by: str
    """Who wrote the current version; empty for the generator."""
    before: int | None
    after: int | None
    position: int
    """Place among the items that the filters keep, from 1; 0 when it is none of them."""
    kept: int
    """How many items the filters keep."""
    reviewed: int
    total: int
    """Of the items that the filters keep, whatever their status."""
    articles: tuple[ArticleProgress, ...]
    """Of the chosen plan, else of the item's plan."""
    last: StoredItem | None
    """The item decided on just now, for undoing."""


def review_page(
    viewer: Viewer, filters: Filters, *, item_id: int | None, last_id: int | None
) -> ReviewPage:
    """Show the item, or the first that the filters keep. Raises Refusal for a foreign item."""
    if item_id is None:
        item_id = db.session.scalar(
            filtered(select(BankItem.id), filters, viewer).order_by(*_order()).limit(1)
        )
    stored = stored_item(item_id, viewer) if item_id is not None else None
    last = stored_items([last_id], viewer) if last_id is not None else ()
    whatever = replace(filters, status=None)
    checker = Checker()
    reviewed, total = db.session.execute(
        filtered(select(_reviewed(), func.count()), whatever, viewer)
    ).one()
    plan_id = filters.plan or (stored.plan_id if stored else None)
    return ReviewPage(
        filters=filters,
        stored=stored,
        findings=checker.findings(stored) if stored else (),
        source=_source_now(stored, checker) if stored and stored.source_lost_at else None,
        edited_by=_editor(stored),
        before=_neighbour(viewer, filters, stored, after=False),
        after=_neighbour(viewer, filters, stored, after=True),
        position=_position(viewer, filters, stored),
        kept=db.session.scalar(filtered(select(func.count()), filters, viewer)) or 0,
        reviewed=reviewed or 0,
        total=total,
        articles=_progress(viewer, replace(Filters(), plan=plan_id)) if plan_id else (),
        last=last[0] if last else None,
    )


def next_after(viewer: Viewer, filters: Filters, item_id: int) -> int | None:
    """The item to review after this one; from the last on again from the first."""
    stored = stored_item(item_id, viewer)
    return _neighbour(viewer, filters, stored, after=True)


def _order() -> tuple[ColumnElement[int], ...]:
    return (BankItem.plan_id, BankItem.article_ordinal, BankItem.id)  # type: ignore[return-value]


def _place(stored: StoredItem) -> ColumnElement[tuple[int, int, int]]:
    return tuple_(
        literal(stored.plan_id),
        literal(stored.item.source.article_ordinal),
        literal(stored.id),
    )


def _neighbour(
    viewer: Viewer, filters: Filters, stored: StoredItem | None, *, after: bool
) -> int | None:
    if stored is None:
        return None
    here = tuple_(*_order())
    statement = filtered(select(BankItem.id), filters, viewer).where(
        here > _place(stored) if after else here < _place(stored)
    )
    order = _order() if after else tuple(column.desc() for column in _order())
    found: int | None = db.session.scalar(statement.order_by(*order).limit(1))
    return found


def _position(viewer: Viewer, filters: Filters, stored: StoredItem | None) -> int:
    if stored is None or (filters.status is not None and stored.status is not filters.status):
        return 0
    upto = filtered(select(func.count()), filters, viewer).where(
        tuple_(*_order()) <= _place(stored)
    )
    return db.session.scalar(upto) or 0


def _reviewed() -> ColumnElement[int]:
    return func.sum(case((BankItem.status != ItemStatus.DRAFT, 1), else_=0))


def _progress(viewer: Viewer, filters: Filters) -> tuple[ArticleProgress, ...]:
    rows = db.session.execute(
        filtered(
            select(
                BankItem.article_ordinal,
                func.coalesce(func.max(PlanArticle.number), "").label("number"),
                _reviewed().label("reviewed"),
                func.count().label("total"),
            ),
            filters,
            viewer,
        )
        .outerjoin(
            PlanArticle,
            (PlanArticle.plan_id == BankItem.plan_id)
            & (PlanArticle.ordinal == BankItem.article_ordinal),
        )
        .group_by(BankItem.article_ordinal)
        .order_by(BankItem.article_ordinal)
    )
    return tuple(
        ArticleProgress(
            ordinal=row.article_ordinal,
            number=row.number,
            reviewed=row.reviewed,
            total=row.total,
        )
        for row in rows
    )


def _source_now(stored: StoredItem, checker: Checker) -> SourceView:
    paper = document(checker.source(stored.plan_id))
    part, near = counterpart_of(stored, paper)
    quote = stored.item.source.quote
    if near is None:
        return SourceView(before=((quote, False),), quote=(), ordinal=0, article="")
    before, now = told_apart(quote, part, paper.text[near.body : near.end])
    return SourceView(before=before, quote=now, ordinal=near.ordinal, article=near.article)


def _editor(stored: StoredItem | None) -> str:
    if stored is None:
        return ""
    name = db.session.scalar(
        select(Member.name)
        .join(ItemVersion, ItemVersion.made_by == Member.id)
        .where(ItemVersion.item_id == stored.id, ItemVersion.number == stored.version)
    )
    return name or ""
