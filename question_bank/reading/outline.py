"""Sections and articles of a clean text.

Owns putting together what is found in the body and in each annex. Which numbers are articles is
decided in `regulation`, `levels` and `prose`. Knows nothing of files.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from question_bank.bundle import Article, Genre, Section, SourceProblem
from question_bank.reading.genre import genre_of, genre_of_rules
from question_bank.reading.labels import title_in
from question_bank.reading.levels import levels_of
from question_bank.reading.numbering import GROUPS, Numbered, Style, numbered_lines
from question_bank.reading.prose import Part, parts_of
from question_bank.reading.regulation import LONGEST_HEADING, headings_of, rules_of
from question_bank.reading.zones import Annex, Line, lines_in, zones_of

LONGEST_TITLE: Final = 30
LONGEST_RULE_TITLE: Final = 10
_LONGEST_OPENING: Final = 600
"""Characters before the first number that leave no doubt whether the numbers order the text."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What a text is made of. The preamble is all before the first section or article."""

    sections: tuple[Section, ...]
    articles: tuple[Article, ...]
    preamble_end: int
    problems: tuple[SourceProblem, ...]
    genre: Genre = Genre.PLAN


@dataclass(frozen=True, slots=True)
class _Found:
    """What one stretch of the text, the body or an annex, holds."""

    heads: tuple[Numbered, ...]
    articles: tuple[Numbered, ...]
    is_regulation: bool = False


def outline_of(text: str, raw_offsets: Sequence[int] = ()) -> Outline:
    """Sections and articles, whatever the style of their numbers.

    Numbered 条 are the articles of a regulation, else numbers on the level below the headings,
    else months; a text without numbers has its headed parts or its paragraphs as articles. An
    annex is a section of its own. `raw_offsets` tells where blanks were taken out.
    """
    lines = lines_in(text)
    zones = zones_of(lines)
    numbered = [one for one in numbered_lines(text) if one.start not in zones.left_out]
    bounds = [0, *(annex.start for annex in zones.annexes), len(text)]
    found: list[_Found] = []
    starts = [one.start for one in numbered]
    for start, end in pairwise(bounds):
        inside = numbered[bisect_left(starts, start) : bisect_left(starts, end)]
        part = _found(text, inside, end, raw_offsets)
        if not found or part.is_regulation or _are_articles(text, part.articles, found[0], end):
            found.append(part)
    articles = [one for part in found for one in part.articles]
    body = [line for line in lines if line.start not in zones.left_out]
    if not articles or _is_list_in_prose(text, articles[0], body):
        return _of_prose(text, parts_of(body))
    heads = [one for part in found for one in part.heads]
    sections = _sections(text, heads, zones.annexes)
    built = _articles(text, articles, sections)
    first = min([built[0].start, *(section.start for section in sections)])
    if next(part for part in found if part.articles).is_regulation:
        genre = genre_of_rules(title_in(text[:first]))
    else:
        months = any(one.style is Style.MONTH for one in (*heads, *articles))
        genre = genre_of(title_in(text[:first]), built, numbered=True, by_months=months)
    return Outline(sections, built, first, tuple(_problems(articles, sections)), genre)


def _found(
    text: str, numbered: Sequence[Numbered], end: int, raw_offsets: Sequence[int]
) -> _Found:  # fmt: skip
    rules = rules_of(text, numbered, raw_offsets)
    if len(rules) > 1:
        start = numbered[0].start
        heads = headings_of(text, numbered, start=start, end=end)
        return _Found(heads, rules, is_regulation=True)
    levels = levels_of(text, numbered, end)
    if not levels.articles and rules:
        return _Found(levels.heads, rules, is_regulation=True)
    return _Found(levels.heads, levels.articles)


def _are_articles(text: str, ones: Sequence[Numbered], body: _Found, end: int) -> bool:
    """Whether numbers of an annex order sentences, not the rows of a table; a law's never do."""
    if body.is_regulation or not ones:
        return False
    return text.count("。", ones[0].start, end) >= len(ones)


