"""Lists that stand before their name: 甲、乙、丙的“三强”, 甲、乙、丙三个领域, “甲”“乙”“丙”三大行动.

The name says how many members there are, and stands right behind the last one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from question_bank.extraction.counted_lists import list_ending_at
from question_bank.extraction.labels import Label
from question_bank.extraction.lists import List
from question_bank.extraction.marks import Pair, marks_in
from question_bank.extraction.members import Named, are_members, shared_ending
from question_bank.extraction.separators import Part, pieces
from question_bank.extraction.words import words

_LONGEST_GAP: Final = 10
"""Characters between two lists that one name counts together, such as ，建设"""
_LONGEST_WAY: Final = 60
"""Characters between a name and a list in a later clause."""
_LONGEST_LINK: Final = 12
_SPREAD: Final = 2
_CHARACTER: Final = "字"
_JOINTS: Final = ("、", "以及", "和", "与", "及", "")


def lists_before_names(
    text: str, labels: Sequence[Label], lists: Sequence[List]
) -> Iterator[Named]:
    """Lists with the name that follows, when the count agrees."""
    by_start = {label.outer_start: label for label in labels}
    named: set[int] = set()
    for place, found in enumerate(lists):
        link = _link().match(text, found.members[-1].end)
        label = by_start.get(link.end()) if link else None
        if link is None or label is None:
            continue
        before = lists[place - 1].members if place else ()
        members = _counted_by(text, label, found.members, before)
        if members and not _is_object(text, label, members) and _is_even(text, members):
            named.add(label.start)
            yield _named(label, members)
        elif not members and link["open"] and len(found.members) < label.total:
            named.add(label.start)
            yield replace(_named(label, found.members), closed=False, counted=False, term_start=-1)
    by_end = {pair.end: pair for pair in marks_in(text).of("“", "《") if len(pair) > 2}
    for label in labels:
        if label.start in named:
            continue
        end, is_close = _before_link(text, label.outer_start)
        members = _quotations(text, end, by_end, label) or _quoted(text, end, by_end, label)
        if not members:
            members = _forced(text, end, label)
            if members and not is_close and not _is_said_of(text, label, members):
                members = ()
        if members:
            yield _named(label, members)


def lists_after_names(text: str, labels: Sequence[Label], lists: Sequence[List]) -> Iterator[Named]:
    """Lists in a later clause that a quoted name counts: the next clause is the list and nothing
    else, or every member holds the word that the name counts (“三必访”, …必访、…必访、…必访)."""
    starts = [found.members[0].start for found in lists]
    for label in labels:
        if not label.is_term or len(label.units) != 1:
            continue
        for place in range(bisect_left(starts, label.outer_end), len(lists)):
            found = lists[place]
            gap = text[label.outer_end : found.members[0].start]
            if len(gap) > _LONGEST_WAY:
                break
            if len(found.members) == label.total and (
                _is_next_clause(text, gap, found) or _hold(text, label, found)
            ):
                yield _named(label, found.members)
                break


def _is_next_clause(text: str, gap: str, found: List) -> bool:
    end = found.members[-1].end
    return bool(_next_clause().fullmatch(gap)) and text[end : end + 1] in "，。；”\n"


def _hold(text: str, label: Label, found: List) -> bool:
    """Whether every member holds what the name counts: 不 of “三不”, 到位 of “三个到位”."""
    noun = label.units[0].noun
    for measure in ("个", "项", "种"):
        noun = noun.removeprefix(measure) if len(noun) > 1 else noun
    shown = [text[one.start : one.end] for one in found.members]
    if all(set(noun) <= set(one) for one in shown):
        return True
    if all(one.startswith(noun[0]) for one in shown):
        return True  # “三水共治”，做到水资源、水环境、水生态一体谋划
    ending = shared_ending(shown)
    named = _behind().match(text, label.outer_end)
    return len(ending) > 1 and named is not None and ending in named[0]


def _is_object(text: str, label: Label, members: Sequence[Part]) -> bool:
    """Whether the last member is a verb that takes the name for its object: 强化|三项建设"""
    last = text[members[-1].start : members[-1].end]
    return not label.is_term and last in words().list_verbs


def _is_even(text: str, members: Sequence[Part]) -> bool:
    """Whether the first member is as long as the others, when these all are equally long; a first one
    that begins behind a mark may differ."""
    lengths = {len(one) for one in members[1:]}
    start = members[0].start
    cut = start > 0 and text[start - 1].isalnum()
    return not cut or len(lengths) > 1 or abs(len(members[0]) - lengths.pop()) < _SPREAD


def _named(label: Label, members: Sequence[Part]) -> Named:
    return Named(
        Part(label.start, label.end),
        tuple(members),
        closed=True,
        counted=True,
        term_start=label.start if label.is_term else -1,
    )


def _counted_by(
    text: str, label: Label, members: tuple[Part, ...], before: tuple[Part, ...]
) -> tuple[Part, ...]:
    """The members that the name counts: this list, or with the one before it. Else none."""
    total = label.total
    if len(members) == total:
        return members
    if len(label.units) != 2 or not before or len(before) + len(members) != total:
        return ()
    near = 0 <= members[0].start - before[-1].end <= _LONGEST_GAP
    for unit, part in zip(label.units, (before, members), strict=True):
        if len(part) != unit.count or not all(
            unit.noun in text[one.start : one.end] for one in part
        ):
            return ()
    return (*before, *members) if near else ()


def _before_link(text: str, place: int) -> tuple[int, bool]:
    """Where the words end that stand before the name and what links them to it, and whether both are
    in one clause."""
    link = _link_before().search(text[max(0, place - _LONGEST_LINK) : place])
    return (place - len(link[0]), link[0][0] not in "，,") if link else (place, True)


def _quotations(text: str, end: int, by_end: dict[int, Pair], label: Label) -> tuple[Part, ...]:
    """Members in marks of their own, one beside the other."""
    found: list[Part] = []
    place = end
    while pair := next(
        (
            by_end[place - len(joint)]
            for joint in _JOINTS
            if place - len(joint) in by_end and text.endswith(joint, 0, place)
        ),
        None,
    ):
        found.append(Part(pair.inside.start, pair.inside.end))
        place = pair.start
        if len(found) > label.total:
            return ()
    return tuple(reversed(found)) if len(found) == label.total >= 2 else ()


def _quoted(text: str, end: int, by_end: dict[int, Pair], label: Label) -> tuple[Part, ...]:
    """Members in one pair of marks, as many as the name says or of as many characters in all:
    “甲、乙、丙”的“三强”, “控制总量、优化结构、提高质量、发挥作用”十六字方针."""
    pair = by_end.get(end)
    if pair is None or len(label.units) > 1:
        return ()
    inside = pair.inside
    for separators in ("；;", "，,", "、"):
        parts = pieces(text, inside.start, inside.end, separators)
        spelt = label.units[0].noun.startswith(_CHARACTER) and sum(map(len, parts)) == label.total
        if len(parts) > 1 and (len(parts) == label.total or spelt) and are_members(text, parts):
            return tuple(parts)
    return ()


def _is_said_of(text: str, label: Label, members: Sequence[Part]) -> bool:
    """Whether the clause says of the list what the name counts: 同步确定甲、乙和丙，做到“三同步”"""
    start = members[0].start
    clause = max(text.rfind(mark, 0, start) for mark in "，。；：\n") + 1
    return len(label.units) == 1 and label.units[0].noun in text[clause:start]


def _forced(text: str, end: int, label: Label) -> tuple[Part, ...]:
    """A list with 、 that ends here, when it has as many members as the name says."""
    if len(label.units) > 1 and label.each:
        return ()  # Two lists side by side: 亮…、亮…，…强、…强的“四亮四强”
    found = list_ending_at(text, end, label.total)
    if found is None or _is_object(text, label, found.members):
        return ()
    figures = any(map(str.isdigit, text[found.members[0].start : end]))
    return () if figures else found.members


_CALLED: Final = r"[（(](?:以下)?(?:简称|统称|合称|即)?[：:]?"
_CONTENT: Final = r"为[^，。、“”]{0,6}的"


@cache
def _link() -> re.Pattern[str]:
    links = "|".join(map(re.escape, words().label_links))
    verbs = "|".join(map(re.escape, words().label_verbs))
    return re.compile(rf"[”’]?(?P<open>等?)(?:{_CALLED}|{_CONTENT}|{links}|[，,](?:{verbs})(?=“))?")


@cache
def _link_before() -> re.Pattern[str]:
    links = "|".join(map(re.escape, words().label_links))
    verbs = "|".join(map(re.escape, words().label_verbs))
    return re.compile(rf"(?:{_CALLED}|{_CONTENT}|{links}|[，,](?:{verbs}))\Z")


@cache
def _behind() -> re.Pattern[str]:
    """The words right behind a name: “三位一体”|矛盾调解体系"""
    return re.compile(r"[一-鿿]{1,12}")


@cache
def _next_clause() -> re.Pattern[str]:
    listing = "|".join(map(re.escape, words().list_words))
    return re.compile(rf"[^，。；：“”]{{0,6}}[，,](?:{listing})?“?")
