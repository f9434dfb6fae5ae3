"""Lists that stand behind their name: “三个结合”——…；…；…, 四项制度：…、…, “五必查”（…）.

The name says how many members there are; a split is believed only when it gives that many. Without
a number the parts behind 包括 are members when both ends of the list are certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from question_bank.extraction.cuts import falls_inside_word
from question_bank.extraction.labels import Label
from question_bank.extraction.separators import Part, counted_members, pieces, trimmed
from question_bank.extraction.words import words

_NOUN: Final = r"[^，。；：:、！？“”《》（）()\s—\-]{0,14}?"
_SENTENCE_END: Final = re.compile(r"[。！？\n]")
_LONGEST_REGION: Final = 600
_LONGEST_MEMBER: Final = 120
_LONGEST_PHRASE: Final = 24
_LONGEST_DEFINED: Final = 20
_LONGEST_NOUN: Final = 4
_ADVERBS: Final = re.compile(r"(?:主要|具体|一般|应当|应该|应|至少|可以|可|必须|须|分别|一并)+\Z")


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


def gloss_of(text: str, label: Label) -> Named | None:
    """The members that the words behind the name list."""
    opened = _opener().match(text, label.outer_end)
    if opened is None:
        return None
    in_brackets = bool(opened["bracket"])
    end = (_bracket_end if in_brackets else _region_end)(text, opened.end())
    members = _split(text, opened.end(), end, label.total, in_brackets=in_brackets)
    if members is None and label.each:
        members = _split(text, opened.end(), end, label.each, in_brackets=in_brackets)
        if members and not all(
            unit.noun in text[one.start : one.end] for one in members for unit in label.units
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


def _region_end(text: str, start: int) -> int:
    found = _SENTENCE_END.search(text, start, start + _LONGEST_REGION)
    return found.start() if found else min(len(text), start + _LONGEST_REGION)


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
        _of_one_build(text, pieces(text, start, end, "，,；;"), count),
        pieces(text, start, end, "、，,；;"),
    )
    for parts in ways:
        if len(parts) != count:
            continue
        members = [trimmed(text, one, words().joints) for one in parts]
        if _are_members(text, members):
            return [_unquoted(text, one) for one in members]
    return None


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
    clause = pieces(text, start, end, "，,；;")[0]
    parts = pieces(text, clause.start, clause.end, "、")
    if len(parts) + 1 < count:
        return []
    last = _before_open_end(text, parts[-1])
    parts = [*parts[:-1], last]
    if len(parts) + 1 == count:
        return [*parts[:-1], *joined(text, last, parts[:-1])]
    longest = max(len(one) for one in parts[:-1]) if len(parts) > 1 else 0
    return parts if len(last) <= 2 * longest + 2 else []


def _before_open_end(text: str, part: Part) -> Part:
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


def _are_members(text: str, members: Sequence[Part]) -> bool:
    shown = [text[one.start : one.end] for one in members]
    return (
        len(set(shown)) == len(shown)
        and all(1 <= len(one) <= _LONGEST_MEMBER for one in shown)
        and all(any(char.isalnum() for char in one) for one in shown)
        and not any("\n" in one for one in shown)
    )


def _unquoted(text: str, part: Part) -> Part:
    """A member that is one quotation or title, without its marks."""
    first, last = text[part.start], text[part.end - 1]
    whole = (first, last) in (("“", "”"), ("《", "》"), ("‘", "’"))
    if whole and text.find(last, part.start) == part.end - 1:
        return Part(part.start + 1, part.end - 1)
    return part


def definitions_in(text: str) -> Iterator[Named]:
    """Lists behind 包括, 分为 and their like, and between 由 and 组成, named by what is defined."""
    for match in _defining().finditer(text):
        name = _name_before(text, match.start())
        if name is None:
            continue
        found = _phrases(text, match.end())
        if found is not None:
            members, is_open = found
            closed = not is_open and "分" in match[0]
            yield Named(name, tuple(members), closed, counted=False)
    for match in _MADE_OF.finditer(text):
        name = _name_before(text, match.start())
        members = _members(text, pieces(text, *match.span("list"), "、"))
        if name is not None and members:
            yield Named(name, tuple(members), "等" not in match["list"][-3:], counted=False)


_MADE_OF: Final = re.compile(
    r"由(?P<list>[^，。；：\n]{2,80}、[^，。；：\n]{2,60}?)(?:等)?(?:组成|构成)"
)


def contents_in(text: str) -> Iterator[Named]:
    """Quoted lists that are called the content of what follows: 以“甲、乙、丙”为主要内容的…"""
    for match in _CONTENT.finditer(text):
        parts = pieces(text, *match.span("list"), "；;")
        if len(parts) < 3:
            parts = pieces(text, *match.span("list"), "、")
        members = [trimmed(text, one) for one in parts]
        if len(members) >= 3 and _are_members(text, members):
            yield Named(Part(*match.span("name")), tuple(members), closed=True, counted=False)


_CONTENT: Final = re.compile(
    r"“(?P<list>[^“”\n]{5,80})”为(?:主要|核心|重点)?(?:内容|任务|要求)的(?P<name>[一-鿿]{2,10})(?=[，。；])"
)


def _name_before(text: str, place: int) -> Part | None:
    """What is defined: the words of the clause before the verb, without adverbs."""
    begin = place
    while begin > 0 and place - begin <= _LONGEST_DEFINED and text[begin - 1].isalnum():
        begin -= 1
    if place - begin > _LONGEST_DEFINED or (begin and text[begin - 1] in "、”》"):
        return None
    adverbs = _ADVERBS.search(text, begin, place)
    end = adverbs.start() if adverbs else place
    return Part(begin, end) if end - begin >= 2 else None


def _phrases(text: str, start: int) -> tuple[list[Part], bool] | None:
    """The members from here to the end of the clause, and whether more may follow."""
    clause = pieces(text, start, _region_end(text, start), "，,；;：:")[0]
    parts = pieces(text, clause.start, clause.end, "、")
    if len(parts) < 2:
        return None
    last = _before_open_end(text, parts[-1])
    is_open = last.end < parts[-1].end
    members = _members(text, [*parts[:-1], last])
    return (members, is_open) if members else None


def _members(text: str, parts: list[Part]) -> list[Part]:
    """Three members or more whose edges are certain; empty when they are not."""
    inner = parts[:-1]
    last = trimmed(text, parts[-1], words().joints)
    split = joined(text, last, inner)
    held = any(len(joined(text, one, ())) > 1 for one in inner) and last.start == parts[-1].start
    if held and len(split) > 1 and not text.startswith("以及", split[0].end):
        return []  # Members hold joints themselves: this one may be of either kind.
    members = [trimmed(text, one) for one in (*inner, *split)]
    if len(members) < 3 or not _are_members(text, members):
        return []
    longest = max(len(one) for one in members[:-1])
    if len(members[-1]) > longest + 4 or any(len(one) > _LONGEST_PHRASE for one in members):
        return []
    return [_unquoted(text, one) for one in members]


@cache
def _opener() -> re.Pattern[str]:
    openers = "|".join(map(re.escape, words().gloss_openers))
    return re.compile(
        rf"(?:的)?{_NOUN}(?P<opener>(?P<bracket>[（(])|{openers}|[，。](?=(?:一是|一要|第一[，、])))"
        r"(?:即|指|包括|是指)?[:：]?"
    )


@cache
def _defining() -> re.Pattern[str]:
    verbs = "|".join(map(re.escape, words().defining_verbs))
    return re.compile(rf"(?:{verbs})(?:了)?[:：]?(?=[^，。；：:\n]{{1,60}}、)")
