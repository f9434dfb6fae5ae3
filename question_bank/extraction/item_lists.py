"""Lists whose members are counted: lines （一）…；（二）…。 under a head, and 一是…；二是… in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from question_bank.bundle import Genre
from question_bank.extraction.members import Named, shared_ending
from question_bank.extraction.separators import Part, counted_members, trimmed
from question_bank.extraction.words import words
from question_bank.numerals import numeral_value

_LINE: Final = re.compile(r"[^\n]+")
_LONGEST_HEAD: Final = 80
_LONGEST_ITEM: Final = {Genre.REGULATION: 600}
_LONGEST_ELSEWHERE: Final = 160
_NUMBER: Final = re.compile(
    r"\s*(?:第[〇零一二三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?\s*"
    r"|[（(][一二三四五六七八九十\d]+[)）]\s*|[一二三四五六七八九十]+、\s*|\d{1,3}\s*[.．、]\s*(?!\d))"
)
_AMONG: Final = "其中"
"""A head that gives no name: the line before it does."""
_DEFINED: Final = "为"
_DATED: Final = re.compile(r"\d+月|每[周月季年]|[上中下]旬|季度")
_REST: Final = re.compile("[，。]")
_FIGURE: Final = re.compile(r"\d+(?:分|次|学时|篇|条)")
_LOWER: Final = re.compile(
    r"[，。；](?:主要)?(?:包括|其中|分为|具体为|如下|按照下列[^，。；]{0,8})[：:]"
)
_LONGEST_TITLE: Final = 12
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
                    # The head of the lower list says what the item is: …的支出，包括：
                    own = run.items[-1]
                    announced = _LOWER.search(text, own.start, own.end)
                    run.has_lower |= announced is None or own.end != before.end
                    if announced:
                        run.items[-1] = Part(own.start, announced.start())
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
        members = _headed(text, run.head, [trimmed(text, item) for item in run.items])
        sound = all(1 <= len(one) <= longest for one in members)
        # What is done on one date and on the next is a schedule, whose entries are rules.
        sound &= longest != _LONGEST_ELSEWHERE or not all(
            _DATED.search(text, one.start, one.end) for one in members
        )
        sentences = longest == _LONGEST_ELSEWHERE and any(
            "。" in text[one.start : one.end] for one in members
        )
        shown = {text[one.start : one.end] for one in members}
        if len(members) < 2 or run.has_lower or not sound or sentences or len(shown) < len(members):
            continue
        name = _head(text, run.head)
        if len(name) >= 2 and text[name.start : name.end] != _AMONG:
            yield Named(name, tuple(members), not _is_open(text, name, members[-1]), counted=False)


def _headed(text: str, head: Part, members: list[Part]) -> list[Part]:
    """The words that each member begins with, where all go on with what holds of them: 优化设置。…
    below 四件事：, 政治学习，25分, 企业党员，主要考察…; where each says what it defines, that: …的，
    为优秀等次."""
    rests = [_REST.search(text, one.start, one.end) for one in members]
    found = [rest for rest in rests if rest is not None]
    if len(found) < len(members) and not (len(found) > 1 and _is_rest_open(text, members, rests)):
        return members
    heads = [
        Part(one.start, rest.start() if rest else one.end)
        for one, rest in zip(members, rests, strict=True)
    ]
    told = [text[rest.end() : one.end] for one, rest in zip(members, rests, strict=True) if rest]
    if all(one.startswith(_DEFINED) for one in told):
        ending = len(shared_ending(told))
        defined = [
            Part(rest.end() + len(_DEFINED), one.end - ending)
            for one, rest in zip(members, rests, strict=True)
            if rest
        ]
        return defined if all(len(one) > 0 for one in defined) else members
    titled = (
        all(rest[0] == "。" for rest in found)
        and max(map(len, heads)) <= _LONGEST_TITLE
        and any(numeral_value(one) == len(heads) for one in text[head.start : head.end])
    )
    counted = all(map(_FIGURE.search, told))
    alike = told[0].startswith(words().telling_verbs) and all(
        one[:2] == told[0][:2] for one in told
    )
    return heads if titled or counted or alike else members


def _is_rest_open(
    text: str, members: Sequence[Part], rests: Sequence[re.Match[str] | None]
) -> bool:
    """Whether only a first item that was cut and a last one that catches all have nothing behind."""
    bare = [one for one, rest in zip(members, rests, strict=True) if rest is None]
    return all(
        (one is members[0] and text[one.end : one.end + 1] in "，。") or one is members[-1]
        for one in bare
    )


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
    for family, pattern in enumerate(_at_start()):
        if (match := pattern.match(line)) and match.lastindex:
            return family, match.lastindex, match.end()
    return None


@cache
def _at_start() -> tuple[re.Pattern[str], ...]:
    """A pattern for each way of counting, with a group for each of its words."""
    return tuple(
        re.compile(rf"\s*(?:{'|'.join(f'({word})' for word in family)})\s*")
        for family in words().counting_words
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
