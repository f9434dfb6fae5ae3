"""The outline of a document: articles under their headings, and the part of the text to show.

Owns how a long document stays usable: headings that fold, an article found by the number a person
types, and a stretch of whole articles in the place of hundreds of pages. Asks no database.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from question_bank.bundle import Section
from question_bank.numerals import numeral_value

SHORT_DOCUMENT: Final = 20_000
"""Characters up to which the whole text is shown."""
STRETCH: Final = 6_000
"""Characters around the chosen article that are shown of a longer one."""
UNFOLDED: Final = 40
"""Articles up to which no heading is folded."""

_LEVELS: Final = "编章节"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleEntry:
    """An article in the outline; ordinal 0 is the text outside of all articles."""

    ordinal: int
    number: str
    title: str
    section: int
    start: int
    end: int
    facts: int
    items: int
    drafts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A heading with its articles; the first one of an outline may have no heading."""

    heading: str
    depth: int
    """0 for the highest level of headings in this document."""
    entries: tuple[ArticleEntry, ...]
    unfolded: bool

    @property
    def items(self) -> int:
        """Items of all its articles."""
        return sum(entry.items for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the text, from one border between articles to another."""

    start: int
    end: int
    before: int | None
    """Ordinal of the article in front of it, when that is not shown."""
    after: int | None


def chapters(
    entries: Sequence[ArticleEntry], sections: Sequence[Section], chosen: ArticleEntry | None
) -> tuple[Chapter, ...]:
    """Put the articles under their headings; the chosen one's chapter is unfolded."""
    levels = [_level(section) for section in sections]
    known = sorted(set(levels))
    open_all = len(entries) <= UNFOLDED
    by_section: dict[int, list[ArticleEntry]] = {}
    for entry in entries:
        by_section.setdefault(entry.section, []).append(entry)
    found = []
    for index in range(-1, len(sections)):
        inside = tuple(by_section.get(index, ()))
        if index < 0 and not inside:
            continue
        found.append(
            Chapter(
                heading=heading(sections[index]) if index >= 0 else "",
                depth=known.index(levels[index]) if index >= 0 else 0,
                entries=inside,
                unfolded=open_all or index < 0 or (chosen is not None and chosen in inside),
            )
        )
    return tuple(found)


def heading(section: Section) -> str:
    """第一章 总则, or 一、办好学习."""
    if not section.number or not section.title:
        return section.number or section.title
    between = "　" if section.number.startswith("第") else "、"
    return f"{section.number}{between}{section.title}"


def numbered(entries: Sequence[ArticleEntry], typed: str) -> ArticleEntry | None:
    """The article of the number a person typed: 12, 第十二条 and 十二 are one number."""
    wanted = _bare(typed)
    return next((entry for entry in entries if wanted and _bare(entry.number) == wanted), None)


def stretch_around(
    entries: Sequence[ArticleEntry], chosen: ArticleEntry | None, length: int
) -> Stretch:
    """The part of a text of this length that is shown around the chosen article."""
    articles = sorted((one for one in entries if one.ordinal), key=lambda one: one.start)
    if length <= SHORT_DOCUMENT or not articles:
        return Stretch(0, length, None, None)
    first = last = articles.index(chosen) if chosen in articles else 0
    # Text between articles belongs to the one after it, as its heading.
    begins = [0] + [one.end for one in articles[:-1]]
    ends = [one.end for one in articles[:-1]] + [length]
    grown = True
    while grown:
        grown = False
        for left, right in ((0, 1), (1, 0)):
            wider = (first - left, last + right)
            if wider[0] < 0 or wider[1] >= len(articles):
                continue
            if ends[wider[1]] - begins[wider[0]] <= STRETCH:
                (first, last), grown = wider, True
    return Stretch(
        begins[first],
        ends[last],
        articles[first - 1].ordinal if first > 0 else None,
        articles[last + 1].ordinal if last + 1 < len(articles) else None,
    )


def _level(section: Section) -> int:
    mark = section.number[-1:]
    return _LEVELS.index(mark) if mark and mark in _LEVELS else len(_LEVELS)


def _bare(number: str) -> str:
    plain = re.sub(r"[第条款\s.、]", "", unicodedata.normalize("NFKC", number))
    value = numeral_value(plain)
    return str(value) if value is not None else plain
