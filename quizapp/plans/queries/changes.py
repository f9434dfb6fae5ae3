"""What a file that waits would do to the items of the plan it is a new version of."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import and_, select

from question_bank.bundle import Bundle
from question_bank.items import Item
from quizapp.domain.plan_text import Document, Pieces, Sentence, told_apart
from quizapp.domain.plan_versions import Change, Fate, compare
from quizapp.domain.refusals import N_, Refusal
from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import BankItem, ItemStatus, ItemVersion, Plan, PlanArticle, PlanUpload, Unit
from quizapp.plans.queries.access import not_yours
from quizapp.plans.versions import document_before, document_of, is_steady, stored_values, unpack

PER_PAGE: Final = 30


class Group(StrEnum):
    """What can become of items, in the order in which an organizer needs to see it."""

    LOST = "lost"
    """A person decided on it or wrote it, and its sentence is gone."""
    MOVED = "moved"
    KEPT = "kept"
    GONE = "gone"
    """A draft nobody has touched, of which nothing is made any more."""
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that was read and waits for a decision."""

    upload_id: int
    unit_id: int
    plan_id: int
    file_name: str
    made_at: datetime
    bundle: Bundle


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """An item and what becomes of it."""

    item_id: int | None
    """None for a new item."""
    item: Item
    status: ItemStatus
    fate: Fate | None
    old_quote: Pieces
    """What differs from the new quote is told apart when the source is lost."""
    old_ordinal: int
    old_article: str
    new_quote: Pieces
    """For a lost source what the text says instead, empty when it says nothing like it."""
    new_ordinal: int
    new_article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage:
    """All the comparison shows."""

    upload_id: int
    file_name: str
    made_at: datetime
    plan_id: int
    plan_label: str
    plan_file_name: str
    plan_imported_at: datetime
    seen: str
    """Digest of the version that the file was compared with."""
    counts: dict[Group, int]
    lost_approved: int
    """How many of the lost items are approved."""
    group: Group
    rows: tuple[ChangeRow, ...]
    page: int
    pages: int
    new_articles: int
    old_articles: int


def waiting_version(upload_id: int, viewer: Viewer) -> Waiting:
    """A file that waits to be compared. Raises Refusal when there is none or it is not theirs."""
    row = db.session.execute(
        select(PlanUpload, Unit.path)
        .join(Unit, Unit.id == PlanUpload.unit_id)
        .where(PlanUpload.id == upload_id)
    ).one_or_none()
    upload = row.PlanUpload if row is not None and viewer.organizes(row.path) else None
    if upload is None or upload.replaces_id is None or upload.reading is None:
        raise not_yours()
    try:
        bundle = unpack(upload.reading)
    except (KeyError, TypeError, ValueError, zlib.error) as error:
        # Read by another release of the program, which found other things in documents.
        raise Refusal(
            "plan_reading_outdated",
            N_(
                "“%(name)s” was read by an earlier version of this program. Discard it here and"
                " send the file again."
            ),
            values={"name": upload.file_name},
        ) from error
    return Waiting(
        upload.id,
        upload.unit_id,
        upload.replaces_id,
        upload.file_name,
        upload.made_at,
        bundle,
    )


def changes_page(
    upload_id: int, viewer: Viewer, *, group: Group | None = None, page: int = 1
) -> ChangesPage:
    """Compare the waiting file with its plan; without a group, show the first that has items."""
    waiting = waiting_version(upload_id, viewer)
    plan = db.session.get_one(Plan, waiting.plan_id)
    articles = db.session.scalars(
        select(PlanArticle).where(PlanArticle.plan_id == plan.id).order_by(PlanArticle.start)
    ).all()
    pairs = db.session.execute(
        select(BankItem, ItemVersion)
        .join(
            ItemVersion,
            and_(ItemVersion.item_id == BankItem.id, ItemVersion.number == BankItem.version),
        )
        .where(BankItem.plan_id == plan.id)
        .order_by(BankItem.article_ordinal, BankItem.id)
    ).all()
    states = {row.id: row.status for row, _version in pairs}
    after = document_of(waiting.bundle)
    comparison = compare(
        stored_values((row, version) for row, version in pairs),
        before=document_before(plan, articles),
        after=after,
        items=waiting.bundle.items,
        steady=is_steady(plan, waiting.bundle),
    )
    grouped: dict[Group, list[Change | Item]] = {group: [] for group in Group}
    for change in comparison.changes:
        grouped[_group(change)].append(change)
    # Approved ones first: those are in use.
    grouped[Group.LOST].sort(key=lambda change: states[change.number] is not ItemStatus.APPROVED)  # type: ignore[union-attr]
    grouped[Group.NEW].extend(comparison.added)
    chosen = group or next((one for one in Group if grouped[one]), Group.KEPT)
    entries = grouped[chosen]
    pages = max(1, -(-len(entries) // PER_PAGE))
    page = min(max(1, page), pages)
    return ChangesPage(
        upload_id=upload_id,
        file_name=waiting.file_name,
        made_at=waiting.made_at,
        plan_id=plan.id,
        plan_label=plan.label,
        plan_file_name=plan.file_name,
        plan_imported_at=plan.imported_at,
        seen=plan.sha256,
        counts={group: len(entries) for group, entries in grouped.items()},
        lost_approved=sum(
            states[change.number] is ItemStatus.APPROVED
            for change in comparison.changes
            if change.is_orphan
        ),
        group=chosen,
        rows=tuple(
            _row(entry, states, after) for entry in entries[(page - 1) * PER_PAGE : page * PER_PAGE]
        ),
        page=page,
        pages=pages,
        new_articles=len(waiting.bundle.articles),
        old_articles=len(articles),
    )


def _group(change: Change) -> Group:
    if change.after is None:
        return Group.GONE
    return Group(change.fate.value)


def _row(entry: Change | Item, states: dict[int, ItemStatus], after: Document) -> ChangeRow:
    if not isinstance(entry, Change):
        return ChangeRow(
            item_id=None,
            item=entry,
            status=ItemStatus.DRAFT,
            fate=None,
            old_quote=(),
            old_ordinal=0,
            old_article="",
            new_quote=((entry.source.quote, False),),
            new_ordinal=entry.source.article_ordinal,
            new_article=entry.source.article,
        )
    old = entry.before.source
    quote, ordinal, article = _instead(entry, after)
    left: Pieces = ((old.quote, False),)
    right: Pieces = ((quote, False),) if quote else ()
    if quote and entry.fate is Fate.LOST:
        left, right = told_apart(old.quote, entry.changed, quote)
    return ChangeRow(
        item_id=entry.number,
        item=entry.before,
        status=states[entry.number],
        fate=entry.fate,
        old_quote=left,
        old_ordinal=old.article_ordinal,
        old_article=old.article,
        new_quote=right,
        new_ordinal=ordinal,
        new_article=article,
    )


def _instead(change: Change, after: Document) -> tuple[str, int, str]:
    """What the new version says: the sentence, and the ordinal and number of its article."""
    if change.fate is Fate.LOST or change.after is None:
        similar: Sentence | None = change.similar
        if similar is None:
            return "", 0, ""
        return after.text[similar.body : similar.end], similar.ordinal, similar.article
    source = change.after.source
    return source.quote, source.article_ordinal, source.article
