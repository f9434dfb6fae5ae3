"""The parts of a text without numbers: what stands below each heading, else each paragraph.

Owns telling a heading from a paragraph. Knows nothing of numbered text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from question_bank.reading.labels import is_title
from question_bank.reading.zones import Line

_LONGEST_HEADING: Final = 30
_SHORTEST_PARAGRAPH: Final = 20
_NO_HEADING: Final = re.compile(
    r"[。；，：！？…;,:!?”）)]$|^[“（(\[【]?(?:来源|编辑|作者|记者|责任编辑)"
)
_DATED: Final = re.compile(r"[（(]?[\d〇○零一二三四五六七八九十]{2,4}年.{0,12}[日月][）)]?")
_FEWEST_HEADINGS: Final = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with all below it, or a paragraph; the title of a paragraph is empty."""

    title: str
    start: int
    body: int
    end: int


def parts_of(lines: Sequence[Line]) -> tuple[Part, ...]:
    """The headed parts, when at least two headings stand in the text, else its paragraphs.

    Lines before the first heading, or a title above the paragraphs, are no part.
    """
    lines = [line for line in lines if line.text]
    headings = [place for place in range(len(lines)) if _is_heading(lines, place)]
    if headings and headings[0] == 0:
        # What stands above everything names the whole.
        headings = headings[1:]
    if len(headings) >= _FEWEST_HEADINGS:
        ends = [*(lines[place].start for place in headings[1:]), lines[-1].end + 1]
        return tuple(
            Part(lines[place].text, lines[place].start, lines[place].start, end - 1)
            for place, end in zip(headings, ends, strict=True)
        )
    return tuple(
        Part("", line.start, line.start, line.end)
        for place, line in enumerate(lines)
        if not _is_above(lines, place) and _is_paragraph(line.text)
    )


def _is_heading(lines: Sequence[Line], place: int) -> bool:
    """A short line that no mark ends, with a paragraph below it."""
    text = lines[place].text
    if not 1 < len(text) <= _LONGEST_HEADING or _NO_HEADING.search(text) or _DATED.fullmatch(text):
        return False
    return place + 1 < len(lines) and _is_paragraph(lines[place + 1].text)


def _is_paragraph(text: str) -> bool:
    return len(text) >= _SHORTEST_PARAGRAPH or text.endswith(("。", "！", "？", "；", "：", "”"))


def _is_above(lines: Sequence[Line], place: int) -> bool:
    """Whether it is a title or a note above the first paragraph."""
    if place > 3 or any("。" in line.text for line in lines[:place]):
        return False
    text = lines[place].text
    return "。" not in text and (
        is_title(text)
        or (len(text) <= _LONGEST_HEADING and not _NO_HEADING.search(text))
        or bool(_DATED.fullmatch(text))
    )
