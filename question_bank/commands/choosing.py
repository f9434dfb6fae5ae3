"""The best N of many items: spread over documents, articles and kinds, no two giving each other away.

Owns the order of choice. The same items, number and seed give the same choice.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from question_bank.bundle import Fact, FactKind
from question_bank.generation.seeding import rank
from question_bank.items import Item, Knowledge, TrueFalseItem

_Place = tuple[str, int]

_WORTH: Final = {FactKind.RULE: 3, FactKind.TEST: 3, FactKind.TERM: 1}
_ANY_WORTH: Final = 2


def worth_of(fact: Fact | None) -> int:
    """How much a fact is worth asking: a hard rule most, a term by itself least."""
    return _ANY_WORTH if fact is None else _WORTH.get(fact.kind, _ANY_WORTH)


def best(
    items: Sequence[Item],
    enemies: Mapping[str, frozenset[str]],
    count: int,
    seed: int,
    *,
    worth: Callable[[Item], int] | None = None,
    is_clean: Callable[[Item], bool] | None = None,
) -> list[Item]:
    """At most so many items in their order, fewer when no more can stand side by side.

    One item of each article in turn, the articles far apart first. From an article the kind that is
    rarest so far, true and false statements in balance, what is worth more, and one without
    warnings where there is one; what members must know comes before the plan's own arrangements.
    """
    waiting: defaultdict[_Place, list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda item: rank(seed, item.id)):
        waiting[_place(item)].append(item)
    order = list(_spread(list(dict.fromkeys(_place(item) for item in items))))
    chosen: set[str] = set()
    barred: set[str] = set()
    forms: Counter[str] = Counter()

    def need(item: Item) -> tuple[bool, int, int]:
        lean = 0
        if isinstance(item, TrueFalseItem):
            # At a tie a false one: they tell more, and guessers say true.
            lean = max(0, forms[str(item.key)] - forms[str(not item.key)] + item.key)
        value = worth(item) if worth else _ANY_WORTH
        return item.knowledge is Knowledge.SCHEDULE, forms[item.kind] + lean, -value

    while len(chosen) < count and any(waiting.values()):
        for place in order:
            free = [item for item in waiting[place] if item.id not in barred]
            waiting[place] = free
            if not free or len(chosen) == count:
                continue
            ranked = sorted(free, key=need)
            item = next((one for one in ranked if is_clean is None or is_clean(one)), ranked[0])
            chosen.add(item.id)
            forms[item.kind] += 1
            if isinstance(item, TrueFalseItem):
                forms[str(item.key)] += 1
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
