"""Which of the drafts of a document are kept.

Owns the share of statements quoted as they stand: they are right for certain and cheap to make, so
they fill articles that have little else and otherwise stay beside the false ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from question_bank.checks.paper import without_repeats
from question_bank.generation.seeding import rank
from question_bank.items import Item, Kind, TrueFalseItem

LIGHT: Final = ".aside"
"""Ending of the templates whose items are right but light."""
WANTED: Final = 2
"""Items an article should have at least."""
MOST_QUOTED: Final = 2
"""Statements quoted from one article at most."""


def chosen(drafts: Sequence[Item], seed: int) -> list[Item]:
    """The drafts without repeats, and of quoted statements and light items no more than needed.

    Each article gets quoted statements, then light items, up to two items; beyond that only as many
    statements as there are false ones, spread over the articles in the order of the seed.
    """
    kept = without_repeats(drafts)
    quoted = [item for item in kept if _is_quoted(item)]
    light = [item for item in kept if item.template.endswith(LIGHT)]
    others = [item for item in kept if not _is_quoted(item) and not item.template.endswith(LIGHT)]
    falses = sum(item.kind is Kind.TRUE_FALSE for item in others)
    counts: defaultdict[int, int] = defaultdict(int)
    for item in others:
        counts[item.source.article_ordinal] += 1
    used: defaultdict[int, int] = defaultdict(int)
    taken: set[str] = set()
    order = sorted(quoted, key=lambda item: rank(seed, item.id))
    for item in order:
        article = item.source.article_ordinal
        if counts[article] + used[article] < WANTED and used[article] < MOST_QUOTED:
            used[article] += 1
            taken.add(item.id)
    for item in order:
        if len(taken) >= falses:
            break
        article = item.source.article_ordinal
        if item.id not in taken and used[article] < 1:
            used[article] += 1
            taken.add(item.id)
    for item in sorted(light, key=lambda one: rank(seed, one.id)):
        article = item.source.article_ordinal
        if counts[article] + used[article] < WANTED:
            used[article] += 1
            taken.add(item.id)
    return [*others, *(item for item in (*quoted, *light) if item.id in taken)]


def _is_quoted(item: Item) -> bool:
    return isinstance(item, TrueFalseItem) and item.key
