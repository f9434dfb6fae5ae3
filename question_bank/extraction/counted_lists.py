"""Lists with 、 whose end and number of members are known: only their beginning is looked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from question_bank.extraction.cuts import falls_inside_word
from question_bank.extraction.lists import (
    JOINT,
    SPREAD,
    List,
    Shape,
    begins_with_verb,
    between,
    is_odd,
    start_of_first,
)
from question_bank.extraction.separators import Part
from question_bank.extraction.words import words
from question_bank.numerals import numeral_value

_LONGEST: Final = 160
_LINE_NUMBER: Final = re.compile(r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})、")
_LONG_PAIR: Final = 4
"""Characters from which two members of equal length are no chance: 双人双锁、同进同出两项制度"""


def list_ending_at(text: str, end: int, count: int) -> List | None:
    """The list of so many members that ends for certain at `end`; None when there is none.

    Its first member must begin where a clause begins, behind a word that opens lists, or where it is
    as long as all others.
    """
    begin = end
    while begin > 0 and end - begin < _LONGEST and _may_belong(text[begin - 1]):
        begin -= 1
    number = _LINE_NUMBER.match(text, begin, end) if begin == 0 or text[begin - 1] == "\n" else None
    begin = number.end() if number else begin
    stretch = text[begin:end]
    if stretch.count("“") != stretch.count("”"):
        begin += max(stretch.rfind("“"), stretch.rfind("”")) + 1
    parts = between(text, begin, end)
    if len(parts) == count - 1:
        last = parts[-1]
        for joint in JOINT.finditer(text, last.start + 2, last.end - 2):
            cuts = (joint.start(), joint.end())
            if not any(falls_inside_word(text, place) for place in cuts):
                parts = [*parts[:-1], Part(last.start, cuts[0]), Part(cuts[1], last.end)]
                break
    is_cut = len(parts) > count
    """Whether members of another list stand before this one: 甲、乙按|丙、丁、戊三类"""
    parts = parts[-count:]
    if len(parts) != count or count < 2 or not all(parts):
        return None
    exact = parts[1:-1] if count > 3 else parts[1:]
    lengths = [len(one) for one in exact]
    fits = range(max(1, min(lengths) - SPREAD), max(lengths) + SPREAD + 1)
    heads = {text[one.start] for one in exact}
    if count == 3 and text[exact[0].start] not in text[parts[0].start : parts[0].end]:
        heads = set()  # Two members that begin alike by chance: 管理、技术、技能三条通道
    tails = {text[one.end - 1] for one in parts}
    shape = Shape(
        fits,
        lengths[0] if len(set(lengths)) == 1 else 0,
        heads.pop() if len(heads) == 1 and count > 2 else "",
        tails.pop() if len(tails) == 1 else "",
    )
    verbal = any(begins_with_verb(text, one.start) for one in parts[1:])
    first = None if is_cut else _first_of_counted(text, parts[0], shape, verbal=verbal)
    if first is None:
        first = _behind_verb_inside(text, parts[0], shape)
    if first is None or (count == 2 and not _is_pair(text, parts[0], first, shape)):
        return None
    members = (Part(first, parts[0].end), *parts[1:])
    shown = [text[one.start : one.end] for one in members]
    if len(set(shown)) != len(shown) or is_odd(text, members) or _is_uneven(shown):
        return None
    return List(members, closed=True)


def _is_pair(text: str, part: Part, first: int, shape: Shape) -> bool:
    """Whether a first member of two is as long as the other, and they end alike or it begins for
    certain."""
    begins = first == part.start or text[part.start : first].endswith(words().list_verbs)
    counted = numeral_value(text[first]) is not None  # 一个中心、两条主线 are two slogans.
    return part.end - first == shape.usual and (
        shape.tail != "" or (begins and not counted and shape.usual >= _LONG_PAIR)
    )


def _may_belong(char: str) -> bool:
    return char.isalnum() or char in "、“”"


def _is_uneven(shown: Sequence[str]) -> bool:
    """Whether a member is too long beside the others to be one of them."""
    lengths = [len(one) for one in shown]
    return max(lengths) > min(24, 2 * min(lengths) + 2 * SPREAD)


def _first_of_counted(text: str, part: Part, shape: Shape, *, verbal: bool) -> int | None:
    """Where the first member begins in a list that is known to have the right number of members.

    `verbal` says whether another member begins with a verb: then this one may.
    """
    if shape.head:
        places = [
            place
            for place in range(part.start, part.end)
            if text[place] == shape.head and part.end - place in shape.fits
        ]
        return places[-1] if places else None
    opened = part.start if verbal else _behind_verb(text, part, shape)
    usual = part.end - shape.usual if shape.usual else -1
    if usual >= opened:
        if not falls_inside_word(text, usual):
            return usual
        return opened if shape.tail else None
    if opened > part.start and part.end - opened in shape.fits:
        return opened
    first = start_of_first(text, part, shape)
    if first is not None:
        return first
    # A word of one character before a longer one is a verb with its object as often as not.
    single = falls_inside_word(text, part.start + 1)
    whole = len(part) < shape.fits.stop - SPREAD and (single or len(part) <= 2)
    return part.start if whole and len(part) in shape.fits else None


def _behind_verb_inside(text: str, part: Part, shape: Shape) -> int | None:
    """The last place behind a verb that is trusted in counted lists only: 结果分|优秀、…四档"""
    places = [
        place
        for verb in words().counted_verbs
        for place in range(part.start + len(verb), part.end)
        if text.endswith(verb, part.start, place)
        and part.end - place in shape.fits
        and not falls_inside_word(text, place)
        and not falls_inside_word(text, place - len(verb))
    ]
    return max(places, default=None)


def _behind_verb(text: str, part: Part, shape: Shape) -> int:
    """Where the part begins without the adverbs and the verb that open it; without a second verb
    when only then it is as long as all other members."""
    place = part.start
    opened = 0
    while opened < 2:
        adverb = _opening(text, place, part.end, words().adverbs)
        verb = _opening(text, place, part.end, (*words().list_verbs, *_long_verbs()))
        longest = max(adverb, verb)
        single = text[place : place + 1] in _PREPOSITIONS
        if part.end - place - longest < max(1, shape.fits.start) or (longest < 2 and not single):
            break
        if opened and part.end - place - longest != shape.usual:
            break
        place += longest
        opened += adverb < longest or not adverb
    return place


@cache
def _long_verbs() -> tuple[str, ...]:
    return tuple(verb for verb in words().counted_verbs if len(verb) > 1)


_PREPOSITIONS: Final = frozenset("把将以")


def _opening(text: str, place: int, end: int, openings: Sequence[str]) -> int:
    """How long the longest of these words is that begins here."""
    return max((len(one) for one in openings if text.startswith(one, place, end)), default=0)
