"""Lists: members between 、, with the outer ones cut where the members' likeness says.

The inner members are exact by punctuation. The first and last are accepted only where all members
share an ending or beginning, or have one length and stand at a clean edge; else the list is left.
"""

from __future__ import annotations

import re
from typing import Final

from question_bank.bundle import FactKind
from question_bank.extraction.making import FactMaker
from question_bank.extraction.words import words
from question_bank.numerals import numeral_value

_LIST: Final = re.compile(
    r"[^，。；：:、“”《》‘’（）()！？\n]{2,18}(?:、[^，。；：:、“”《》‘’（）()！？\n]{2,14}){2,}"
)
_JOINT: Final = re.compile(r"(?<=[^、]{2})(?:和|与|以及|及)(?=[^、]{2})")
_RIGHT_EDGES: Final = ("等", "的", "“", "三", "四", "五", "六", "方面", "制度", "工作", "活动")
_COPULAS: Final = ("为", "成", "是")
_COUNT: Final = re.compile(r"等?(?:的)?“?([两二三四五六七八九十])(?:个|项|种|类|大|方面|强)?")


def add_enumerations(maker: FactMaker) -> None:
    """Keep the lists whose members are certain."""
    for match in _LIST.finditer(maker.source.text):
        found = trim(match[0])
        if found is None:
            continue
        offset, members = found
        start = match.start() + offset
        end = start + len("、".join(members))
        shown = maker.source.text[start:end]
        if _JOINT.sub("、", shown) != "、".join(members) and shown != "、".join(members):
            continue
        rest = maker.source.text[end : end + 8]
        maker.add(
            FactKind.ENUMERATION,
            "members",
            start,
            end,
            members=members,
            closed=not rest.startswith("等"),
            head=_head(maker.source.text, start),
            detail={"count": str(len(members))} if _agrees(rest, len(members)) else {},
        )


def trim(text: str) -> tuple[int, tuple[str, ...]] | None:
    """Cut the outer members of `A、B、C` and give where the first begins, and all members.

    None when the cut is not certain. The last member may be joined by 和.
    """
    parts = text.split("、")
    last_pieces = _JOINT.split(parts[-1], maxsplit=1)
    if len(last_pieces) == 2 and len(last_pieces[0]) == len(parts[-2]):
        # “A、B、C和D”: the joint stands in the text, so members are checked against it.
        inner, last = [*parts[1:-1], last_pieces[0]], last_pieces[1]
        joined = True
    else:
        inner, last = parts[1:-1], parts[-1]
        joined = False
    if len(set(map(len, inner))) != 1 or len(set(inner)) != len(inner):
        return None
    size = len(inner[0])
    if not 2 <= size <= 8 or len(parts[0]) < size or len(last) < size:
        return None
    first, end = parts[0][-size:], last[:size]
    members = (first, *inner, end)
    if len(set(members)) != len(members) or not _alike(members, parts[0], last, size):
        return None
    if joined and last != end and not last[size:].startswith(_RIGHT_EDGES):
        return None
    if parts[0][:-size][-2:] + first[:2] in words().compounds:
        return None
    if first[0] in _COPULAS and not any(member.startswith(first[0]) for member in inner):
        return len(parts[0]) - size + 1, (first[1:], *members[1:])
    return len(parts[0]) - size, members


def _alike(members: tuple[str, ...], first_part: str, last_part: str, size: int) -> bool:
    same_end = len({member[-1] for member in members}) == 1
    same_beginning = len({member[0] for member in members}) == 1
    left_clean = len(first_part) == size or first_part[:-size].endswith(words().list_verbs)
    right = last_part[size:]
    right_clean = not right or right.startswith(_RIGHT_EDGES)
    if same_end:
        # Nothing may be glued to the first member that belongs to it: 政治 before 忠诚教育.
        return right_clean or not last_part[size - 1 :].startswith(members[0][-1] * 2)
    if same_beginning:
        return right_clean
    return left_clean and right_clean


def _agrees(rest: str, count: int) -> bool:
    match = _COUNT.match(rest)
    return match is not None and numeral_value(match[1]) == count


def _head(text: str, start: int) -> str:
    """What the list is about: the words of its clause before it."""
    left = max(text.rfind(mark, 0, start) for mark in "，。；：\n")
    return text[left + 1 : start].strip()
