"""Which numbers of a plan, a booklet or a report head groups and which are its articles.

Owns the choice of the level. Knows nothing of regulations and of text without numbers.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from question_bank.reading.labels import is_title
from question_bank.reading.numbering import GROUPS, Numbered, Style, continuing
from question_bank.reading.regulation import LONGEST_HEADING, is_heading
from question_bank.reading.words import words

_OPENINGS: Final = frozenset(words().openings)
_BODY_STYLES: Final = tuple(style for style in Style if style not in (*GROUPS, Style.RULE))
_HEADED_STYLES: Final = frozenset({Style.CHINESE, Style.MONTH, Style.DIGITS, *GROUPS})
"""Numbers whose line is a heading even when it ends with a colon."""
_LONGEST_OPENING: Final = 120
_LEAST_OF_ARTICLE: Final = 60
"""Characters that numbered pieces have on the average when they are more than a list."""
_LEAST_RUNNING: Final = 4
_LEAST_BELOW: Final = 3
"""Numbers below a heading without one, on the average."""
_LONGEST_PLAIN: Final = 20
_LONGEST_OPEN: Final = 9
"""The same for one that ends with a colon, which mostly opens a list inside an article."""


@dataclass(frozen=True, slots=True)
class Levels:
    """Headings of sections and numbers of articles, each in order; a number may be both."""

    heads: tuple[Numbered, ...]
    articles: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    """A number and the text it stands for: up to the next number of its level or above."""

    one: Numbered
    end: int


def levels_of(text: str, lines: Sequence[Numbered], end: int) -> Levels:
    """The levels of the text up to `end`, whose numbered lines these are.

    The first style in use heads the sections and the numbers right below it are the articles; a
    number with words of its own and no article below it is an article. 第一部分, 章 and 节 only group
    when anything is numbered below them. Numbers that run on through several sections are the
    articles on whatever level they stand.
    """
    lines = _with_plain_headings(text, lines)
    used = _used(lines)
    groups = [
        one for one in lines if one.style in GROUPS and is_heading(text, one) and one.start < end
    ]
    if not used:
        return _of_groups(text, groups, end)
    running = _running(used)
    if running is not None:
        heads = [*groups, *(one for kept in used[:running] for one in kept)]
        return _under(text, heads, used[running], end)
    if len(used) == 1:
        lone = _lone_heading(text, lines, used[0])
        heads = [*groups, *lone]
        return _under(text, heads, used[0], end) if heads else Levels((), tuple(used[0]))
    return _two_levels(text, groups, used, end)


def _with_plain_headings(text: str, lines: Sequence[Numbered]) -> Sequence[Numbered]:
    """The lines and the headings without a number that stand right before numbers of the top level.

    They show where the numbers begin again, or, when they run on, by standing behind a full stop
    and seldom.
    """
    body = [one for one in lines if one.style > Style.RULE]
    months = bool(body) and body[0].style is Style.MONTH
    top = min((one.style for one in body), default=Style.MONTH)
    numbers = [one for one in body if one.style is top]
    known = {one.start for one in lines}
    restarts: list[Numbered] = []
    others: list[Numbered] = []
    for one in numbers:
        head = _plain_heading(text, one, may_open=months)
        if head is None or head.start in known:
            continue
        if one.value == 1:
            restarts.append(head)
        elif text[head.start - 2] in "。！；":
            others.append(head)
    if len(others) * _LEAST_BELOW > len(numbers) or top < Style.DIGITS:
        others = []
    found = [*restarts, *others]
    if len(found) < (1 if months else 2):
        return lines
    return sorted([*lines, *found], key=lambda one: one.start)


def _plain_heading(text: str, one: Numbered, *, may_open: bool) -> Numbered | None:
    """The short line without a mark right above this number, unless it is the title of all."""
    start = text.rfind("\n", 0, max(one.start - 1, 0)) + 1
    line = text[start : max(one.start - 1, 0)]
    opens = line.endswith(("：", ":"))
    longest = _LONGEST_OPEN if opens else _LONGEST_PLAIN
    if start == 0 or not 1 < len(line) <= longest or (opens and not may_open) or is_title(line):
        return None
    head = Numbered(Style.PART, 0, "", "", start, start, start + len(line.rstrip("：:")))
    return head if is_heading(text, head) else None


def _used(lines: Sequence[Numbered]) -> list[tuple[Numbered, ...]]:
    """The numbers of each style in use, the highest first. Months that come first are highest."""
    months = _kept(lines, Style.MONTH)
    first = next((one for one in lines if one.style > Style.RULE), None)
    lead = bool(months) and months[0] == first
    if lead:
        # Numbers below a month begin again there, as they do below a 章.
        heads = {one.start for one in months}
        lines = [replace(one, style=Style.PART) if one.start in heads else one for one in lines]
    others = [
        kept for style in _BODY_STYLES if style is not Style.MONTH and (kept := _kept(lines, style))
    ]
    if not months:
        return others
    return [months, *others] if lead else [*others, months]


def _kept(lines: Sequence[Numbered], style: Style) -> tuple[Numbered, ...]:
    kept = continuing(lines, style)
    return kept if len(kept) > (2 if style is Style.MONTH else 1) else ()


def _two_levels(
    text: str, groups: Sequence[Numbered], used: Sequence[Sequence[Numbered]], end: int
) -> Levels:
    units = _units(used[0], [one.start for one in groups], end)
    lower = sorted((one for kept in used[1:] for one in kept), key=lambda one: one.start)
    heads: list[Numbered] = []
    articles: list[Numbered] = []
    for unit, found in [(unit, _expanded(text, unit, lower, depth=0)) for unit in units]:
        if found is not None:
            heads += found.heads
            articles += found.articles
        elif _has_words(text, unit):
            articles.append(unit.one)
    heads = [*groups, *used[0], *heads] if heads else list(groups)
    articles += _orphans(units, lower, groups)
    if groups:
        articles += _wordy_groups(text, groups, [*used[0], *articles], end)
    ordered = _in_order(articles)
    if heads:
        ordered = _without_opening(text, groups or used[0], ordered)
    return Levels(_in_order(heads), ordered)


def _in_order(ones: Sequence[Numbered]) -> tuple[Numbered, ...]:
    return tuple(sorted({one.start: one for one in ones}.values(), key=lambda one: one.start))


def _expanded(text: str, unit: _Unit, lower: Sequence[Numbered], *, depth: int) -> Levels | None:
    """The unit as a heading with the articles below it; None when it is an article itself."""
    first = bisect_right(lower, unit.one.start, key=lambda one: one.start)
    last = bisect_left(lower, unit.end, key=lambda one: one.start)
    inside = lower[first:last]
    below = [one for one in inside if one.style is inside[0].style]
    if not below or not _is_grouping(text, unit, below, depth=depth):
        return None
    heads = [unit.one]
    articles: list[Numbered] = []
    for part in _units(below, [], unit.end):
        found = _expanded(text, part, inside, depth=depth + 1)
        heads += found.heads if found else ()
        articles += found.articles if found else (part.one,)
    return Levels(tuple(heads), tuple(articles))


def _without_opening(
    text: str, tops: Sequence[Numbered], articles: Sequence[Numbered]
) -> tuple[Numbered, ...]:
    """Without the sections that say what the whole is for, where the others hold articles."""
    opening = set()
    for one in tops:
        if text[one.body : one.end].rstrip("。：: ") not in _OPENINGS:
            break
        opening.add(one.start)
    return tuple(one for one in articles if one.start not in opening)


def _orphans(
    units: Sequence[_Unit], lower: Sequence[Numbered], groups: Sequence[Numbered]
) -> list[Numbered]:
    """Lower numbers of a 章 or 部分 that has no number of the higher level at all."""
    if not groups:
        return []
    covered = [(unit.one.start, unit.end) for unit in units]
    starts = [start for start, _ in covered]
    found = []
    for one in lower:
        place = bisect_right(starts, one.start) - 1
        if one.start > groups[0].start and (place < 0 or one.start >= covered[place][1]):
            found.append(one)
    return [one for one in found if one.style is found[0].style]


def _under(text: str, heads: Sequence[Numbered], kept: Sequence[Numbered], end: int) -> Levels:
    """These numbers as articles; headings that have none below and words of their own too."""
    ordered = _in_order(heads)
    articles = _in_order([*kept, *_wordy_groups(text, ordered, kept, end)])
    return Levels(ordered, _without_opening(text, ordered, articles))


def _wordy_groups(
    text: str, heads: Sequence[Numbered], below: Sequence[Numbered], end: int
) -> list[Numbered]:
    """Headings with words of their own that nothing is numbered below.

    Words between a heading and the first heading of a lower level are a mere opening.
    """
    starts = sorted(one.start for one in (*heads, *below))
    styles = {one.start: one.style for one in heads}
    found = []
    for one in heads:
        place = bisect_right(starts, one.start)
        after = starts[place] if place < len(starts) else end
        closed = after == end or styles.get(after, one.style + 1) <= one.style
        if closed and _has_words(text, _Unit(one, after)):
            found.append(one)
    return found


def _of_groups(text: str, groups: Sequence[Numbered], end: int) -> Levels:
    """Only 第一部分, 章 and 节: the lowest ones that have words are the articles."""
    if len(groups) < 2:
        return Levels((), ())
    units = _units(groups, [], end)
    articles = [
        unit.one
        for unit, after in zip(units, [*groups[1:], None], strict=True)
        if _has_words(text, unit) and not (after is not None and after.style > unit.one.style)
    ]
    heads = [one for one in groups if one not in articles]
    return Levels(tuple(heads), tuple(articles))


def _units(ones: Sequence[Numbered], bounds: Sequence[int], end: int) -> list[_Unit]:
    stops = sorted([*bounds, *(one.start for one in ones), end])
    return [_Unit(one, stops[bisect_right(stops, one.start)]) for one in ones if one.start < end]


def _running(used: Sequence[Sequence[Numbered]]) -> int | None:
    """The level below the first whose numbers never begin again although headings part them."""
    for place in range(1, len(used)):
        kept = used[place]
        if len(kept) < _LEAST_RUNNING or any(
            after.path <= one.path for one, after in pairwise(kept)
        ):
            continue
        parents = [one.start for one in used[place - 1]]
        parted = {bisect_right(parents, one.start) for one in kept} - {0}
        if len(parted) > 1 and kept[0].start > parents[0]:
            return place
    return None


def _lone_heading(
    text: str, lines: Sequence[Numbered], articles: Sequence[Numbered]
) -> list[Numbered]:
    """The only number of its style, when it is the heading above all articles."""
    first = articles[0]
    above = [
        one
        for one in lines
        if Style.RULE < one.style < first.style and one.start < first.start and is_heading(text, one)
    ]  # fmt: skip
    return above[:1]


def _is_grouping(text: str, unit: _Unit, below: Sequence[Numbered], *, depth: int) -> bool:
    """Whether what is numbered inside the unit are articles and the unit their heading.

    On lower levels that needs more: nothing said before them, and pieces as long as articles.
    """
    line = text[unit.one.body : unit.one.end].rstrip()
    length = (unit.end - below[0].start) / len(below)
    if depth:
        parted = below[0].start - unit.one.end > 1
        return _is_bare(line) and not parted and length >= _LEAST_OF_ARTICLE
    if _is_bare(line):
        if unit.one.style is Style.CHINESE or unit.one.style is Style.MONTH:
            return True
        if below[0].style is Style.DECIMAL:
            return True
        return not line.endswith(("：", ":")) and length >= _LEAST_OF_ARTICLE
    if unit.one.style not in _HEADED_STYLES:
        return False
    opening = below[0].start - unit.one.start
    return opening <= _LONGEST_OPENING and length >= 2 * _LEAST_OF_ARTICLE


def _is_bare(line: str) -> bool:
    return (
        len(line) <= LONGEST_HEADING and "。" not in line[:-1] and not line.endswith(("，", "；"))
    )


def _has_words(text: str, unit: _Unit) -> bool:
    """Whether it says more than a heading does."""
    line_end = min(unit.one.end, unit.end)
    more = text[line_end : unit.end].strip()
    line = text[unit.one.body : line_end]
    return bool(more) or len(line) > LONGEST_HEADING or "。" in line or "；" in line
