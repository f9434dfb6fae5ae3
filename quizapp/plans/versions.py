"""Plans and their items as the comparison of two versions takes them.

Owns the way from rows and bundles to the values of `domain.plan_versions`. Decides nothing.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence

from question_bank.bundle import Article, Bundle, bundle_from_json, bundle_to_json
from question_bank.items import item_from_json
from question_bank.source import Source, Span
from quizapp.domain.plan_text import Document, document
from quizapp.domain.plan_versions import Stored
from quizapp.models import BankItem, ItemStatus, ItemVersion, Plan, PlanArticle


def is_touched(item: BankItem, version: ItemVersion) -> bool:
    """Whether a person has decided on the item or written its current version.

    One that lost its source had been decided on or written before it was set back to draft.
    """
    return (
        item.status is not ItemStatus.DRAFT
        or version.made_by is not None
        or item.source_lost_at is not None
    )


def is_steady(plan: Plan, bundle: Bundle) -> bool:
    """Whether another file was read by the generator that read the plan.

    The same file read again follows the program as it is now.
    """
    made = (bundle.generator, bundle.seed, bundle.label)
    return plan.sha256 != bundle.sha256 and (plan.generator, plan.seed, plan.label) == made


def stored_values(rows: Iterable[tuple[BankItem, ItemVersion]]) -> tuple[Stored, ...]:
    """The bank's items, each with its current version."""
    found = []
    for row, version in rows:
        item = item_from_json(version.content)
        found.append(
            Stored(
                number=row.id,
                item=item,
                body=_number_length(item.source.quote),
                touched=is_touched(row, version),
            )
        )
    return tuple(found)


def document_of(bundle: Bundle) -> Document:
    """The document that was just read."""
    return _document(bundle.sha256, bundle.text, bundle.articles)


def document_before(plan: Plan, articles: Iterable[PlanArticle]) -> Document:
    """The document as it is stored."""
    outline = tuple(
        Article(row.ordinal, row.number, row.title, row.section, row.start, row.end)
        for row in articles
    )
    return _document(plan.sha256, plan.text, outline)


def pack(bundle: Bundle) -> bytes:
    """The bundle, small enough to wait in the database."""
    return zlib.compress(json.dumps(bundle_to_json(bundle), ensure_ascii=False).encode("utf-8"), 6)


def unpack(data: bytes) -> Bundle:
    """Read what `pack` wrote. Raises KeyError, TypeError or ValueError when it is of another kind."""
    return bundle_from_json(json.loads(zlib.decompress(data)))


def _document(sha256: str, text: str, articles: Sequence[Article]) -> Document:
    outline = tuple(sorted(articles, key=lambda part: part.start))
    return document(Source(sha256, "", text, outline))


def _number_length(quote: str) -> int:
    return Source("", "", quote, ()).body_of(Span(0, len(quote))).start
