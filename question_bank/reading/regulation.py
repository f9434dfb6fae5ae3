"""The 条 of a regulation among all lines that begin like one.

Owns how a rule's own number is told from a sentence that speaks of another rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from question_bank.reading.numbering import GROUPS, Numbered, Style
from question_bank.reading.words import words

LONGEST_HEADING: Final = 60
_REFERS: Final = re.compile("|".join(map(re.escape, words().references)))
_SENTENCE_MARKS: Final = frozenset("。；，：！？;")
_WIDEST_GAP: Final = 30
"""How many rules may be missing where nothing but the number says that a line begins one."""
_BARE: Final = frozenset(words().bare_headings)


def rules_of(
    text: str, lines: Sequence[Numbered], raw_offsets: Sequence[int]
) -> tuple[Numbered, ...]:
    """The 条 in their order.

    A blank, a mark or a line's end behind 条 makes a rule certain where most rules have one; the
    blank itself is gone from the clean text and shows as a gap in `raw_offsets`. Without one the
    number must follow the number before it and the words must not go on as a reference does.
    """
    found = [one for one in lines if one.style is Style.RULE]
    entries = [one for one in found if not one.mark]
    if len(entries) > 1:
        # The entries of an amendment; the rules it speaks of are not its own.
        return tuple(entries)
    found = [one for one in found if one.mark]
    certain = [_is_parted(text, one, raw_offsets) for one in found]
    mostly_parted = sum(certain) * 2 > len(found)
    kept: list[Numbered] = []
    for one, parted in zip(found, certain, strict=True):
        refers = _REFERS.match(text, one.body, one.end) is not None
        if parted and not (refers and not mostly_parted):
            kept.append(one)
        elif refers:
            continue
        elif _is_next(kept[-1] if kept else None, one):
            kept.append(one)
        elif mostly_parted:
            continue
        elif not kept or 0 <= one.value - kept[-1].value <= 1 + _WIDEST_GAP:
            kept.append(one)
    return tuple(kept)


def headings_of(
    text: str, lines: Sequence[Numbered], *, start: int, end: int
) -> tuple[Numbered, ...]:
    """The headings between two places: 编, 章, 节 and those without a number, such as 附则."""
    found = [one for one in lines if one.style in GROUPS and is_heading(text, one)]
    titled = {one.end + 1 for one in found if one.body >= one.end}
    for line in text[start:end].split("\n"):
        if start not in titled and len(line) < 8 and line.replace(" ", "") in _BARE:
            found.append(Numbered(Style.PART, 0, "", "", start, start, start + len(line)))
        start += len(line) + 1
    return tuple(sorted(found, key=lambda one: one.start))


def is_heading(text: str, one: Numbered) -> bool:
    """Whether the numbered line is short and no sentence."""
    body = text[one.body : one.end]
    return len(body) <= LONGEST_HEADING and _SENTENCE_MARKS.isdisjoint(body)


def _is_parted(text: str, one: Numbered, raw_offsets: Sequence[int]) -> bool:
    if one.body >= one.end or text[one.body - 1] in "：:、 　":
        return True
    if not raw_offsets:
        return False
    return raw_offsets[one.body] > raw_offsets[one.body - 1] + 1


def _is_next(before: Numbered | None, one: Numbered) -> bool:
    if before is None:
        return one.value == 1
    if one.tail:
        return one.value == before.value and one.tail[0] == (before.tail or (0,))[0] + 1
    return one.value == before.value + 1
