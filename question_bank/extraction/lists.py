"""Lists: the members between 、 and the cuts of the first and the last one.

Inner members are exact by punctuation. The first and last are cut where likeness of all members, a
clean edge or a word that opens or closes lists says so, and where no word is parted; two ways that
disagree, or none, leave the list alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from question_bank.extraction.cuts import falls_inside_word
from question_bank.extraction.separators import Part
from question_bank.extraction.words import words
from question_bank.numerals import numeral_value

_OUTSIDE: Final = r"，。；：:、“”《》‘’（）()！？,;\n"
_LIST: Final = re.compile(rf"[^{_OUTSIDE}]{{1,30}}(?:、[^{_OUTSIDE}]{{1,30}})+")
_NUMBER: Final = re.compile(
    r"第[零〇一二三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?\s*"
)
_CHAIN: Final = re.compile(r"[一-鿿]{2,16}(?:[-－—+＋→][一-鿿]{2,6}){2,}")
JOINT: Final = re.compile(r"以及|和|与|及")
_COUNTED: Final = re.compile(r"[两三四五六七八九十](?:[个项种类大级本张份支条道]|方面)")
_SUFFIXES: Final = "性化型力度式"
"""Characters that end a member for certain: 学习型、创新型|党组织"""
_LONGEST: Final = 14
_LONGEST_VERB: Final = 4
_DONE: Final = "了"
"""What may follow a verb before the first member: 形成了|县级统筹、…"""
SPREAD: Final = 2
"""How much longer or shorter an outer member may be than an inner one."""
_MOST: Final = 9


@dataclass(frozen=True, slots=True)
class List:
    """A list found in a text: the place of each member, and whether these are all."""

    members: tuple[Part, ...]
    closed: bool


def lists_in(text: str) -> Iterator[List]:
    """All lists of three members or more whose every member is certain."""
    for match in _LIST.finditer(text):
        found = _cut(text, match)
        if found is not None:
            yield found
    for match in _CHAIN.finditer(text):
        found = _chain(text, match)
        if found is not None:
            yield found


def _cut(text: str, match: re.Match[str]) -> List | None:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    quoted = before == "“" and after == "”"
    if before in _PARTNERS or after in _PARTNERS or (after == "”" and not quoted):
        return None  # A member in marks stands beside it: not the whole list.
    number = _NUMBER.match(text, match.start(), match.end()) if before in ("", "\n") else None
    parts = between(text, number.end() if number else match.start(), match.end())
    inner = _inner(text, parts)
    if inner is None:
        return None
    tail = _tail(text, parts, inner)
    lengths = [one.end - one.start for one in inner]
    shortest = max(min(2, min(lengths)), min(lengths) - SPREAD)
    fits = range(shortest, max(lengths) + SPREAD + 1)
    heads = {text[one.start] for one in (*inner, tail)}
    tails = {text[one.end - 1] for one in (parts[0], *inner)}
    usual = lengths[0] if len(set(lengths)) == 1 else 0
    shape = Shape(
        fits, usual, heads.pop() if len(heads) == 1 else "", tails.pop() if len(tails) == 1 else ""
    )
    verbs = all(begins_with_verb(text, one.start) for one in (*inner, tail))
    if quoted and len(parts[0]) in fits:
        first: int | None = parts[0].start
    elif verbs:
        first = _verb_start(text, parts[0], fits)
    else:
        first = start_of_first(text, parts[0], shape)
    last = _end(text, tail, shape)
    if first is None or last is None:
        return None
    members = (Part(first, parts[0].end), *inner, Part(tail.start, last))
    shown = [text[one.start : one.end] for one in members]
    if len(set(shown)) != len(shown) or len(members) > _MOST or is_odd(text, members):
        return None
    if _is_lopsided(text, members):
        return None
    return List(members, closed=not _is_open(text, members)) if _alike(shown) else None


def between(text: str, begin: int, end: int) -> list[Part]:
    """The parts between the 、 of a stretch."""
    parts = []
    place = begin
    for part in text[begin:end].split("、"):
        parts.append(Part(place, place + len(part)))
        place += len(part) + 1
    return parts


def begins_with_verb(text: str, place: int) -> bool:
    """Whether a verb of two characters or more that opens lists stands here."""
    return text.startswith(_long_verbs(), place)


@cache
def _long_verbs() -> tuple[str, ...]:
    return tuple(verb for verb in words().list_verbs if len(verb) > 1)


@cache
def _verbs() -> frozenset[str]:
    return frozenset(words().list_verbs)


@dataclass(frozen=True, slots=True)
class Shape:
    """What the exact edges say: lengths an outer member may have, the one length of all inner
    members (0 when they differ), the character all begin with, the one all end with."""

    fits: range
    usual: int
    head: str
    tail: str


_PARTNERS: Final = frozenset("、》（(")


def _inner(text: str, parts: Sequence[Part]) -> list[Part] | None:
    """The members that are exact: between two 、, and the one before a joint in the last part.

    None for lists of lists.
    """
    inner = list(parts[1:-1])
    if not inner:
        return _between_joints(text, parts)
    if any(len(one) > 5 and JOINT.search(text, one.start + 1, one.end - 1) for one in inner):
        return None
    last = parts[-1]
    shortest, longest = min(map(len, inner)), max(map(len, inner))
    for joint in JOINT.finditer(text, last.start + 1, last.end - 1):
        head = Part(last.start, joint.start())
        parted = falls_inside_word(text, joint.start()) or falls_inside_word(text, joint.end())
        same_end = text[head.end - 1] == text[inner[-1].end - 1]
        if shortest - 1 <= len(head) <= longest + 1 and same_end and not parted:
            return [*inner, head]
    return inner


def _between_joints(text: str, parts: Sequence[Part]) -> list[Part] | None:
    """The middle member of 甲力、乙力和丙力, when its ending is the first one's."""
    first, last = parts
    for joint in JOINT.finditer(text, last.start + 2, last.end - 2):
        head = Part(last.start, joint.start())
        parted = falls_inside_word(text, joint.start()) or falls_inside_word(text, joint.end())
        if not parted and text[head.end - 2 : head.end][-1] == text[first.end - 1]:
            return [head]
    return None


