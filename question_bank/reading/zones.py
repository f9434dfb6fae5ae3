"""What stands around the body of a document: a table of contents, a list of annexes, annexes.

Owns telling them from the body. Knows nothing of articles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from question_bank.reading.words import words

_CONTENTS: Final = frozenset(words().contents)
_LEADERS: Final = re.compile(r"[.．…·•\-—\s]*(?:[（(]?\d{0,4}[）)]?)$")
_LED: Final = re.compile(r".{2,}?(?:[.．·•]{4,}|…{2,})\s*[（(]?\d{1,4}[）)]?$")
"""A heading, dots, a page: a line of a table of contents wherever it stands."""
_ANNEX: Final = re.compile(
    rf"(?P<name>(?:{'|'.join(words().annexes)})(?:\s?[一二三四五六七八九十\d]{{1,3}})?)(?P<mark>[：:]?)\s?(?P<title>.*)"
)
_LISTED: Final = re.compile(
    r"(?:附件[：:]\s?)?[\d一二三四五六七八九十]{1,3}\s?[.．、]\s?(?P<name>.+)"
)
_LONGEST_ENTRY: Final = 60
_LONGEST_ANNEX: Final = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the clean text and where it stands."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """The place after its last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Annex:
    """The heading of an annex; it reaches to the next one or to the end of the text."""

    name: str
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Zones:
    """Which lines count in the body, and where annexes begin."""

    left_out: frozenset[int]
    """Starts of lines that only list what stands elsewhere."""
    annexes: tuple[Annex, ...]


def lines_in(text: str) -> tuple[Line, ...]:
    """All lines of the text."""
    found = []
    start = 0
    for line in text.split("\n"):
        found.append(Line(start, line))
        start += len(line) + 1
    return tuple(found)


def zones_of(lines: Sequence[Line]) -> Zones:
    """Tables of contents, lists of annexes and annexes of the text with these lines."""
    left_out = _contents(lines) | {
        line.start
        for line in lines
        if line.text[-1:].isdigit()
        and len(line.text) <= 2 * _LONGEST_ENTRY
        and _LED.fullmatch(line.text)
    }
    annexes: list[Annex] = []
    place = 1
    while place < len(lines):
        line = lines[place]
        place += 1
        match = _annex(line)
        if match is None:
            continue
        rest = match["title"]
        if _LISTED.match(rest):
            left_out.add(line.start)
            while place < len(lines) and _is_listed(lines[place]):
                left_out.add(lines[place].start)
                place += 1
        elif line.start not in left_out and not _is_end(lines, place):
            title = rest or (lines[place].text if len(lines[place].text) <= _LONGEST_ENTRY else "")
            annexes.append(Annex(match["name"], title, line.start, line.end))
    return Zones(frozenset(left_out), tuple(annexes))


def _annex(line: Line) -> re.Match[str] | None:
    if line.text[:1] != "附" or len(line.text) > _LONGEST_ANNEX or "。" in line.text:
        return None
    match = _ANNEX.fullmatch(line.text)
    if match is None or (
        match["title"] and not match["mark"] and not match["name"][-1:].isnumeric()
    ):
        return None
    return match


def _is_listed(line: Line) -> bool:
    return len(line.text) <= _LONGEST_ENTRY and "。" not in line.text and bool(
        _LISTED.match(line.text)
    )  # fmt: skip


def _is_end(lines: Sequence[Line], place: int) -> bool:
    """Whether no more than a signature and a date follow: the annex itself is another file."""
    if len(lines) - place > 2:
        return False
    return all(len(line.text) <= 30 and "。" not in line.text for line in lines[place:])


def _contents(lines: Sequence[Line]) -> set[int]:
    """The lines below 目录 up to where its first entry stands again."""
    head = next((i for i, line in enumerate(lines) if _is_contents(line.text)), -1)
    if head < 0 or head + 2 >= len(lines):
        return set()
    first = _entry(lines[head + 1].text)
    last = next(
        (i for i in range(head + 2, len(lines)) if _entry(lines[i].text) == first),
        len(lines),
    )
    end = head + 1
    while end < last and len(lines[end].text) <= _LONGEST_ENTRY and "。" not in lines[end].text:
        end += 1
    if last == len(lines) and end == last:
        return set()
    return {line.start for line in lines[head:end]}


def _is_contents(line: str) -> bool:
    return len(line) < 8 and line.replace(" ", "") in _CONTENTS


def _entry(line: str) -> str:
    if len(line) > 2 * _LONGEST_ENTRY:
        return line
    return re.sub(r"\s", "", _LEADERS.sub("", line))
