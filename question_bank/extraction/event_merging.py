"""One event named twice is one event.

Owns the comparison: a heading and its sentence, a summary and its details, an article and the row
of an annex. What the first naming leaves open, the later ones fill in.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Final

from question_bank.bundle import EventKind, PlannedEvent
from question_bank.extraction.event_words import core_of
from question_bank.extraction.rule_words import word_list
from question_bank.lexicon import lists

_SHORTEST_SHARED: Final = 2
_LONGEST_GAP: Final = 2
"""Characters of white space between a heading and its first sentence."""
_SENTENCE_ENDS: Final = ("。", "！", "？", "：", "\n")


def merged(events: tuple[PlannedEvent, ...], annex: int) -> tuple[PlannedEvent, ...]:
    """Each event once, at the place of its first naming, in the order of the text.

    Only events that share two characters of their topic, or stand in one article, are compared.
    `annex` is the place where the annexes begin: a test there is the one of that sort and time.
    """
    kept: list[PlannedEvent] = []
    places: dict[tuple[EventKind, str], list[int]] = defaultdict(list)
    for event in events:
        keys = _keys(event)
        if event.start >= annex:
            keys.add(f"@{sort_of(event.name)}")
        known = {place for key in keys for place in places[event.kind, key]}
        repeated = event.start >= annex
        alike = [
            place
            for place in sorted(known)
            if _is_same(kept[place], event) or (repeated and _is_repeated(kept[place], event))
        ]
        same = next(
            (place for place in alike if set(kept[place].months) & set(event.months)),
            alike[0] if alike else None,
        )
        if same is not None:
            first, later = kept[same], event
            announced = first.article_ordinal == later.article_ordinal and (
                not _is_timed(first)
                or first.quote.endswith("：")
                or (_is_heading(first) and not repeated)
            )
            if not first.article_ordinal or (announced and _is_timed(later)):
                # A preamble or a heading only announces what a sentence then plans.
                first, later = later, first
            kept[same] = _filled(first, later)
            continue
        for key in {*keys, f"@{sort_of(event.name)}"}:
            places[event.kind, key].append(len(kept))
        kept.append(event)
    return tuple(kept)


def _is_repeated(one: PlannedEvent, other: PlannedEvent) -> bool:
    """Whether a row of an annex, the second, means the first: same sort of test, same subject or time."""
    if sort_of(one.name) != sort_of(other.name):
        return False
    left, right = _subject(one), _subject(other)
    if left and right and _is_alike(left, right):
        return True
    if other.months:
        recurs = bool(one.frequency) and not (one.months or (left and right))
        return bool(set(one.months) & set(other.months)) or recurs or not _is_timed(one)
    return not other.frequency or other.per_year == one.per_year


def _subject(event: PlannedEvent) -> str:
    """What it is about in its own words; a topic taken from a heading says too little."""
    topic = event.topic if event.topic in event.quote else ""
    return core_of(event.name) or core_of(topic.strip("《》"))


def sort_of(name: str) -> str:
    """Contest, assessment or plain test (empty), by the last word of the name."""
    sorts: dict[str, list[str]] = lists("rules")["event_sorts"]
    return next((sort for sort, ends in sorts.items() if name.endswith(tuple(ends))), "")


def _keys(event: PlannedEvent) -> set[str]:
    subject = _subject(event) or core_of(event.topic)
    pairs = {subject[place : place + 2] for place in range(len(subject) - 1)}
    return pairs | {f"#{event.article_ordinal}"}


def _is_same(one: PlannedEvent, other: PlannedEvent) -> bool:
    """Same subject, and nothing that contradicts: time, frequency, ways."""
    if one.start == other.start or _are_neighbours(one, other):
        return False
    if _announces(one, other):
        return True
    if _is_timed(one) and _is_personal(other) and not _is_personal(one):
        return False
    left, right = _subject(one), _subject(other)
    near = one.article_ordinal == other.article_ordinal
    if left and right:
        if not _is_alike(left, right):
            return False
        if one.kind is EventKind.STUDY and not near and one.name[-2:] != other.name[-2:]:
            # A short subject says too little: 新生安全教育 is no 全员安全培训.
            return False
    elif not near and not (
        (one.months, one.frequency) == (other.months, other.frequency) != ((), "")
        and _is_alike(left or core_of(one.topic), right or core_of(other.topic))
    ):
        return False
    if one.months and other.months and not set(one.months) & set(other.months):
        return False
    if one.frequency and other.frequency and one.per_year != other.per_year:
        return False
    if sort_of(one.name) != sort_of(other.name):
        return False
    if left != right and (_is_other_rhythm(one, other) or _is_other_rhythm(other, one)):
        return False
    contradicting = one.modes and other.modes and not set(one.modes) & set(other.modes)
    return not (contradicting and left != right)


def _is_personal(event: PlannedEvent) -> bool:
    """Whether each person has his own time for it: 任前测试."""
    return any(word in event.quote for word in word_list("personal_times"))


def _is_other_rhythm(one: PlannedEvent, other: PlannedEvent) -> bool:
    """Whether the first recurs and the second is held in a month."""
    return bool(one.frequency and other.months and not (one.months or other.frequency))


def _announces(one: PlannedEvent, other: PlannedEvent) -> bool:
    """Whether the first is the short heading right before the second, of the same sort: 组织比武。6月……"""
    opens = one.quote.endswith("：") and not core_of(one.name)
    return (
        one.article_ordinal == other.article_ordinal != 0
        and one.start < other.start <= one.end + _LONGEST_GAP
        and (opens or not _is_timed(one))
        and sort_of(one.name) == sort_of(other.name)
        and not any(mark in one.quote[:-1] for mark in "，；：")
    )


def _is_heading(event: PlannedEvent) -> bool:
    """Whether it is named in a line that is no sentence: 四月份：技能比武."""
    return not any(mark in event.quote for mark in "，。；")


def _are_neighbours(one: PlannedEvent, other: PlannedEvent) -> bool:
    """Whether both stand in one sentence with a time each, which tells them apart."""
    timed = _is_timed(one) and _is_timed(other) and one.when_text != other.when_text
    return timed and one.end == other.start and not one.quote.endswith(_SENTENCE_ENDS)


def _is_timed(event: PlannedEvent) -> bool:
    return bool(event.months or event.frequency or event.count)


def _is_alike(left: str, right: str) -> bool:
    shorter = min(len(left), len(right))
    return left == right or (shorter >= _SHORTEST_SHARED and (left in right or right in left))


def _filled(first: PlannedEvent, later: PlannedEvent) -> PlannedEvent:
    dated = bool(first.months or first.frequency)
    return replace(
        first,
        name=first.name if core_of(first.name) or not core_of(later.name) else later.name,
        modes=first.modes or later.modes,
        months=first.months if dated else later.months,
        when_text=first.when_text if dated or not later.when_text else later.when_text,
        per_year=first.per_year or later.per_year,
        audience=first.audience or later.audience,
        topic=first.topic or later.topic,
        frequency=first.frequency or later.frequency,
        count=first.count or later.count,
        pass_mark=first.pass_mark or later.pass_mark,
    )
