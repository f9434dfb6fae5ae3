"""Sections and articles of a clean text.

Owns which numbers are sections and which are articles. Knows nothing of files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from question_bank.bundle import Article, Genre, Section, SourceProblem
from question_bank.reading.numbering import Numbered, Style, continuing, numbered_lines

LONGEST_TITLE: Final = 30
LONGEST_HEADING: Final = 60
LONGEST_RULE_TITLE: Final = 10

_BODY_STYLES: Final = (
    Style.CHINESE,
    Style.CHINESE_BRACKETS,
    Style.DIGITS,
    Style.DIGITS_BRACKETS,
    Style.CIRCLED,
)
_UNIT: Final = {Style.PART: "编", Style.CHAPTER: "章", Style.DIVISION: "节", Style.RULE: "条"}


@dataclass(frozen=True, slots=True)
class Outline:
    """What a text is made of. The preamble is all before the first section or article."""

    sections: tuple[Section, ...]
    articles: tuple[Article, ...]
    preamble_end: int
    problems: tuple[SourceProblem, ...]
    genre: Genre = Genre.PLAN


def outline_of(text: str) -> Outline:
    """Sections and articles, whatever the style of their numbers.

    Numbered 条 are the articles of a regulation. Else the second style in use gives the articles
    and the first one the sections; a section that has words of its own and no article below it is
    an article too.
    """
    lines = numbered_lines(text)
    rules = continuing(lines, Style.RULE)
    if len(rules) > 1:
        heads = [one for one in lines if one.style < Style.RULE and _is_heading(one)]
        return _built(text, heads, rules)
    levels = [(style, continuing(lines, style)) for style in _BODY_STYLES]
    used = [kept for _, kept in levels if len(kept) > 1]
    if not used:
        return Outline((), (), len(text), ())
    if len(used) == 1:
        lone = [kept[0] for _, kept in levels if len(kept) == 1 and _leads(kept[0], used[0], text)]
        return _built(text, lone[:1], used[0])
    heads, articles = list(used[0]), list(used[1])
    spans = [(one.start, after) for one, after in zip(heads, _nexts(heads, text), strict=True)]
    for place, (start, end) in enumerate(spans):
        if any(start < one.start < end for one in articles):
            continue
        lower = [one for kept in used[2:] for one in kept if start < one.start < end]
        has_words = end > heads[place].end + 1 or heads[place].end - start > LONGEST_HEADING
        if lower and has_words and not _before_first(text, heads[place], lower[0]):
            articles += [one for one in lower if one.style is lower[0].style]
        elif has_words:
            articles.append(heads[place])
    return _built(text, heads, sorted(articles, key=lambda one: one.start))


def _leads(head: Numbered, articles: Sequence[Numbered], text: str) -> bool:
    """Whether the only number of its style is the heading above all articles."""
    above = head.style < articles[0].style and head.start < articles[0].start
    return above and _is_heading(head) and "。" not in text[head.body : head.end]


def _before_first(text: str, head: Numbered, first: Numbered) -> bool:
    """Whether the section says more than its heading before its first inner number."""
    return first.start > head.end + 1 + 60 and bool(text[head.end : first.start].strip())


def _nexts(lines: Sequence[Numbered], text: str) -> list[int]:
    return [*(one.start for one in lines[1:]), len(text)][: len(lines)]


def _is_heading(one: Numbered) -> bool:
    return one.end - one.body <= LONGEST_HEADING


def _built(text: str, heads: Sequence[Numbered], lines: Sequence[Numbered]) -> Outline:
    sections = tuple(
        Section(
            _printed(one),
            text[one.body : one.end].strip()[: LONGEST_HEADING * 2]
            if _is_heading(one)
            else _title(text, one),
            one.start,
            _trimmed(text, one.start, end),
        )
        for one, end in zip(heads, _nexts(heads, text), strict=True)
    )
    starts = sorted({one.start for one in (*heads, *lines)} | {len(text)})
    articles = []
    for ordinal, one in enumerate(lines, start=1):
        end = next(start for start in starts if start > one.start)
        inside = [i for i, part in enumerate(sections) if part.start <= one.start < part.end]
        articles.append(
            Article(
                ordinal,
                one.printed,
                _title(text, one),
                inside[-1] if inside else -1,
                one.start,
                _trimmed(text, one.start, end),
            )
        )
    first = min(starts)
    return Outline(sections, tuple(articles), first, tuple(_problems(lines, heads)))


def _title(text: str, one: Numbered) -> str:
    """The words up to the first full stop, or the whole line when it has none; empty when long.

    The 条 of a regulation begin with their rule at once: a title there is short and more follows.
    """
    title, stop, rest = text[one.body : one.end].partition("。")
    title = title.strip()
    if one.style is Style.RULE:
        longest = LONGEST_RULE_TITLE if stop and rest.strip() else 0
    else:
        longest = LONGEST_TITLE if stop else LONGEST_HEADING
    return title if len(title) <= longest else ""


def _printed(one: Numbered) -> str:
    unit = _UNIT.get(one.style)
    return f"第{one.printed}{unit}" if unit and one.style is not Style.RULE else one.printed


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _problems(lines: Sequence[Numbered], heads: Sequence[Numbered]) -> list[SourceProblem]:
    found = []
    restarts = {one.start for one in heads}
    for ordinal, (before, one) in enumerate(pairwise(lines), start=2):
        if any(before.start < start <= one.start for start in restarts) and one.value == 1:
            continue
        if one.style is not before.style or one.value == before.value + 1:
            continue
        code = "number_repeated" if one.value <= before.value else "number_missing"
        message = (
            f"The number {one.printed} stands where {before.value + 1} was expected."
            if code == "number_missing"
            else f"The number {one.printed} stands twice."
        )
        found.append(SourceProblem(code, message, ordinal, one.start, one.body))
    return found
