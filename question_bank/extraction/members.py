"""What makes parts of a text members of a list, and the list with its name.

Owns the checks that every way of finding lists shares.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from question_bank.extraction.cuts import falls_inside_word
from question_bank.extraction.separators import Part
from question_bank.extraction.words import words

_LONGEST_MEMBER: Final = 120
_LONGEST_REGION: Final = 600
_SENTENCE_END: Final = re.compile(r"[。！？\n]")


@dataclass(frozen=True, slots=True)
class Named:
    """A list with its name: the places of the members, and whether these are all."""

    name: Part
    members: tuple[Part, ...]
    closed: bool
    counted: bool
    """Whether the document states the count, and it agrees."""
    term_start: int = -1
    """Where the quoted term begins that names the list, -1 when it is no quoted term."""


def sentence_end(text: str, start: int) -> int:
    """Where the sentence ends that holds this place; not further than any list is long."""
    found = _SENTENCE_END.search(text, start, start + _LONGEST_REGION)
    return found.start() if found else min(len(text), start + _LONGEST_REGION)


def before_open_end(text: str, part: Part) -> Part:
    """The last member without 等 and what follows it."""
    place = text.find("等", part.start + 1, part.end)
    while place >= 0:
        if not falls_inside_word(text, place) and part.end - place <= 8:
            return Part(part.start, place)
        place = text.find("等", place + 1, part.end)
    return part


def joined(text: str, part: Part, others: Sequence[Part]) -> list[Part]:
    """The two members on both sides of a joint; the part itself when none is certain."""
    for joint in words().joints:
        places = []
        place = text.find(joint, part.start + 1, part.end - len(joint))
        while place >= 0:
            after = place + len(joint)
            if not falls_inside_word(text, place) and not falls_inside_word(text, after):
                places.append(place)
            place = text.find(joint, place + 1, part.end - len(joint))
        if len(places) == 1:
            head, tail = Part(part.start, places[0]), Part(places[0] + len(joint), part.end)
            longest = max([len(one) for one in others], default=len(head) + len(tail))
            if len(head) <= longest + 4 and len(tail) <= longest + 4:
                return [head, tail]
        if places:
            return [part]
    return [part]


def are_members(text: str, members: Sequence[Part]) -> bool:
    """Whether these can be the members of one list: different words on one line, none too long."""
    shown = [text[one.start : one.end] for one in members]
    return (
        len(set(shown)) == len(shown)
        and all(1 <= len(one) <= _LONGEST_MEMBER for one in shown)
        and all(any(char.isalnum() for char in one) for one in shown)
        and not any("\n" in one for one in shown)
    )


def shared_ending(shown: Sequence[str]) -> str:
    """The characters that all of these end with."""
    ending = shown[0]
    while ending and not all(one.endswith(ending) for one in shown):
        ending = ending[1:]
    return ending


def unquoted(text: str, part: Part) -> Part:
    """A member that is one quotation or title, without its marks."""
    first, last = text[part.start], text[part.end - 1]
    whole = (first, last) in (("“", "”"), ("《", "》"), ("‘", "’"))
    if whole and text.find(last, part.start) == part.end - 1:
        return Part(part.start + 1, part.end - 1)
    return part