def _tail(text: str, parts: Sequence[Part], inner: Sequence[Part]) -> Part:
    """What holds the last member: the last part, or what follows its joint."""
    last = parts[-1]
    if inner[-1].start != last.start:
        return last
    joint = JOINT.match(text, inner[-1].end)
    return Part(joint.end() if joint else inner[-1].end, last.end)


def _verb_start(text: str, part: Part, fits: range) -> int | None:
    """Where the first member begins in a list whose members all begin with a verb."""
    places = [
        place
        for place in range(part.end - fits.stop + 1, part.end - fits.start + 1)
        if place >= part.start
        and begins_with_verb(text, place)
        and not falls_inside_word(text, place)
        and (place == part.start or len(part) not in fits)
    ]
    return places[0] if places else None


def start_of_first(text: str, part: Part, shape: Shape) -> int | None:
    """Where the first member begins; its end is exact."""
    opened = _after_opening(text, part, shape.fits)
    if shape.head:
        signs = [
            place
            for place in range(part.start, part.end)
            if text[place] == shape.head
            and part.end - place in shape.fits
            and not falls_inside_word(text, place)
        ]
        return signs[-1] if signs else None
    usual = part.end - shape.usual if shape.usual else -1
    if usual < part.start or falls_inside_word(text, usual):
        usual = -1
    if opened is not None:
        owned = usual > opened and text[opened:usual].endswith(words().list_owners)
        return usual if owned else opened
    if usual == part.start:
        return usual
    if usual >= 0 and (shape.tail or text[part.start : usual].endswith(words().list_owners)):
        return usual
    known = len(part) in shape.fits and not text.startswith(words().list_verbs, part.start)
    return part.start if known and shape.tail else None


def _after_opening(text: str, part: Part, fits: range) -> int | None:
    """The first place behind a word that opens lists where the member would have a fitting length."""
    for place in range(part.start + 1, part.end - fits.start + 1):
        if (
            part.end - place in fits
            and text[part.start : place].removesuffix(_DONE).endswith(words().list_verbs)
            and not text.startswith((_DONE, *words().list_verbs), place)
            and not falls_inside_word(text, place)
            and not _parts_verb(text, part.start, place)
        ):
            return place
    return None


def _parts_verb(text: str, begin: int, place: int) -> bool:
    """Whether a longer word that opens lists goes over this place: 把|好 of 把好."""
    return any(
        text[start:end] in _verbs()
        for start in range(max(begin, place - _LONGEST_VERB + 1), place)
        for end in range(place + 1, start + _LONGEST_VERB + 1)
    )


