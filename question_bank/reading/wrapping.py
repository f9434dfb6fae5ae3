"""Lines that were broken to fit a page, put together again.

Owns how a broken line is told from a paragraph's end. Knows no format.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from question_bank.reading.cleaning import Piece, is_chinese

_BEGINS: Final = re.compile(
    r"\s*(?:[（(]?\d{1,3}\s?[）)．、]|\d{1,3}\s?\.(?!\d)|[（(]?[一二三四五六七八九十]{1,3}\s?[）)、．]"
    r"|\d{1,2}(?:[.．]\d{1,2}){1,3}(?=[ 　一-鿿])|第[零〇一二三四五六七八九十百千\d]+(?:[编章节条]|部分|分编)|附件|条目|[①-⑳]"
    r"|(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:份?[：:]|份$))"
)
_BEGINS_RULE: Final = re.compile(
    r"\s*第\s?[零〇一二三四五六七八九十百千\d]+\s?(?:[编章节]|分编|部分|条(?:之[一二三四五六七八九十]+)?)(?P<parted>[ 　\t：:])?"
)
_BEGINS_ITEM: Final = re.compile(r"\s*[（(][一二三四五六七八九十]{1,3}\s?[）)][项目款]")
_ENDS: Final = tuple('。！？；：.!?;:”）"')
_FULL: Final = 0.85
"""A line shorter than this part of the usual width ends its paragraph."""
_INDENT: Final = re.compile(r"[ \t]*[\u3000\u2003]{1,4}[ \t]*\S|[ \t]{2,}\S")
_EMPTY_LINE: Final = re.compile(r"[^\S\n]*\n\s*\n[^\S\n]*|\s*\r\n\s*\r\n\s*")
_FEWEST_FIRST: Final = 0.1
_MOST_FIRST: Final = 0.98
"""When fewer or more lines than these parts are marked as first ones, the mark says nothing."""
_WIDEST: Final = 120
"""Half widths; text files broken by hand or by mail programs are narrower."""
_MOST_BEGIN: Final = 0.7
"""What part of marked lines must follow a full stop or a short line for the mark to be believed."""
_NARROWEST: Final = 36
_MOST_BROKEN: Final = 0.5
_FEWEST_BROKEN: Final = 3
_FEWEST_LINES: Final = 6


def joined(
    raw: str, lines: Sequence[Piece], indented: frozenset[int] = frozenset()
) -> list[list[Piece]]:
    """Lines put together into paragraphs: one ends before a number, or after a short line.

    Indented lines begin paragraphs, and so do lines behind an empty one, where some lines have that
    and others have not; `indented` names lines that stand so on a page without blanks. A full line
    that stops in mid-sentence goes on, also when the next begins with 第二十条 and the words follow
    at once: that is a reference.
    """
    usual = _usual_width(raw, lines)
    first = _first_lines(raw, lines, indented)
    paragraphs: list[list[Piece]] = []
    for line in lines:
        previous = _text(raw, paragraphs[-1][-1]) if paragraphs else ""
        ended = line.start in first
        if paragraphs and not ended and _width(previous) < _FULL * usual:
            # Below a marked first line only a full stop ends a paragraph; figures are narrow.
            ended = paragraphs[-1][0].start not in first or previous.rstrip().endswith(_ENDS)
        if not paragraphs or ended or _begins(_text(raw, line), previous.rstrip()):
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    return paragraphs


def _first_lines(raw: str, lines: Sequence[Piece], placed: frozenset[int]) -> frozenset[int]:
    """Starts of the lines that an indent or an empty line before them marks as first ones."""
    indented = {line.start for line in lines if _INDENT.match(raw, line.start)}
    spaced = {
        line.start
        for before, line in pairwise(lines)
        if _EMPTY_LINE.fullmatch(raw, before.end, line.start)
    }
    usual = _usual_width(raw, lines)
    found: set[int] = set()
    for marked in (indented, spaced, placed):
        # Below an outdented number it is the lines that go on which are indented.
        begin = [
            _text(raw, before).rstrip().endswith(_ENDS)
            or _width(_text(raw, before)) < _FULL * usual
            for before, line in pairwise(lines)
            if line.start in marked
        ]
        if _FEWEST_FIRST * len(lines) <= len(marked) <= _MOST_FIRST * len(lines) and sum(
            begin
        ) >= _MOST_BEGIN * len(begin):
            found |= marked
    return frozenset(found)


def _begins(text: str, previous: str) -> bool:
    if not _BEGINS.match(text):
        return False
    if previous.endswith(_ENDS):
        return True
    rule = _BEGINS_RULE.match(text)
    if rule is not None:
        return rule["parted"] is not None
    return not _BEGINS_ITEM.match(text)


def is_wrapped(raw: str, lines: Sequence[Piece]) -> bool:
    """Whether a text file was broken to a width.

    Then no line is wider, and of the full ones many stop in mid-sentence.
    """
    filled = [line for line in lines if raw[line.start : line.end].strip()]
    if len(filled) < _FEWEST_LINES:
        return False
    widths = [_width(_text(raw, line)) for line in filled]
    widest = max(widths)
    if not _NARROWEST <= widest <= _WIDEST:
        return False
    full = 0
    broken = 0
    for width, (line, after) in zip(widths, pairwise(filled), strict=False):
        if width < _FULL * widest:
            continue
        full += 1
        ends = _text(raw, line).rstrip().endswith(_ENDS)
        broken += not ends and not _BEGINS.match(_text(raw, after))
    return broken >= _FEWEST_BROKEN and broken > _MOST_BROKEN * full


def _usual_width(raw: str, lines: Sequence[Piece]) -> int:
    """The width that nine in ten lines do not pass."""
    widths = sorted(_width(_text(raw, line)) for line in lines)
    return widths[int(len(widths) * 0.9) - 1] if len(widths) > 2 else 0


def _text(raw: str, line: Piece) -> str:
    return raw[line.start : line.end]


def _width(text: str) -> int:
    return sum(2 if is_chinese(char) else 1 for char in text.strip())
