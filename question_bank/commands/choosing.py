"""The best N of many items: spread over documents, articles and kinds, no two giving each other away.

Owns the order of choice. The same items, number and seed give the same choice.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from question_bank.generation.seeding import rank
from question_bank.items import Item, Knowledge

_Place = tuple[str, int]


def best(
    items: Sequence[Item], enemies: Mapping[str, frozenset[str]], count: int, seed: int
) -> list[Item]:
    """At most so many items in their order, fewer when no more can stand side by side.

    One item of each article in turn, the articles far apart first, and from an article the kind
    that is rarest so far; what members must know comes before the plan's own arrangements.
    """
    waiting: defaultdict[_Place, list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda item: rank(seed, item.id)):
        waiting[item.source.document_sha256, item.source.article_ordinal].append(item)
    order = list(_spread(list(dict.fromkeys(_place(item) for item in items))))
    chosen: set[str] = set()
    barred: set[str] = set()
    kinds: Counter[str] = Counter()
    while len(chosen) < count and any(waiting.values()):
        for place in order:
            free = [item for item in waiting[place] if item.id not in barred]
            waiting[place] = free
            if not free or len(chosen) == count:
                continue
            item = min(free, key=lambda one: (one.knowledge is Knowledge.SCHEDULE, kinds[one.kind]))
            chosen.add(item.id)
            kinds[item.kind] += 1
            barred |= {item.id, *enemies.get(item.id, ())}
    return [item for item in items if item.id in chosen]


def _place(item: Item) -> _Place:
    return item.source.document_sha256, item.source.article_ordinal


def _spread(places: Sequence[_Place]) -> Iterator[_Place]:
    """The places in an order whose every beginning lies far apart: first, middle, quarters, ..."""
    seen: set[int] = set()
    size = 1
    while size < 2 * len(places):
        for step in range(size):
            at = step * len(places) // size
            if at not in seen:
                seen.add(at)
                yield places[at]
        size *= 2