def _end(text: str, part: Part, shape: Shape) -> int | None:
    """Where the last member ends; its beginning is exact."""
    at_edge = text[part.end : part.end + 1] in _EDGES
    ends = [
        place
        for place in range(part.start + shape.fits.start, part.end + 1)
        if place - part.start in shape.fits
        and (
            (place == part.end and at_edge)
            or (_may_follow(text, place, shape) and not falls_inside_word(text, place))
        )
    ]
    if shape.tail:
        return next((end for end in ends if text[end - 1] == shape.tail), None)
    if shape.usual and part.start + shape.usual in ends:
        return part.start + shape.usual
    open_ends = [end for end in ends if text.startswith(("等", "的"), end)]
    if open_ends:
        return open_ends[0]
    return part.end if part.end in ends and len(ends) == 1 else None


_EDGES: Final = frozenset("，。；：”’,;\n“")


def _may_follow(text: str, place: int, shape: Shape) -> bool:
    """Whether what begins here is no part of the last member."""
    if text.startswith(words().after_lists, place) or _COUNTED.match(text, place):
        return True
    return shape.tail in _SUFFIXES and text[place - 1] == shape.tail != ""


def _alike(shown: Sequence[str]) -> bool:
    """Whether the members are of one build: lengths close together or one common end."""
    lengths = [len(one) for one in shown]
    if max(lengths) > _LONGEST:
        return False
    same_edge = len({one[-1] for one in shown}) == 1 or len({one[0] for one in shown}) == 1
    return max(lengths) - min(lengths) <= (2 * SPREAD if same_edge else SPREAD)


def _is_lopsided(text: str, members: Sequence[Part]) -> bool:
    """Whether an outer member without a sign of its edge is longer by two characters or more than all
    others, which are equally long: it holds a verb before the list or a noun that belongs to all
    (军事、政治、后勤军官)."""
    if any(len({text[place(one)] for one in members}) == 1 for place in (_first, _last)):
        return False
    first, last = members[0], members[-1]
    shortest = {len(one) for one in members[1:]}, {len(one) for one in members[:-1]}
    at_mark = first.start == 0 or not text[first.start - 1].isalnum()
    ended = text.startswith("等", last.end)
    return (len(shortest[0]) == 1 and at_mark and len(first) >= min(shortest[0]) + 2) or (
        len(shortest[1]) == 1 and not ended and len(last) >= min(shortest[1]) + 2
    )


def _first(part: Part) -> int:
    return part.start


def _last(part: Part) -> int:
    return part.end - 1


def is_odd(text: str, members: Sequence[Part]) -> bool:
    """Whether a member holds a mark, or an outer one was cut where no member begins or ends."""
    first, last = members[0], members[-1]
    cut_first = first.start > 0 and text[first.start - 1].isalnum()
    cut_last = last.end < len(text) and text[last.end].isalnum()
    return (
        (cut_first and text.startswith(words().never_first, first.start, first.end))
        or (
            cut_last
            and text.endswith(words().never_last, last.start, last.end)
            and not falls_inside_word(text, last.end - 1)
        )
        or not all(_is_plain(text[one.start : one.end]) for one in members)
        or any(modal in text[one.start : one.end] for one in members for modal in words().modals)
    )


def _is_plain(member: str) -> bool:
    """Whether the member has no marks but whole quotations: “三合一”场所"""
    return member.replace("“", "").replace("”", "").isalnum() and (
        member.count("“") == member.count("”")
    )


def _is_open(text: str, members: Sequence[Part]) -> bool:
    rest = text[members[-1].end : members[-1].end + 6]
    before = text[max(0, members[0].start - 10) : members[0].start]
    return (
        rest.startswith("等")
        or bool(re.match(r"[”]?等", rest))
        or "包括" in before
        or "如" in before[-2:]
    )


def _chain(text: str, match: re.Match[str]) -> List | None:
    """Steps or parts joined by - or +: 甲-乙-丙 inside quotation marks, 甲+乙+丙三级."""
    spans = [
        Part(match.start() + one.start(), match.start() + one.end())
        for one in re.finditer(r"[一-鿿]+", match[0])
    ]
    quoted = (
        text[match.start() - 1 : match.start()] == "“"
        and text[match.end() : match.end() + 1] == "”"
    )
    if quoted:
        return List(tuple(spans), closed=True)
    numeral = next(
        (
            place
            for place in range(spans[-1].start + 2, spans[-1].end)
            if numeral_value(text[place]) == len(spans)
        ),
        None,
    )
    if numeral is None:
        return None
    opened = _after_opening(text, spans[0], range(2, spans[0].end - spans[0].start))
    start = spans[0].start if opened is None else opened
    return List(
        (Part(start, spans[0].end), *spans[1:-1], Part(spans[-1].start, numeral)), closed=True
    )
