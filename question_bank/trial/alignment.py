"""How a stem lies on a sentence: what stands in the sentence where the stem has a blank.

Owns the comparison of the words around a blank with those around a place. Works on folded texts
with clause edges.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from question_bank.checks.folded import NUMERALS
from question_bank.trial.places import EDGE, EDGES

MOST_COUNTED: Final = 12
"""Characters that count on a side: beyond them a stem goes on as its neighbour would."""
TORN: Final = MOST_COUNTED + 1
"""Stems leave out whole members and clauses: words that differ inside of one tell against a place."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A piece of a sentence and how well the words beside it are those beside the blank."""

    start: int
    end: int
    common: int
    """Characters in common, up to MOST_COUNTED a side, less TORN for each side where they end inside of a member or clause."""


def fits(sentence: str, left: str, right: str, *, longest: int) -> Iterator[Fit]:
    """Every piece with at least the nearest character of both sides in common.

    Both sides end in an edge at least, so neither is empty.
    """
    ends = [(end, _after(right, sentence, end)) for end in _places(sentence, right[0], 1)]
    for place in _places(sentence, left[-1], 0):
        start = place + 1
        near = _before(left, sentence, start)
        for end, after in ends:
            if 0 < end - start <= longest:
                yield Fit(start, end, near + after)


def best_fit(sentence: str, left: str, right: str, *, longest: int) -> Fit | None:
    """The piece with most in common, the shortest of such; None when none or two differ.

    One inside a clause goes before any that crosses an edge.
    """

    def rank(fit: Fit) -> tuple[bool, int, int]:
        return EDGE in sentence[fit.start : fit.end], -fit.common, fit.end - fit.start

    ranked = sorted(fits(sentence, left, right, longest=longest), key=rank)
    if not ranked:
        return None
    best = ranked[0]
    for other in ranked[1:]:
        if rank(other) != rank(best):
            break
        if sentence[other.start : other.end] != sentence[best.start : best.end]:
            return None
    return best


def common_around(words: str, sentence: str, left: str, right: str) -> int | None:
    """The best fit around any place of the words; None when they stand nowhere.

    A number is not found inside a longer one.
    """
    best: int | None = None
    for start in _places(sentence, words, 0):
        end = start + len(words)
        if _in_number(sentence, start) or _in_number(sentence, end):
            continue
        common = _before(left, sentence, start) + _after(right, sentence, end)
        best = common if best is None else max(best, common)
    return best


def _in_number(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1] in NUMERALS and text[place] in NUMERALS


def _places(text: str, words: str, begin: int) -> Iterator[int]:
    place = text.find(words, begin)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def _before(words: str, text: str, end: int) -> int:
    count = 0
    while count < min(len(words), end) and words[-1 - count] == text[end - 1 - count]:
        count += 1
    if count == len(words) or count == end or count >= MOST_COUNTED:
        return min(count, MOST_COUNTED)
    beside = (words[-1 - count], text[end - 1 - count], text[end - count] if count else "")
    return count - _torn(beside)


def _after(words: str, text: str, start: int) -> int:
    count = 0
    while count < min(len(words), len(text) - start) and words[count] == text[start + count]:
        count += 1
    if count == len(words) or start + count == len(text) or count >= MOST_COUNTED:
        return min(count, MOST_COUNTED)
    beside = (words[count], text[start + count], text[start + count - 1] if count else "")
    return count - _torn(beside)


def _torn(beside: tuple[str, str, str]) -> int:
    """What it costs that the words differ here: nothing at an edge."""
    return TORN if EDGES.isdisjoint(beside) else 0
