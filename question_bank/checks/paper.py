"""Rules on items side by side: L14, L26, L27.

Owns what makes two items enemies. Standard library only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Final

from question_bank.checks.findings import Finding, finding
from question_bank.checks.values import fold, grams, value_type
from question_bank.items import (
    BLANK,
    FillInItem,
    Item,
    MultipleChoiceItem,
    SingleChoiceItem,
    TrueFalseItem,
)
from question_bank.stem_parts import GAP, around_blanks, core_of

MOST_ALIKE: Final = 0.8
"""Share of common runs of five characters from which two stems are one."""

_RUN: Final = 5
_LONGEST_SERIES: Final = 3
_CHI_SQUARE_95: Final = {1: 3.841, 2: 5.991, 3: 7.815, 4: 9.488, 5: 11.07}
"""95th percentiles of the chi-square distribution by degrees of freedom."""


def enemies(a: Item, b: Item) -> bool:
    """Whether one of the two gives the other's answer away, so that no paper may hold both.

    Two items on one fact; the same text as true and as false; or the key of one in the stem or
    the options of the other. Numbers and frequencies count with the words around them only: a
    bare 2 gives nothing away. Symmetric; an item is an enemy of itself.
    """
    if a.id == b.id or a.family == b.family:
        return True
    if a.source.document_sha256 == b.source.document_sha256 and _spans_meet(a, b):
        return True
    return _gives_away(b, a) or _gives_away(a, b)


def enemy_pairs(items: Sequence[Item]) -> frozenset[tuple[str, str]]:
    """Ids of all enemies among the items, each pair once, the smaller id first."""
    return frozenset(
        (min(a.id, b.id), max(a.id, b.id)) for a, b in combinations(items, 2) if enemies(a, b)
    )


def check_paper(items: Sequence[Item]) -> list[Finding]:
    """All findings on a paper or a bank seen as one paper, in the order of the items."""
    found: list[Finding] = []
    for a, b in combinations(items, 2):
        if repeats(a, b):
            found.append(finding("L26", b.id))
        if enemies(a, b):
            found.append(finding("L27", b.id))
    found.extend(_key_balance(items))
    return found


def repeats(a: Item, b: Item) -> bool:
    """Same fact asked in the same way, or nearly the same stem for the same kind. (L26)"""
    if a.kind is not b.kind:
        return False
    if a.family == b.family and a.template == b.template and a.stem == b.stem:
        return True
    first, second = _stem_runs(a.stem), _stem_runs(b.stem)
    return bool(first and second) and len(first & second) >= MOST_ALIKE * len(first | second)


def _spans_meet(a: Item, b: Item) -> bool:
    return a.source.span_start < b.source.span_end and b.source.span_start < a.source.span_end


def _gives_away(teller: Item, asked: Item) -> bool:
    seen = _visible(teller)
    return any(secret in text for secret in _secrets(asked) for text in seen)


@lru_cache(maxsize=20_000)
def _visible(item: Item) -> tuple[str, ...]:
    """What a reader of the item sees, folded: the stem and each option.

    A word bank shows words without saying where they belong and is left out.
    """
    stem = fold(core_of(item.stem).replace(BLANK, "\u2400").replace(GAP, "\u2400"))
    if isinstance(item, SingleChoiceItem | MultipleChoiceItem):
        return (stem, *(fold(option.text) for option in item.options))
    return (stem,)


@lru_cache(maxsize=20_000)
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
            return tuple(fold(text) for text in texts if value_type(text) not in _COMMON)
        case TrueFalseItem(key=False):
            return (fold(item.correction),) if len(fold(item.correction)) > 4 else ()
        case _:
            return ()


_COMMON: Final = frozenset({"number", "frequency", "date", "level"})


def _secret(key: str, around: tuple[str, str]) -> str:
    folded = fold(key)
    if len(folded) >= 3 and value_type(key) not in _COMMON:
        return folded
    return fold(around[0])[-4:] + folded + fold(around[1])[:4]


@lru_cache(maxsize=20_000)
def _stem_runs(stem: str) -> frozenset[str]:
    return grams(core_of(stem), _RUN)


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