def _is_list_in_prose(text: str, first: Numbered, lines: Sequence[Line]) -> bool:
    """Whether numbers only begin far down in a text that is ordered by headings without numbers."""
    if first.style is Style.RULE or first.start <= max(_LONGEST_OPENING, len(text) * 2 // 5):
        return False
    parts = parts_of(lines)
    return bool(parts and parts[0].title and parts[0].start < first.start)


def _of_prose(text: str, parts: Sequence[Part]) -> Outline:
    articles = tuple(
        Article(ordinal, "", part.title, -1, part.start, _trimmed(text, part.start, part.end))
        for ordinal, part in enumerate(parts, start=1)
    )
    first = articles[0].start if articles else len(text)
    return Outline((), articles, first, (), Genre.PROSE)


def _sections(
    text: str, heads: Sequence[Numbered], annexes: Sequence[Annex]
) -> tuple[Section, ...]:
    """Each heading with all below it: a 章 holds its 节, an annex ends everything before it."""
    marked = sorted(
        [
            *((one.start, int(one.style), _printed(one), _heading(text, one)) for one in heads),
            *((annex.start, -1, annex.name, annex.title) for annex in annexes),
        ]
    )
    ends = [len(text)] * len(marked)
    open_: list[int] = []
    for place, (start, rank, _, _) in enumerate(marked):
        while open_ and marked[open_[-1]][1] >= rank:
            ends[open_.pop()] = start
        open_.append(place)
    return tuple(
        Section(number, title, start, _trimmed(text, start, end))
        for (start, _, number, title), end in zip(marked, ends, strict=True)
    )


def _heading(text: str, one: Numbered) -> str:
    words = text[one.body : one.end].strip()
    if not words and one.end < len(text):
        # A number alone on its line has its heading on the next.
        words = text[one.end + 1 :].partition("\n")[0]
        return words if len(words) <= LONGEST_HEADING and "。" not in words else ""
    return words[: LONGEST_HEADING * 2] if len(words) <= LONGEST_HEADING else _title(text, one)


def _articles(
    text: str, ones: Sequence[Numbered], sections: Sequence[Section]
) -> tuple[Article, ...]:
    starts = sorted({one.start for one in ones} | {part.start for part in sections} | {len(text)})
    section_starts = [part.start for part in sections]
    articles = []
    for ordinal, one in enumerate(ones, start=1):
        end = starts[bisect_right(starts, one.start)]
        section = bisect_right(section_starts, one.start) - 1
        while section >= 0 and sections[section].end <= one.start:
            section -= 1
        end = _trimmed(text, one.start, end)
        title = _title(text, one)
        if title == text[one.body : end].rstrip("。"):
            # Nothing follows: it is the article itself.
            title = ""
        articles.append(Article(ordinal, _printed(one), title, section, one.start, end))
    return tuple(articles)


def _title(text: str, one: Numbered) -> str:
    """The words up to the first full stop, or the whole line when it has none; empty when long.

    The 条 of a regulation begin with their rule at once: a title there is short and more follows.
    """
    title, stop, rest = text[one.body : one.end].partition("。")
    title = title.strip().rstrip("：:")
    if one.style is Style.RULE:
        longest = LONGEST_RULE_TITLE if stop and rest.strip() else 0
    else:
        longest = LONGEST_TITLE if stop else LONGEST_HEADING
    return title if len(title) <= longest else ""


def _printed(one: Numbered) -> str:
    return f"第{one.printed}{one.mark}" if one.style in GROUPS and one.value else one.printed


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _problems(lines: Sequence[Numbered], sections: Sequence[Section]) -> list[SourceProblem]:
    found = []
    restarts = [part.start for part in sections]
    for ordinal, (before, one) in enumerate(pairwise(lines), start=2):
        parted = bisect_right(restarts, one.start) > bisect_right(restarts, before.start)
        if (one.value == 1 and parted) or one.style is not before.style:
            continue
        if one.tail or before.tail or one.style is Style.MONTH:
            continue
        if one.value == before.value + 1:
            continue
        code = "number_repeated" if one.value <= before.value else "number_missing"
        message = (
            f"The number {one.printed} stands where {before.value + 1} was expected."
            if code == "number_missing"
            else f"The number {one.printed} stands twice."
        )
        found.append(SourceProblem(code, message, ordinal, one.start, one.body))
    return found
