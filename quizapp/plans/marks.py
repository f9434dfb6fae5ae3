"""A plan's text cut into pieces, so that facts that overlap or lie in each other can be marked.

Owns the cutting alone. Pieces never nest: each knows everything that covers it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to show in the text. `kind` says how it looks.

    `name` is where a link leads to; marks that none leads to have no name.
    """

    name: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring characters that are covered by the same marks."""

    text: str
    start: int
    end: int
    kinds: tuple[str, ...]
    """Kinds of the marks on it, each once."""
    first_of: tuple[str, ...]
    """Names of the marks that begin here, or began before the text that is cut."""

    @property
    def is_marked(self) -> bool:
        """Whether any mark covers it."""
        return bool(self.kinds)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text."""

    start: int
    is_heading: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """An article, or what stands before, between and after articles."""

    ordinal: int
    """0 outside of all articles."""
    paragraphs: tuple[Paragraph, ...]


def cut(
    text: str, start: int, end: int, *, marks: Iterable[Mark], cuts: Iterable[int] = ()
) -> tuple[Piece, ...]:
    """Cut text[start:end] at every border of a mark and at the further places.

    Marks may reach beyond the piece; empty ones are left out.
    """
    inside = [mark for mark in marks if mark.start < min(mark.end, end) and mark.end > start]
    borders = {start, end} | {place for place in cuts if start < place < end}
    for mark in inside:
        borders |= {max(mark.start, start), min(mark.end, end)}
    places = sorted(borders)
    pieces = []
    for left, right in pairwise(places):
        over = [mark for mark in inside if mark.start <= left and mark.end >= right]
        pieces.append(
            Piece(
                text[left:right],
                left,
                right,
                tuple(dict.fromkeys(mark.kind for mark in over)),
                tuple(mark.name for mark in over if mark.name and max(mark.start, start) == left),
            )
        )
    return tuple(pieces)


def passages(
    text: str,
    articles: Sequence[tuple[int, int, int]],
    *,
    headings: frozenset[int],
    marks: Sequence[Mark],
    cuts: frozenset[int] = frozenset(),
    within: tuple[int, int] | None = None,
) -> tuple[Passage, ...]:
    """Cut the text by articles (ordinal, start, end), then by lines, then by marks.

    `headings` are the places where a section's heading begins. `within` is the piece of the text
    that is wanted; it begins and ends between articles.
    """
    found: list[Passage] = []
    place, last = within or (0, len(text))
    inside = [one for one in articles if place <= one[1] < last]
    for ordinal, start, end in sorted(inside, key=lambda article: article[1]):
        start = max(start, place)
        if start > place:
            found.append(_passage(text, 0, (place, start), headings, marks, cuts))
        found.append(_passage(text, ordinal, (start, max(start, end)), headings, marks, cuts))
        place = max(start, end)
    if place < last:
        found.append(_passage(text, 0, (place, last), headings, marks, cuts))
    return tuple(passage for passage in found if passage.paragraphs)


def _passage(
    text: str,
    ordinal: int,
    span: tuple[int, int],
    headings: frozenset[int],
    marks: Sequence[Mark],
    cuts: frozenset[int],
) -> Passage:
    paragraphs = []
    start, end = span
    near = [mark for mark in marks if mark.start < end and mark.end > start]
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        first, last = _without_space(text, start, stop)
        if first < last:
            paragraphs.append(
                Paragraph(
                    first,
                    any(start <= place <= first for place in headings),
                    cut(text, first, last, marks=near, cuts=cuts),
                )
            )
        start = stop + 1
    return Passage(ordinal, tuple(paragraphs))


def _without_space(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
