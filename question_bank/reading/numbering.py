"""The numbers that lines begin with.

Owns the styles of numbers and which of them continue one another. Knows nothing of articles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final

from question_bank.numerals import numeral_value

_CHINESE: Final = r"[〇零一二三四五六七八九十百]+"


class Style(IntEnum):
    """How a number is written; smaller stands higher in an outline."""

    PART = 0
    CHAPTER = 1
    DIVISION = 2
    RULE = 3
    """第一条"""
    CHINESE = 4
    """一、"""
    CHINESE_BRACKETS = 5
    """（一）"""
    DIGITS = 6
    """1. 1、 １．"""
    DIGITS_BRACKETS = 7
    """（1） 1)"""
    CIRCLED = 8
    """①"""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line that begins with a number.

    `start` and `end` bound the line, `body` is where the words begin; `printed` is the number
    without its marks, `mark` what follows it.
    """

    style: Style
    value: int
    printed: str
    mark: str
    start: int
    body: int
    end: int


_PATTERNS: Final = (
    (Style.PART, re.compile(rf"第(?P<n>{_CHINESE}|\d{{1,3}})(?P<m>编)")),
    (Style.CHAPTER, re.compile(rf"第(?P<n>{_CHINESE}|\d{{1,3}})(?P<m>章)")),
    (Style.DIVISION, re.compile(rf"第(?P<n>{_CHINESE}|\d{{1,3}})(?P<m>节)")),
    (Style.RULE, re.compile(rf"第\s?(?P<n>{_CHINESE}|\d{{1,3}})\s?(?P<m>条)[　 ：:、]?")),
    (Style.CHINESE, re.compile(rf"(?P<n>{_CHINESE})\s?(?P<m>[、．.])")),
    (Style.CHINESE_BRACKETS, re.compile(rf"[（(]\s?(?P<n>{_CHINESE})\s?(?P<m>[）)])[、．.]?")),
    (Style.DIGITS, re.compile(r"(?P<n>\d{1,3})\s?(?P<m>[.．、。])(?!\d)")),
    (Style.DIGITS, re.compile(r"(?P<n>\d{1,2})(?P<m> )(?=[一-鿿])")),
    (Style.DIGITS_BRACKETS, re.compile(r"[（(]?\s?(?P<n>\d{1,3})\s?(?P<m>[）)])[、．.]?")),
    (Style.CIRCLED, re.compile(r"(?P<n>[①-⑳])(?P<m>)")),
)
_WIDEST_GAP: Final = 3
"""How many numbers may be missing before a number counts as something else."""


def numbered_lines(text: str) -> tuple[Numbered, ...]:
    """All lines that begin with a number of any style."""
    found: list[Numbered] = []
    start = 0
    for line in text.split("\n"):
        one = _numbered(line, start)
        if one is not None:
            found.append(one)
        start += len(line) + 1
    return tuple(_one_style(found))


def _numbered(line: str, start: int) -> Numbered | None:
    for style, pattern in _PATTERNS:
        match = pattern.match(line)
        if match is None:
            continue
        if style is Style.CIRCLED:
            value: int | None = ord(match["n"]) - ord("①") + 1
        elif match["n"].isdigit():
            value = int(match["n"])
        else:
            value = numeral_value(match["n"])
        if not value:
            continue
        rest = line[match.end() :]
        blanks = len(rest) - len(rest.lstrip())
        if not rest.strip():
            continue
        body = start + match.end() + blanks
        return Numbered(style, value, match["n"], match["m"], start, body, start + len(line))
    return None


def _one_style(found: Sequence[Numbered]) -> list[Numbered]:
    """A style that never began but goes on where another stopped is that other one, rewritten."""
    begun: set[Style] = set()
    settled: list[Numbered] = []
    for one in found:
        before = settled[-1] if settled else None
        if one.value == 1:
            begun.add(one.style)
        elif before and one.style not in begun and one.value == before.value + 1:
            one = replace(one, style=before.style)
        settled.append(one)
    return settled


def continuing(found: Sequence[Numbered], style: Style) -> tuple[Numbered, ...]:
    """The lines of this style that count on: through the document or from 1 below each heading.

    A list inside an article that begins again at 1 is left out as long as it counts on itself; a
    few missing numbers are passed over, a repeated number is taken as a slip of the writer.
    """
    kept: list[Numbered] = []
    inner = 0
    may_restart = True
    for one in found:
        if one.style < style:
            inner = 0
            may_restart = True
        if one.style is not style:
            continue
        last = kept[-1].value if kept else 0
        if one.value == 1 and not may_restart:
            inner = 1
        elif inner and one.value == inner + 1 and not _goes_on(kept, one):
            inner = one.value
        elif one.value == 1 or last <= one.value <= last + 1 + _WIDEST_GAP:
            kept.append(one)
            inner = 0
            may_restart = False
    return tuple(kept)


def _goes_on(kept: Sequence[Numbered], one: Numbered) -> bool:
    """Whether it is the next number written like the one before, so not one of an inner list."""
    return bool(kept) and one.value == kept[-1].value + 1 and one.mark == kept[-1].mark
