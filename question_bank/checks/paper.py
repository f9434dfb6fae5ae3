"""Rules on items side by side: L14, L26, L27, L29.

Owns what makes two items enemies. Standard library only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Final

from question_bank.checks.findings import Finding, finding
from question_bank.checks.paper_search import alike, meeting, showing
from question_bank.checks.values import MEASURED, fold, grams, value_type
from question_bank.checks.words import words
from question_bank.items import (
    BLANK,
    FillInItem,
    Item,
    Kind,
    MultipleChoiceItem,
    SingleChoiceItem,
    TrueFalseItem,
)
from question_bank.stem_parts import GAP, around_blanks, core_of

MOST_ALIKE: Final = 0.8
"""Share of common runs of five characters from which two stems are one."""
LEAST_FALSE: Final = 0.45
MOST_FALSE: Final = 0.6
"""Shares of the true/false items of a paper that are false. (L29)"""

_FEWEST_STATEMENTS: Final = 4
_RUN: Final = 5
_LONGEST_SERIES: Final = 3
_CHI_SQUARE_95: Final = {1: 3.841, 2: 5.991, 3: 7.815, 4: 9.488, 5: 11.07}
"""95th percentiles of the chi-square distribution by degrees of freedom."""


def enemies(a: Item, b: Item) -> bool:
    """Whether one of the two gives the other's answer away, so that no paper may hold both.

    Two items on one fact; the same text as true and as false; or the key of one in the stem or
    the options of the other. Numbers, frequencies and offices count with the words around them
    only: a bare 2 gives nothing away. Symmetric; an item is an enemy of itself.
    """
    if a.id == b.id or _same_family(a, b):
        return True
    if a.source.document_sha256 == b.source.document_sha256 and _spans_meet(a, b):
        return True
    return _gives_away(b, a) or _gives_away(a, b)


def enemy_pairs(items: Sequence[Item]) -> frozenset[tuple[str, str]]:
    """Ids of all enemies among the items, each pair once, the smaller id first."""
    return frozenset(
        (min(items[i].id, items[j].id), max(items[i].id, items[j].id))
        for i, j in _enemy_places(items)
    )


def repeats(a: Item, b: Item) -> bool:
    """Same fact asked in the same way, or nearly the same stem for the same kind. (L26)"""
    if a.kind is not b.kind:
        return False
    if _same_family(a, b) and a.template == b.template and a.stem == b.stem:
        return True
    first, second = _stem_runs(a.stem), _stem_runs(b.stem)
    return bool(first and second) and len(first & second) >= MOST_ALIKE * len(first | second)


def without_repeats(items: Sequence[Item]) -> list[Item]:
    """The items in their order without those that repeat one kept before, or have its id."""
    earlier: defaultdict[int, list[int]] = defaultdict(list)
    for i, j in _repeat_places(items):
        earlier[j].append(i)
    kept: set[int] = set()
    ids: set[str] = set()
    for place, item in enumerate(items):
        if item.id not in ids and kept.isdisjoint(earlier[place]):
            kept.add(place)
            ids.add(item.id)
    return [items[place] for place in sorted(kept)]


def check_paper(items: Sequence[Item]) -> list[Finding]:
    """All findings on a paper or a bank seen as one paper, in the order of the items."""
    pairs = [(i, j, "L26") for i, j in _repeat_places(items)]
    pairs += [(i, j, "L27") for i, j in _enemy_places(items)]
    found = [finding(rule, items[j].id) for _, j, rule in sorted(pairs)]
    found.extend(_key_balance(items))
    found.extend(_truth_balance(items))
    return found


def _enemy_places(items: Sequence[Item]) -> set[tuple[int, int]]:
    pairs = _equal([item.id for item in items])
    pairs |= _equal([item.family or None for item in items])
    pairs.update(
        meeting([(i.source.document_sha256, i.source.span_start, i.source.span_end) for i in items])
    )
    told = showing([_secrets(item) for item in items], [_visible(item) for item in items])
    pairs.update((min(i, j), max(i, j)) for i, j in told if i != j)
    return pairs


def _repeat_places(items: Sequence[Item]) -> set[tuple[int, int]]:
    pairs = _equal([(i.kind, i.family, i.template, i.stem) if i.family else None for i in items])
    for kind in Kind:
        places = [place for place, item in enumerate(items) if item.kind is kind]
        runs = [_stem_runs(items[place].stem) for place in places]
        pairs.update((places[i], places[j]) for i, j in alike(runs, MOST_ALIKE))
    return pairs


def _equal(values: Sequence[Hashable]) -> set[tuple[int, int]]:
    """Places of each two equal values; None equals nothing."""
    places: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, value in enumerate(values):
        if value is not None:
            places[value].append(place)
    return {pair for group in places.values() for pair in combinations(group, 2)}


def _same_family(a: Item, b: Item) -> bool:
    """Items typed by hand have no family; an empty one is none."""
    return bool(a.family) and a.family == b.family


def _spans_meet(a: Item, b: Item) -> bool:
    return a.source.span_start < b.source.span_end and b.source.span_start < a.source.span_end


def _gives_away(teller: Item, asked: Item) -> bool:
    seen = _visible(teller)
    return any(secret and secret in text for secret in _secrets(asked) for text in seen)


@lru_cache(maxsize=4_000)
def _visible(item: Item) -> tuple[str, ...]:
    """What a reader of the item sees, folded: the stem and each option.

    A word bank shows words without saying where they belong and is left out.
    """
    stem = fold(core_of(item.stem).replace(BLANK, "\u2400").replace(GAP, "\u2400"))
    if isinstance(item, SingleChoiceItem | MultipleChoiceItem):
        return (stem, *(fold(option.text) for option in item.options))
    return (stem,)


@lru_cache(maxsize=4_000)
def _secrets(item: Item) -> tuple[str, ...]:
    """What another item must not show, folded."""
    match item:
        case FillInItem():
            pairs = around_blanks(core_of(item.stem))
            return tuple(
                _secret(blank.key, pair) for blank, pair in zip(item.blanks, pairs, strict=False)
            )
        case SingleChoiceItem() | MultipleChoiceItem():
            keys = item.keys if isinstance(item, MultipleChoiceItem) else (item.key,)
            texts = [option.text for option in item.options if option.id in keys]
            return tuple(fold(text) for text in texts if not _is_common(text))
        case TrueFalseItem(key=False):
            return (fold(item.correction),) if len(fold(item.correction)) > 4 else ()
        case _:
            return ()


def _is_common(key: str) -> bool:
    """Whether the key alone, as a number or a common office, gives nothing away."""
    return value_type(key) in MEASURED | {"level"} or fold(key) in words().common_keys


def _secret(key: str, around: tuple[str, str]) -> str:
    folded = fold(key)
    if len(folded) >= 3 and not _is_common(key):
        return folded
    return fold(around[0])[-4:] + folded + fold(around[1])[:4]


@lru_cache(maxsize=4_000)
def _stem_runs(stem: str) -> frozenset[str]:
    """Runs of the copied words; of very few of them the whole stem is one."""
    return grams(core_of(stem), _RUN) or frozenset((fold(stem),))


def _key_balance(items: Sequence[Item]) -> list[Finding]:
    """L14 on single choice in canonical order, fixed orders left out."""
    keys = [i.key for i in items if isinstance(i, SingleChoiceItem) and not i.fixed_order]
    series = longest = 1
    for before, after in pairwise(keys):
        series = series + 1 if before == after else 1
        longest = max(longest, series)
    places = sorted(
        {option.id for i in items if isinstance(i, SingleChoiceItem) for option in i.options}
    )
    if len(keys) < 8 or len(places) < 2:
        return []
    expected = len(keys) / len(places)
    counts = Counter(keys)
    chi = sum((counts[place] - expected) ** 2 / expected for place in places)
    limit = _CHI_SQUARE_95.get(len(places) - 1, 11.07)
    return [finding("L14", "paper")] if chi > limit or longest > _LONGEST_SERIES else []


def _truth_balance(items: Sequence[Item]) -> list[Finding]:
    """L29, where any number of false statements can keep to it."""
    statements = [item for item in items if isinstance(item, TrueFalseItem)]
    if len(statements) < _FEWEST_STATEMENTS:
        return []
    share = sum(not item.key for item in statements) / len(statements)
    return [] if LEAST_FALSE <= share <= MOST_FALSE else [finding("L29", "paper")]
