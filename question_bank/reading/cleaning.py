"""Raw text made clean, with the way back.

Owns which blanks and invisible characters go. Widths and marks stay as printed: a text for display
must not be normalised.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Final

_BLANKS: Final = frozenset(
    " \t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\x0b\x0c\x1a"
)
_INVISIBLE: Final = frozenset(
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\x00"
)

_UNITS: Final = frozenset("年月日号时点个次期名项条、．。，（(")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the raw text. `end` is the offset after its last character."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RawText:
    """The words of a file in reading order and the pieces that make up each paragraph.

    `encoding` is how a text file is to be decoded to give `text`; empty for other formats.
    """

    text: str = field(repr=False)
    paragraphs: tuple[Sequence[Piece], ...] = field(repr=False)
    encoding: str = ""

    @classmethod
    def of_lines(cls, text: str, encoding: str = "") -> RawText:
        """A text with a paragraph on each line."""
        return cls(text, tuple((line,) for line in lines_of(text)), encoding)


@dataclass(frozen=True, slots=True)
class CleanText:
    """Clean text and where each of its characters stands in the raw text.

    `raw_offsets` has one more value than the text has characters: the end.
    """

    text: str
    raw_offsets: tuple[int, ...] = field(repr=False)

    def clean_place(self, raw_place: int) -> int:
        """Where the first kept character at or after this place of the raw text stands."""
        return min(bisect_left(self.raw_offsets, raw_place), len(self.text))


def lines_of(raw: str) -> tuple[Piece, ...]:
    """The lines of the text without their ends: \\n, \\r\\n, \\r, or the separators of Unicode."""
    pieces: list[Piece] = []
    start = 0
    for line in raw.splitlines(keepends=True):
        body = line.rstrip("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
        pieces.append(Piece(start, start + len(body)))
        start += len(line)
    return tuple(pieces)


def cleaned(raw: str, paragraphs: Iterable[Sequence[Piece]]) -> CleanText:
    """Each paragraph as one line, its pieces joined; empty ones go.

    Blanks go at both ends and beside Chinese characters, other runs become one space. A number at
    the head keeps one space behind it when nothing else parts it from the words.
    """
    chars: list[str] = []
    offsets: list[int] = []
    for pieces in paragraphs:
        line = _line(raw, pieces)
        if not line:
            continue
        if chars:
            chars.append("\n")
            offsets.append(offsets[-1] + 1)
        chars += [char for char, _ in line]
        offsets += [place for _, place in line]
    end = offsets[-1] + 1 if offsets else 0
    return CleanText("".join(chars), (*offsets, end))


def _line(raw: str, pieces: Sequence[Piece]) -> list[tuple[str, int]]:
    kept: list[tuple[str, int]] = []
    blank_at = -1
    for piece, following in zip_longest(pieces, pieces[1:]):
        for place in range(piece.start, piece.end):
            char = raw[place]
            if char in _INVISIBLE or unicodedata.category(char) == "Cs":
                continue
            if char in _BLANKS:
                blank_at = place if blank_at < 0 else blank_at
                continue
            if blank_at >= 0 and kept and _parts(kept, char):
                kept.append((" ", blank_at))
            blank_at = -1
            kept.append((char, place))
        if blank_at < 0 and following and _ends_word(raw, piece.end - 1, following.start):
            blank_at = piece.end - 1
    return kept


def _parts(kept: list[tuple[str, int]], after: str) -> bool:
    before = kept[-1][0]
    if len(kept) <= 3 and all(char.isdigit() for char, _ in kept):
        return is_chinese(after) and after not in _UNITS
    return not (is_chinese(before) or is_chinese(after))


def _ends_word(raw: str, place: int, after: int) -> bool:
    """Whether a line ends with a word of letters; capitals before capitals are one broken mask."""
    if not 0 <= place < len(raw) or not (raw[place].isascii() and raw[place].isalpha()):
        return False
    return not (raw[place].isupper() and raw[after : after + 1].isupper())


def is_chinese(char: str) -> bool:
    """Whether the character is Chinese writing or a mark of its print."""
    code = ord(char)
    return (
        0x4E00 <= code <= 0x9FFF
        or 0x3000 <= code <= 0x303F
        or 0x3400 <= code <= 0x4DBF
        or 0xFF00 <= code <= 0xFFEF
        or code >= 0x20000
        or char in "“”‘’—…·"
    )
