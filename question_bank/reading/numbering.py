"""The numbers that lines begin with.

Owns the styles of numbers and which of them continue one another. Knows nothing of articles.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final

from question_bank.numerals import numeral_value
from question_bank.reading.words import words

_CHINESE: Final = r"[〇零一二两三四五六七八九十百千]{1,7}"
_COUNT: Final = rf"(?P<n>{_CHINESE}|\d{{1,4}})"
_UNITS: Final = "|".join(words().units)


class Style(IntEnum):
    """How a number is written; smaller stands higher in an outline."""

    PART = 0
    """第一编, 第一部分"""
    SUBPART = 1
    """第一分编"""
    CHAPTER = 2
    DIVISION = 3
    """第一节"""
    RULE = 4
    """第一条"""
    CHINESE = 5
    """一、"""
    CHINESE_BRACKETS = 6
    """（一）"""
    DIGITS = 7
    """1. 1、 １．"""
    DECIMAL = 8
    """1.1 3.2.1"""
    DIGITS_BRACKETS = 9
    """（1） 1)"""
    CIRCLED = 10
    """①"""
    LETTERS = 11
    """A. a)"""
    MONTH = 12
    """1月 一月份：; 第一季度："""


GROUPS: Final = (Style.PART, Style.SUBPART, Style.CHAPTER, Style.DIVISION)
"""Numbers that head groups of articles and are seldom articles."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line that begins with a number.

    `start` and `end` bound the line, `body` is where the words begin; `printed` is the number
    without its marks, `mark` what follows it. `tail` is what stands below `value`: (2, 1) of 3.2.1,
    (1,) of 第三条之一.
    """

    style: Style
    value: int
    printed: str
    mark: str
    start: int
    body: int
    end: int
    tail: tuple[int, ...] = ()

    @property
    def path(self) -> tuple[int, ...]:
        """All of its numbers, from the highest down."""
        return (self.value, *self.tail)


_OF_ORDER: Final = (
    (Style.RULE, re.compile(rf"(?:第\s?{_COUNT}\s?(?P<m>条)|条目(?P<n2>{_CHINESE})(?P<m2>))(?:之(?P<t>{_CHINESE}))?[　 ：:、]?")),
    (Style.CHAPTER, re.compile(rf"第\s?{_COUNT}\s?(?P<m>章)")),
    (Style.DIVISION, re.compile(rf"第\s?{_COUNT}\s?(?P<m>节)")),
    (Style.SUBPART, re.compile(rf"第\s?{_COUNT}\s?(?P<m>分编)")),
    (Style.PART, re.compile(rf"第\s?{_COUNT}\s?(?P<m>编|部分|篇)")),
)  # fmt: skip
_OF_MONTH: Final = re.compile(
    r"【?(?:[1１][0-2０-２]|[1-9１-９]|十[一二]?|[一二三四五六七八九])"
    r"(?:[-—–－~～至、和](?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九]))?月份?(?P<m>[：:、】]|$)"
    r"|【?(?:第[一二三四1-4]|[一二三四])季度(?P<m2>[：:】]|$)"
)
_OF_CHINESE: Final = (
    (Style.CHINESE, re.compile(rf"(?P<n>{_CHINESE})\s?(?P<m>[、．.])")),
)  # fmt: skip
_OF_BRACKETS: Final = (
    (Style.CHINESE_BRACKETS, re.compile(rf"[（(]\s?(?P<n>{_CHINESE})\s?(?P<m>[）)])[、．.]?")),
    (Style.DIGITS_BRACKETS, re.compile(r"[（(]\s?(?P<n>\d{1,3})\s?(?P<m>[）)])[、．.]?")),
    (Style.LETTERS, re.compile(r"[（(]?(?P<n>[A-Za-zＡ-Ｚａ-ｚ])\s?(?P<m>[）)])[、．.]?")),
)
_OF_DIGITS: Final = (
    (Style.DIGITS, re.compile(r"(?P<n>\d{1,3})\s?(?P<m>[.．、。])(?=\d{1,2}月|\d{3,}(?![\d亿万元%％]))")),
    (Style.DECIMAL, re.compile(rf"(?P<n>\d{{1,2}}(?:[.．]\d{{1,2}}){{1,3}})(?P<m>)[.．、]?(?!\d|{_UNITS})")),
    (Style.DIGITS, re.compile(r"(?P<n>\d{1,3})\s?(?P<m>[.．。](?!\d)|、)")),
    (Style.DIGITS, re.compile(r"(?P<n>\d{1,2})(?P<m> )(?=[一-鿿“《])")),
    (Style.DIGITS_BRACKETS, re.compile(r"(?P<n>\d{1,3})\s?(?P<m>[）)])[、．.]?")),
)  # fmt: skip
_OF_LETTERS: Final = (
    (Style.LETTERS, re.compile(r"(?P<n>[A-Za-zＡ-Ｚａ-ｚ])\s?(?P<m>[）)．.、])(?![A-Za-z])")),
)
_OF_SIGNS: Final = (
    (Style.CIRCLED, re.compile(r"(?P<n>[①-⑳㉑-㉟])(?P<m>)[、．.]?")),
    (Style.CHINESE_BRACKETS, re.compile(r"(?P<n>[㈠-㈩])(?P<m>)[、．.]?")),
    (Style.DIGITS_BRACKETS, re.compile(r"(?P<n>[⑴-⒇])(?P<m>)[、．.]?")),
    (Style.DIGITS, re.compile(r"(?P<n>[⒈-⒛])(?P<m>)[、．.]?")),
)

_Patterns = tuple[tuple[Style, re.Pattern[str]], ...]
_BY_FIRST: Final[dict[str, _Patterns]] = (
    dict.fromkeys("第条", _OF_ORDER)
    | dict.fromkeys("〇零一二两三四五六七八九十百千", _OF_CHINESE)
    | dict.fromkeys("（(", _OF_BRACKETS)
    | dict.fromkeys("0123456789０１２３４５６７８９", _OF_DIGITS)
    | {"【": ()}
    | dict.fromkeys((chr(code + shift) for code in range(65, 91) for shift in (0, 32, 0xFEE0, 0xFF00)), _OF_LETTERS)
    | dict.fromkeys((chr(code) for code in (*range(0x2460, 0x249C), *range(0x3220, 0x322A), *range(0x3251, 0x3260))), _OF_SIGNS)
)  # fmt: skip
_MAY_STAND_ALONE: Final = frozenset({*GROUPS, Style.RULE, Style.MONTH})
_WIDEST_GAP: Final = 3
"""How many numbers may be missing before a number counts as something else."""
_WIDEST_LOSS: Final = 20
"""The same where the number after it follows."""


def numbered_lines(text: str) -> tuple[Numbered, ...]:
    """All lines that begin with a number of any style."""
    found: list[Numbered] = []
    start = 0
    for line in text.split("\n"):
        patterns = _BY_FIRST.get(line[:1])
        if patterns is not None:
            one = _month(line, start) or _numbered(line, start, patterns)
            if one is not None:
                found.append(one)
        start += len(line) + 1
    return tuple(_one_style(found))


def number_end(line: str) -> int:
    """Where the words of a line begin behind its number; 0 when it has none."""
    patterns = _BY_FIRST.get(line[:1])
    if patterns is None:
        return 0
    one = _month(line, 0) or _numbered(line, 0, patterns)
    return one.body if one else 0


def _numbered(line: str, start: int, patterns: _Patterns) -> Numbered | None:
    for style, pattern in patterns:
        match = pattern.match(line)
        if match is None:
            continue
        parts = match.groupdict()
        printed = parts["n"] or parts["n2"]
        path = _path(style, printed)
        if not path or not path[0]:
            continue
        rest = line[match.end() :]
        if not rest.strip() and style not in _MAY_STAND_ALONE:
            continue
        body = start + match.end() + len(rest) - len(rest.lstrip())
        if tail := parts.get("t"):
            path = (*path, numeral_value(tail) or 0)
            printed = f"{printed}之{tail}"
        mark = parts["m"] or ""
        return Numbered(style, path[0], printed, mark, start, body, start + len(line), path[1:])
    return None


def _path(style: Style, printed: str) -> tuple[int, ...]:
    if style is Style.LETTERS:
        return (ord(unicodedata.normalize("NFKC", printed).upper()) - ord("A") + 1,)
    if style is Style.DECIMAL:
        return tuple(int(part) for part in re.split("[.．]", printed))
    if len(printed) == 1 and printed.isnumeric() and not printed.isdecimal():
        return (int(unicodedata.numeric(printed)),)
    value = int(printed) if printed.isdigit() else numeral_value(printed)
    return (value,) if value else ()


def _month(line: str, start: int) -> Numbered | None:
    match = _OF_MONTH.match(line)
    if match is None:
        return None
    printed = line[: match.end()].strip("【】：:、")
    quarter = "季" in printed
    value = numeral_value(
        unicodedata.normalize("NFKC", re.split(r"[^\d一二三四五六七八九十]", printed.removeprefix("第"))[0])
    )  # fmt: skip
    if not value:
        return None
    body = start + match.end()
    if line[match.end() - 1] == "】":
        body += len(line[match.end() :]) - len(line[match.end() :].lstrip())
    mark = "季度" if quarter else "月"
    return Numbered(Style.MONTH, value, printed, mark, start, body, start + len(line))


def _one_style(found: Sequence[Numbered]) -> list[Numbered]:
    """A style that never began but goes on where another stopped is that other one, rewritten."""
    begun: set[Style] = set()
    last: dict[Style, Numbered] = {}
    settled: list[Numbered] = []
    for one in found:
        if one.value == 1 or one.style in (*GROUPS, Style.RULE, Style.DECIMAL, Style.MONTH):
            begun.add(one.style)
        elif one.style not in begun:
            before = [
                other
                for style, other in last.items()
                if other.value + 1 == one.value and style >= Style.CHINESE and not other.tail
            ]
            if before:
                one = replace(one, style=max(before, key=lambda other: other.start).style)
        last[one.style] = one
        settled.append(one)
    return settled


def continuing(found: Sequence[Numbered], style: Style) -> tuple[Numbered, ...]:
    """The lines of this style that count on: through the document or from 1 below each heading.

    A list inside an article that begins again at 1 is left out as long as it counts on itself; a
    few missing numbers are passed over, a repeated number is taken as a slip of the writer.
    """
    if style is Style.DECIMAL:
        return _decimals(found)
    if style is Style.MONTH:
        return _months(found)
    own, fresh = _own_lines(found, style)
    kept: list[Numbered] = []
    inner = 0
    may_restart = True
    place = 0
    while place < len(own):
        one = own[place]
        if fresh[place]:
            inner = 0
            may_restart = True
        last = kept[-1].value if kept else 0
        place += 1
        if one.value == 1 and not may_restart:
            inner = 1
            place = _behind_inner(own, fresh, place - 1, after=last + 1)
        elif inner and one.value == inner + 1 and not _goes_on(kept, one):
            inner = one.value
        elif (
            one.value <= 1 + may_restart
            or last <= one.value <= last + 1 + _WIDEST_GAP
            or (last < one.value <= last + _WIDEST_LOSS and _is_followed(own, place - 1))
        ):
            kept.append(one)
            inner = 0
            may_restart = False
    return tuple(kept)


def _own_lines(found: Sequence[Numbered], style: Style) -> tuple[list[Numbered], list[bool]]:
    """The lines of the style, and whether a higher number stands between one and the line before."""
    own: list[Numbered] = []
    fresh: list[bool] = []
    parted = True
    for one in found:
        if one.style is style:
            own.append(one)
            fresh.append(parted)
            parted = False
        elif one.style < style:
            parted = True
    return own, fresh


def _behind_inner(own: Sequence[Numbered], fresh: Sequence[bool], start: int, *, after: int) -> int:
    """The place behind a list that begins at 1, when what follows it goes on with `after`."""
    place = start + 1
    while place < len(own) and not fresh[place] and own[place].value == own[place - 1].value + 1:
        place += 1
    goes_on = place < len(own) and not fresh[place] and own[place].value == after
    return place if goes_on else start + 1


def _is_followed(own: Sequence[Numbered], place: int) -> bool:
    return place + 1 < len(own) and own[place + 1].value == own[place].value + 1


def _goes_on(kept: Sequence[Numbered], one: Numbered) -> bool:
    """Whether it is the next number written like the one before, so not one of an inner list."""
    return bool(kept) and one.value == kept[-1].value + 1 and one.mark == kept[-1].mark


def _decimals(found: Sequence[Numbered]) -> tuple[Numbered, ...]:
    """Numbers such as 1.1 that follow one another, of the highest level that is there."""
    kept: list[Numbered] = []
    for one in found:
        if one.style is not Style.DECIMAL:
            continue
        path = one.path
        if not kept:
            follows = path[-1] == 1 and path[0] <= 1 + _WIDEST_GAP
        else:
            follows = _follows(kept[-1].path, path)
        if follows:
            kept.append(one)
    depth = min((len(one.path) for one in kept), default=0)
    return tuple(one for one in kept if len(one.path) == depth)


def _follows(before: tuple[int, ...], path: tuple[int, ...]) -> bool:
    """Whether the one number may come next after the other: the next, one below, one above."""
    if path[:-1] == before:
        return path[-1] == 1
    at = len(path) - 1
    if len(path) > len(before):
        return path[0] == before[0] + 1 and set(path[1:]) == {1}
    if path[:at] == before[:at]:
        return before[at] <= path[at] <= before[at] + 1 + _WIDEST_GAP
    ahead = path[0] - before[0]
    return path[at] == 1 and 0 <= ahead <= 1 + _WIDEST_GAP


def _months(found: Sequence[Numbered]) -> tuple[Numbered, ...]:
    """Months or quarters that follow one another; after December comes January."""
    kept: list[Numbered] = []
    for one in found:
        if one.style is Style.MONTH and (not kept or one.mark == kept[0].mark):
            half = 6 if one.mark == "月" else 2
            if not kept or one.value >= kept[-1].value or kept[-1].value > half:
                kept.append(one)
    return tuple(kept)
