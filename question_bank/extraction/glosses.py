"""Glosses: lists that stand behind their name: “三个结合”——…；…；…, 四项制度：…、…, “五必查”（…）.

The name says how many members there are; a split is believed only when it gives that many.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from question_bank.extraction.labels import Label, Unit
from question_bank.extraction.members import (
    Named,
    are_members,
    before_open_end,
    joined,
    sentence_end,
    unquoted,
)
from question_bank.extraction.separators import Part, counted_members, pieces, trimmed
from question_bank.extraction.words import words

_NOUN: Final = r"[^，。；：:、！？“”《》（）()\s—\-]{0,14}?"
_LONGEST_REGION: Final = 600
_LONGEST_NOUN: Final = 4
_HARD_OPENERS: Final = frozenset(("：", ":", "（", "(", "——", "，即", "，即："))
"""What must follow a numeral with a bare noun, which may be a part of a word."""


def gloss_of(text: str, label: Label) -> Named | None:
    """The members that the words behind the name list."""
    opened = _opener().match(text, label.outer_end)
    if opened is None or (opened["copula"] and not label.is_term):
        return None
    if label.is_loose and opened["opener"] not in _HARD_OPENERS:
        return None
    if label.is_loose and opened.start("opener") > label.end:
        return None
    in_brackets = bool(opened["bracket"])
    end = (_bracket_end if in_brackets else sentence_end)(text, opened.end())
    members = _split(text, opened.end(), end, label.total, in_brackets=in_brackets)
    if members is None and label.is_term and len(label.units) == 1:
        members = _before_noun(text, opened.end(), end, label.units[0])
    if members is None and label.each:
        members = _split(text, opened.end(), end, label.each, in_brackets=in_brackets)
        if members and not any(
            all(unit.noun in text[one.start : one.end] for one in members) for unit in label.units
        ):
            return None
    if members is None:
        return None
    name_end = label.end if label.is_term else opened.start("opener")
    if not label.is_term and name_end - label.end > _LONGEST_NOUN:
        name_end = label.end
    return Named(
        Part(label.start, name_end),
        tuple(members),
        closed=True,
        counted=True,
        term_start=label.start if label.is_term else -1,
    )


def _bracket_end(text: str, start: int) -> int:
    place = start
    depth = 1
    while place < min(len(text), start + _LONGEST_REGION):
        depth += (text[place] in "（(") - (text[place] in "）)")
        if depth == 0:
            return place
        place += 1
    return start


def _split(text: str, start: int, end: int, count: int, *, in_brackets: bool) -> list[Part] | None:
    """Split by the first way that gives so many members."""
    if count < 2:
        return None
    line_end = text.find("\n", start)
    paragraph_end = end if in_brackets else line_end if line_end >= 0 else len(text)
    ways = (
        counted_members(text, start, paragraph_end),
        _without_tail(text, pieces(text, start, end, "；;")),
        _quotations(text, start, end),
        _enumerated(text, start, end, count),
        _of_one_build(text, _without_digits(text, pieces(text, start, end, "，,；;")), count),
        _without_digits(text, pieces(text, start, end, "、，,；;")),
    )
    for parts in ways:
        if len(parts) != count:
            continue
        members = [trimmed(text, one, words().joints) for one in parts]
        if are_members(text, members):
            return [unquoted(text, one) for one in members]
    return None


def _before_noun(text: str, start: int, end: int, unit: Unit) -> list[Part] | None:
    """Members that all begin with what the name counts, some of which hold a 、: “六不”：不…、不…"""
    members: list[Part] = []
    for part in pieces(text, start, end, "、"):
        if text.startswith(unit.noun, part.start):
            members.append(part)
        elif members:
            members[-1] = Part(members[-1].start, part.end)
        else:
            return None
    sound = len(members) == unit.count and not any(mark in text[start:end] for mark in "，；")
    return members if sound and are_members(text, members) else None


def _without_tail(text: str, parts: list[Part]) -> list[Part]:
    """Cut what follows the last member behind a comma, when no other member has a comma."""
    if len(parts) < 2 or any(_comma(text, one) >= 0 for one in parts[:-1]):
        return parts
    comma = _comma(text, parts[-1])
    return [*parts[:-1], Part(parts[-1].start, comma)] if comma >= 0 else parts


def _comma(text: str, part: Part) -> int:
    inside = pieces(text, part.start, part.end, "，,")
    return inside[0].end if len(inside) > 1 else -1


def _quotations(text: str, start: int, end: int) -> list[Part]:
    """Members in quotation or title marks one beside the other: “甲”“乙”和“丙”"""
    found = []
    place = start
    while match := _QUOTATION.match(text, place, end):
        found.append(Part(match.start("one"), match.end("one")))
        place = match.end()
    return found


_QUOTATION: Final = re.compile(r"(?:、|和|与|及|以及)?(?P<one>“[^“”\n]{1,40}”|《[^《》\n]{2,80}》)")


def _enumerated(text: str, start: int, end: int, count: int) -> list[Part]:
    """Members between 、 in the first clause; a joint in the last one counts when it must."""
    clause = pieces(text, start, end, "，,；;—")[0]
    parts = pieces(text, clause.start, clause.end, "、")
    if len(parts) + 1 < count:
        return []
    last = before_open_end(text, parts[-1])
    parts = [*parts[:-1], last]
    if len(parts) + 1 == count:
        return [*parts[:-1], *joined(text, last, parts[:-1])]
    longest = max(len(one) for one in parts[:-1]) if len(parts) > 1 else 0
    return parts if len(last) <= 2 * longest + 2 else []


def _without_digits(text: str, parts: list[Part]) -> list[Part]:
    """The parts, none when one has figures: clauses with figures are rules on the members."""
    return [] if any(map(str.isdigit, text[parts[0].start : parts[-1].end])) else parts


def _of_one_build(text: str, parts: list[Part], count: int) -> list[Part]:
    """Members between commas; more clauses may follow when only the members share an edge."""
    if len(parts) == count:
        return parts
    taken = [trimmed(text, one) for one in parts[:count]]
    if len(taken) < count or not all(taken):
        return []
    rest = [trimmed(text, one) for one in parts[count:]]
    for side in (0, -1):
        edges = {text[one.start : one.end][side] for one in taken}
        beyond = {text[one.start : one.end][side] for one in rest if one}
        if len(edges) == 1 and not edges & beyond:
            return parts[:count]
    return []


@cache
def _opener() -> re.Pattern[str]:
    openers = "|".join(map(re.escape, words().gloss_openers))
    return re.compile(
        rf"(?:(?P<copula>[指是])|(?:的)?{_NOUN}"
        rf"(?P<opener>(?P<bracket>[（(])|{openers}|[，。](?=(?:一是|一要|第一[，、]))))"
        r"(?:即|指|包括|是指)?[:：]?"
    )
