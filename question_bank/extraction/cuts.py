"""Where a word may be cut, and what kind of word it is.

Owns the one segmenter, which knows our compounds: its dictionary takes a tenth of a second to load,
so nobody else makes one.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

import rjieba

from question_bank.extraction.words import words

_FREQUENCY = 100_000
_AROUND: Final = 40
"""How far a stretch between two marks is read to either side."""


def falls_inside_word(text: str, place: int) -> bool:
    """Whether a cut before the character at `place` would part a word of the text around it."""
    begin = place
    while begin > 0 and place - begin < _AROUND and text[begin - 1].isalnum():
        begin -= 1
    end = place
    while end < len(text) and end - place < _AROUND and text[end].isalnum():
        end += 1
    return begin < place < end and place - begin not in _edges(text[begin:end])


def word_end(text: str, place: int) -> int:
    """Where the word that begins at `place` ends; `place` itself when no word begins there."""
    end = place
    while end < len(text) and end - place < _AROUND and text[end].isalnum():
        end += 1
    return next(
        (other for other in range(place + 1, end) if not falls_inside_word(text, other)), end
    )


def tagged(stretch: str) -> list[tuple[str, str]]:
    """The words of a stretch with their tags (n, v, vn, a, p, ...)."""
    _know_compounds()
    return list(rjieba.tag(stretch))


@lru_cache(maxsize=4096)
def _edges(stretch: str) -> frozenset[int]:
    """Where words begin in a stretch without marks; asked again for each cut that is tried."""
    _know_compounds()
    return frozenset(start for _, start, _ in rjieba.tokenize(stretch))


@cache
def _know_compounds() -> None:
    for word in sorted(words().compounds):
        rjieba.add_word(word, _FREQUENCY, "n")
