"""Pieces of a stretch of text between separators, and between counting words.

Owns splitting only: whether the pieces are members of a list is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from question_bank.extraction.cuts import falls_inside_word
from question_bank.extraction.words import words

_PAIRS: Final = {"“": "”", "‘": "’", "《": "》", "（": "）", "(": ")", "「": "」"}
_AROUND: Final = " \t\r\n　。；，、;,：:！—"
_LONGEST: Final = 160
_LONGEST_LIST: Final = 2_000


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


def pieces(text: str, start: int, end: int, separators: str) -> list[Part]:
    """The pieces between these marks, where they do not stand inside quotation marks or brackets."""
    found: list[Part] = []
    begin = place = start
    while place < end:
        char = text[place]
        if char in _PAIRS:
            closing = text.find(_PAIRS[char], place + 1, min(end, place + _LONGEST))
            place = closing + 1 if closing >= 0 else place + 1
            continue
        if char in separators:
            found.append(Part(begin, place))
            begin = place + 1
        place += 1
    found.append(Part(begin, end))
    return found


def trimmed(text: str, part: Part, joints: Sequence[str] = ()) -> Part:
    """The part without marks and blanks around it, nor a joint such as 以及 before it."""
    start, end = part.start, part.end
    while start < end and text[start] in _AROUND:
        start += 1
    while end > start and text[end - 1] in _AROUND:
        end -= 1
    for joint in joints:
        behind = start + len(joint)
        if (
            text.startswith(joint, start)
            and end - behind > 1
            and not falls_inside_word(text, behind)
        ):
            start = behind
            break
    return Part(start, end)


def counted_parts(text: str, start: int, end: int) -> list[Part]:
    """The parts that begin with counting words in order, without these: 一是…；二是…

    Empty when there are fewer than two. The last part goes on to `end`.
    """
    end = min(end, start + _LONGEST_LIST)
    for family in words().counting_words:
        marks: list[tuple[int, int]] = []
        place = start
        for word in family:
            match = _counting(word).search(text, place, end)
            if match is None:
                break
            marks.append(match.span("mark"))
            place = match.end()
        if len(marks) >= 2:
            nexts = [one for one, _ in marks[1:]] + [end]
            return [
                Part(behind, following) for (_, behind), following in zip(marks, nexts, strict=True)
            ]
    return []


def counted_members(text: str, start: int, end: int) -> list[Part]:
    """The parts that begin with counting words, when the last one ends for certain.

    It ends with its first sentence; members that hold several sentences have no certain end. Empty
    when there are none.
    """
    parts = counted_parts(text, start, end)
    if not parts:
        return []
    inner = [trimmed(text, one) for one in parts[:-1]]
    if any(_STOP.search(text, one.start, one.end) for one in inner):
        return []
    last = parts[-1]
    stop = _STOP.search(text, last.start, last.end)
    return [*inner, trimmed(text, Part(last.start, stop.start() if stop else last.end))]


_STOP: Final = re.compile(r"[。！？]")
_BEFORE: Final = r"(?:(?<=[，。；：:;、！”）\n—])|\A)"


@cache
def _counting(word: str) -> re.Pattern[str]:
    """A counting word behind a mark. Made when it is looked for: most texts count to three."""
    return re.compile(rf"{_BEFORE}\s*(?P<mark>{word})")
