"""Lists whose members are counted: lines （一）…；（二）…。 under a head, and 一是…；二是… in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from question_bank.bundle import Genre
from question_bank.extraction.members import Named
from question_bank.extraction.separators import Part, counted_members, trimmed
from question_bank.extraction.words import words

_LINE: Final = re.compile(r"[^\n]+")
_LONGEST_HEAD: Final = 80
_LONGEST_ITEM: Final = {Genre.REGULATION: 600}
_LONGEST_ELSEWHERE: Final = 160
_NUMBER: Final = re.compile(
    r"\s*(?:第[〇零一二三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?\s*"
    r"|[（(][一二三四五六七八九十\d]+[)）]\s*|[一二三四五六七八九十]+、\s*|\d{1,3}\s*[.．、]\s*(?!\d))"
)
_OTHERS: Final = re.compile(r"(?:的|和|以及|及|或者|或|与)其[他它][^，；。]{0,16}\Z")


@dataclass(slots=True)
class _Run:
    """Lines that count on from one, below their head."""

    family: int
    head: Part
    items: list[Part] = field(default_factory=list)
    has_lower: bool = False
    """Whether an item has more lines than its own."""
    is_interrupted: bool = False
    """Whether a line without number followed; the list may be over, or go on."""


def lists_of_lines(
    text: str, genre: Genre, articles: frozenset[int] = frozenset()
) -> Iterator[Named]:
    """Lists of numbered lines below a line that ends with a colon.

    `articles` are the places where articles begin: those that are sentences are no members.
    """
    longest = _LONGEST_ITEM.get(genre, _LONGEST_ELSEWHERE)
    runs: list[_Run] = []
    before: Part | None = None
    for line in _LINE.finditer(text):
        if not line[0].strip():
            continue
        kind = _counted(line[0])
        part = Part(line.start(), line.start() + len(line[0].rstrip()))
        if kind is None:
            if line.start() in articles:
                yield from _finished(text, runs, longest)
                runs = []
            for run in runs:
                run.is_interrupted = True
        else:
            family, number, width = kind
            item = Part(part.start + width, part.end)
            is_article = line.start() in articles and text[part.end - 1] == "。"
            if number == 1 and before is not None and text[before.end - 1] in "：:":
                over = [run for run in runs if run.is_interrupted]
                yield from _finished(text, over, longest)
                runs = [run for run in runs if not run.is_interrupted]
                for run in runs:
                    run.has_lower = True
                runs.append(_Run(family, before, [item], has_lower=is_article))
            else:
                while runs and not (
                    runs[-1].family == family and len(runs[-1].items) + 1 == number
                ):
                    yield from _finished(text, [runs.pop()], longest)
                if runs:
                    # A paragraph between two items belongs to the first: its end is not certain.
                    runs[-1].has_lower |= runs[-1].is_interrupted
                    runs[-1].items.append(item)
        before = part
    yield from _finished(text, runs, longest)


def _finished(text: str, runs: Sequence[_Run], longest: int) -> Iterator[Named]:
    for run in runs:
        members = [trimmed(text, item) for item in run.items]
        sound = all(1 <= len(one) <= longest for one in members)
        sentences = longest == _LONGEST_ELSEWHERE and any(
            "。" in text[one.start : one.end] for one in members
        )
        shown = {text[one.start : one.end] for one in members}
        if len(members) < 2 or run.has_lower or not sound or sentences or len(shown) < len(members):
            continue
        name = _head(text, run.head)
        if len(name) >= 2:
            yield Named(name, tuple(members), not _is_open(text, name, members[-1]), counted=False)


def _head(text: str, line: Part) -> Part:
    """The sentence before the colon, without the number of its article. Of a long one the clause
    that announces the list, with those before it as far as there is room, else the last clauses."""
    end = line.end - 1
    begin = max(line.start, text.rfind("。", line.start, end) + 1)
    number = _NUMBER.match(text, begin, end)
    begin = number.end() if number else begin
    announced = _ANNOUNCED.search(text, begin, end)
    if end - begin > _LONGEST_HEAD and announced:
        stop = _CLAUSE_END.search(text, announced.start(), end)
        end = stop.start() if stop else end
    while end - begin > _LONGEST_HEAD and (comma := _CLAUSE_END.search(text, begin, end)):
        begin = comma.end()
    return trimmed(text, Part(begin, end))


_ANNOUNCED: Final = re.compile("下列|以下|如下")
_CLAUSE_END: Final = re.compile("[，；]")


def _is_open(text: str, head: Part, last: Part) -> bool:
    member = text[last.start : last.end]
    return (
        member.startswith(words().catch_alls)
        or bool(_OTHERS.search(member))
        or "不限于" in text[head.start : head.end]
    )


def _counted(line: str) -> tuple[int, int, int] | None:
    """The way a line is counted, its number, and where its words begin."""
    if line[0] not in _first_characters():
        return None
    for family, patterns in enumerate(_at_start()):
        for number, pattern in enumerate(patterns, start=1):
            if match := pattern.match(line):
                return family, number, match.end()
    return None


@cache
def _at_start() -> tuple[tuple[re.Pattern[str], ...], ...]:
    return tuple(
        tuple(re.compile(rf"\s*{word}\s*") for word in family) for family in words().counting_words
    )


@cache
def _first_characters() -> frozenset[str]:
    """What a counted line can begin with: most lines need no closer look."""
    return frozenset(" \t　（(第其一二三四五六七八九十0123456789①②③④⑤⑥⑦⑧⑨⑩")


def lists_in_lines(text: str) -> Iterator[Named]:
    """Members counted inside one paragraph: 一是…；二是…；三是…。 Named by the words before a colon."""
    for line in _LINE.finditer(text):
        first = _first().search(line[0])
        if first is None:
            continue
        begin = line.start() + first.start()
        members = counted_members(text, begin, line.end())
        shown = {text[one.start : one.end] for one in members}
        sound = all(2 <= len(one) <= _LONGEST_ELSEWHERE for one in members)
        if len(members) < 2 or not sound or len(shown) < len(members):
            continue
        name = _name_of(text, line.start(), begin)
        yield Named(name, tuple(members), closed=True, counted=False)


def _name_of(text: str, line_start: int, begin: int) -> Part:
    """The clause before a colon that stands right before the first member; empty when none does."""
    colon = begin - 1
    while colon >= line_start and text[colon] in " 　":
        colon -= 1
    if colon < line_start or text[colon] not in "：:":
        return Part(begin, begin)
    left = max(text.rfind(mark, line_start, colon) for mark in "。；，\n")
    number = _NUMBER.match(text, max(left + 1, line_start), colon)
    return trimmed(text, Part(number.end() if number else max(left + 1, line_start), colon))


@cache
def _first() -> re.Pattern[str]:
    """The first word of a way of counting, behind a mark or, for words such as 一是, at the start."""
    firsts = [family[0] for family in words().counting_words]
    spoken = [one for one in firsts if one[0] in "一第其"]
    marked = [one for one in firsts if one[0] not in "一第其"]
    return re.compile(
        rf"(?:(?<=[，。；：:;—])|\A)(?:{'|'.join(spoken)})|(?<=[，。；：:;—])(?:{'|'.join(marked)})"
    )
