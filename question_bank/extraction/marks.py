"""Quotation marks, title marks and brackets: which belong together, which have no partner.

Owns the pairing. Knows nothing of what stands between two marks. Standard library only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from question_bank.source import Span

_CLOSINGS: Final = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "（": "）",
    "【": "】",
    "〔": "〕",
}
_OPENINGS: Final = {closing: opening for opening, closing in _CLOSINGS.items()}
_HALF_WIDTH: Final = {"(": "（", ")": "）"}
"""Brackets of either width close one another: writers mix them within one pair."""
_STRAIGHT: Final = '"'
_MARKS: Final = re.compile('[“”‘’「」『』《》〈〉（）【】〔〕()"\n]')
_LABEL: Final = re.compile(r"(?:[0-9A-Za-z]{1,3}|[一二三四五六七八九十]{1,3}|[①-⑳])\Z")
"""What stands before the lone bracket of a number such as 1) or 三）"""
_LONGEST_NEST: Final = 42
"""Longest quotation, with its marks, that holds another one in the same marks. Longer ones are two
lone marks."""
_LONGEST_TITLE: Final = 160
_DEEPEST: Final = 20
"""Most marks that are open at once; the first of more is taken for a lone one."""
_LONGEST_QUOTATION: Final = 3_000
"""Characters between the first and last mark of a quotation of several paragraphs."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two marks that belong together. `end` is the offset after the closing one."""

    start: int
    end: int
    opening: str

    def __len__(self) -> int:
        return self.end - self.start

    @property
    def inside(self) -> Span:
        """What stands between the marks."""
        return Span(self.start + 1, self.end - 1)


@dataclass(frozen=True, slots=True)
class Marks:
    """All pairs in the order of their first mark, and the places of the marks without a partner."""

    pairs: tuple[Pair, ...]
    unmatched: tuple[int, ...]

    def of(self, *openings: str) -> tuple[Pair, ...]:
        """The pairs of these opening marks, in the order of the text."""
        return tuple(pair for pair in self.pairs if pair.opening in openings)


@lru_cache(maxsize=2)
def marks_in(text: str) -> Marks:
    """Pair the marks of each line with a stack.

    A quotation may open anew in each of its paragraphs and close in the last one only; those
    openings are no faults.
    """
    pairs: list[Pair] = []
    lone: list[int] = []
    carried: list[int] = []
    line = _Line()
    for match in _MARKS.finditer(text):
        char, place = match[0], match.start()
        if char == "\n":
            _close(text, line, pairs, lone, carried)
            line = _Line()
            continue
        line.take(text, place, _HALF_WIDTH.get(char, char))
    _close(text, line, pairs, lone, carried)
    lone += carried
    return Marks(
        tuple(sorted(pairs, key=lambda pair: (pair.start, -pair.end))), tuple(sorted(lone))
    )


class _Line:
    """The marks of one line while it is read."""

    __slots__ = ("lone", "nests", "open", "pairs", "straight")

    def __init__(self) -> None:
        self.open: list[tuple[int, str]] = []
        self.pairs: list[Pair] = []
        self.lone: list[int] = []
        self.straight: list[int] = []
        self.nests: set[int] = set()

    def take(self, text: str, place: int, char: str) -> None:
        """Read one more mark."""
        if char == _STRAIGHT:
            self.straight.append(place)
        elif char in _CLOSINGS:
            if len(self.open) >= _DEEPEST:
                self.lone.append(self.open.pop(0)[0])
            self.nests.update(start for start, opening in self.open if opening == char)
            self.open.append((place, char))
        elif any(opening == _OPENINGS[char] for _, opening in self.open):
            while True:
                start, opening = self.open.pop()
                if opening == _OPENINGS[char]:
                    break
                self.lone.append(start)
            if place + 1 - start > self._longest(start, opening):
                self.lone += [start, place]
            else:
                self.pairs.append(Pair(start, place + 1, opening))
        elif not (char == "）" and _LABEL.search(text[max(0, place - 3) : place])):
            self.lone.append(place)

    def _longest(self, start: int, opening: str) -> float:
        if opening == "《":
            return _LONGEST_TITLE
        return _LONGEST_NEST if start in self.nests and opening in "“‘" else float("inf")


def _close(text: str, line: _Line, pairs: list[Pair], lone: list[int], carried: list[int]) -> None:
    """End a line: what is still open has no partner, but for a quotation that goes on."""
    pairs += line.pairs
    straight = line.straight
    lasts = straight[-1:] + [pair.end - 1 for pair in line.pairs if pair.opening == "“"][-1:]
    if carried and any(_ends_line(text, place) for place in lasts):
        # The last paragraph of a quotation opens anew and closes: its two marks look like a pair.
        carried.clear()
    if len(straight) % 2:
        odd = straight[0] if _may_go_on(text, straight[0]) else straight[-1]
        straight.remove(odd)
        line.lone.append(odd)
    pairs += [
        Pair(one, other + 1, _STRAIGHT)
        for one, other in zip(straight[::2], straight[1::2], strict=True)
    ]
    for place in [*line.lone, *(start for start, _ in line.open)]:
        if text[place] in '“"' and _may_go_on(text, place):
            carried.append(place)
        elif text[place] in '”"' and carried and place - carried[0] < _LONGEST_QUOTATION:
            carried.clear()
        elif text[place] not in "‘’" or not text[max(0, place - 1) : place].isascii():
            lone.append(place)


def _ends_line(text: str, place: int) -> bool:
    end = text.find("\n", place)
    return not text[place + 1 : end if end >= 0 else len(text)].strip("。；， \r\t")


def _may_go_on(text: str, place: int) -> bool:
    """Whether a quotation of several paragraphs may open here: behind a colon or nothing."""
    return not text[text.rfind("\n", 0, place) + 1 : place].strip() or text[place - 1] in "：:"
