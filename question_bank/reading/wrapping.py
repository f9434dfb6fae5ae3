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
    r"|第[一二三四五六七八九十百\d]+[编章节条]|[①-⑳])"
)
_ENDS: Final = tuple("。！？；：.!?;:”）")
_FULL: Final = 0.85
"""A line shorter than this part of the usual width ends its paragraph."""
_WIDEST: Final = 120
"""Half widths; text files broken by hand or by mail programs are narrower."""
_MOST_BROKEN: Final = 0.3
_FEWEST_LINES: Final = 6


def joined(raw: str, lines: Sequence[Piece]) -> list[list[Piece]]:
    """Lines put together into paragraphs: one ends before a number, or after a short line."""
    usual = _usual_width(raw, lines)
    paragraphs: list[list[Piece]] = []
    for line in lines:
        previous = _text(raw, paragraphs[-1][-1]) if paragraphs else ""
        ended = _width(previous) < _FULL * usual
        if not paragraphs or ended or _BEGINS.match(_text(raw, line)):
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    return paragraphs


def is_wrapped(raw: str, lines: Sequence[Piece]) -> bool:
    """Whether a text file was broken to a width: many full lines of one width stop in mid-sentence."""
    filled = [line for line in lines if raw[line.start : line.end].strip()]
    usual = _usual_width(raw, filled)
    if len(filled) < _FEWEST_LINES or not 0 < usual <= _WIDEST:
        return False
    broken = sum(
        _width(_text(raw, line)) >= _FULL * usual
        and not _text(raw, line).rstrip().endswith(_ENDS)
        and not _BEGINS.match(_text(raw, after))
        for line, after in pairwise(filled)
    )
    return broken > _MOST_BROKEN * len(filled)


def _usual_width(raw: str, lines: Sequence[Piece]) -> int:
    """The width that nine in ten lines do not pass."""
    widths = sorted(_width(_text(raw, line)) for line in lines)
    return widths[int(len(widths) * 0.9) - 1] if len(widths) > 2 else 0


def _text(raw: str, line: Piece) -> str:
    return raw[line.start : line.end]


def _width(text: str) -> int:
    return sum(2 if is_chinese(char) else 1 for char in text.strip())
