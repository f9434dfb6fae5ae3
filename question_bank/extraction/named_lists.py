"""Lists that stand before their name: 甲、乙、丙的“三强”, 甲、乙、丙三个领域, “甲”“乙”“丙”三大行动.

The name says how many members there are, and stands right behind the last one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from question_bank.extraction.glosses import Named
from question_bank.extraction.labels import Label
from question_bank.extraction.lists import List, list_ending_at
from question_bank.extraction.marks import Pair, marks_in
from question_bank.extraction.separators import Part
from question_bank.extraction.words import words

_LONGEST_GAP: Final = 10
"""Characters between two lists that one name counts together, such as ，建设"""
_BRACKET: Final = re.compile(r"[（(](?:以下)?(?:简称|统称|合称|即)?[：:]?\Z")
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
        if label is None:
            continue
        before = lists[place - 1].members if place else ()
        members = _counted_by(text, label, found.members, before)
        if members and not _is_object(text, label, members):
            named.add(label.start)
            yield _named(label, members)
    by_end = {pair.end: pair for pair in marks_in(text).of("“", "《")}
    for label in labels:
        if label.start in named:
            continue
        end = _before_link(text, label.outer_start)
        members = _quotations(text, end, by_end, label) or _forced(text, end, label)
        if members:
            yield _named(label, members)


def _is_object(text: str, label: Label, members: Sequence[Part]) -> bool:
    """Whether the last member ends with a verb that takes the name for its object: 强化|三项建设"""
    last = members[-1]
    return not label.is_term and text.endswith(words().list_verbs, last.start, last.end)


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


def _before_link(text: str, place: int) -> int:
    """Where the words end that stand before the name and what links them to it."""
    bracket = _BRACKET.search(text[max(0, place - 6) : place])
    if bracket:
        return place - len(bracket[0])
    for link in words().label_links:
        if text.endswith(link, max(0, place - len(link)), place):
            return place - len(link)
    return place


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
    return tuple(reversed(found)) if len(found) == label.total >= 2 else ()


def _forced(text: str, end: int, label: Label) -> tuple[Part, ...]:
    """A list with 、 that ends here, when it has as many members as the name says."""
    if len(label.units) != 1 or label.units[0].count < 3:
        return ()
    found = list_ending_at(text, end, label.units[0].count)
    return found.members if found and not _is_object(text, label, found.members) else ()


@cache
def _link() -> re.Pattern[str]:
    links = "|".join(map(re.escape, words().label_links))
    return re.compile(rf"[”’]?(?:{links})?(?:[（(](?:以下)?(?:简称|统称|合称|即)?[：:]?)?")
