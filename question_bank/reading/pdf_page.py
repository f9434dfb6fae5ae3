"""One page of a pdf: its words and how far from the left each line begins.

Owns what is asked of the library. A pdf says nothing of paragraphs; an indent shows where one begins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pypdf import PageObject

from question_bank.reading.glyphs import as_written

_LEAST_AT_MARGIN: Final = 0.02
"""What part of all lines begins at the margin, at least."""
_NARROWEST: Final = 6.0
_WIDEST: Final = 80.0
"""Points that an indent measures; lines set in the middle begin farther in."""


@dataclass(frozen=True, slots=True)
class Page:
    """The words with a line end behind each line, and where lines begin.

    `lefts` gives the points from the left by the offset of a line's first character; it is empty
    when the library does not tell.
    """

    text: str
    lefts: dict[int, float]


def page_of(page: PageObject) -> Page:
    """Read the page. What the library raises on damaged files is passed on."""
    pieces: list[tuple[str, float]] = []

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], *_: Any) -> None:
        pieces.append((text, tm[4] * cm[0] + tm[5] * cm[2] + cm[4]))

    whole = page.extract_text(visitor_text=visit)
    if "".join(text for text, _ in pieces) != whole:
        return Page(_lines(whole), {})
    parts: list[str] = []
    lefts: dict[int, float] = {}
    length = start = 0
    for text, left in pieces:
        for char in _lines(text):
            length += 1
            if char == "\n":
                start = length
            elif start not in lefts and not char.isspace():
                lefts[start] = left
            parts.append(char)
    return Page("".join(parts), lefts)


def _lines(text: str) -> str:
    return as_written(text).replace("\r", "\n")


def indented(lefts: Iterable[tuple[int, float]]) -> frozenset[int]:
    """Which lines begin an indent's width right of the margin."""
    lines = [(start, round(left)) for start, left in lefts]
    seen = Counter(left for _, left in lines)
    margins = [left for left, count in seen.items() if count >= _LEAST_AT_MARGIN * len(lines)]
    if not margins:
        return frozenset()
    margin = min(margins)
    return frozenset(
        start for start, left in lines if margin + _NARROWEST < left <= margin + _WIDEST
    )
