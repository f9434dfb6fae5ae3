"""What makes words comparable: build of a term, likeness of list members, sort of an activity.

Owns likeness only. Whether a word is wrong is proven in `distractors`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from question_bank.checks.values import fold
from question_bank.generation.pools import pools

_SEPARATORS: Final = re.compile(r"[、，·\-－—＋+]")


def is_local(title: str) -> bool:
    """Whether the title is a unit's own paper and not one of the whole country."""
    return not title.startswith(pools().national_beginnings)


@lru_cache(maxsize=20_000)
def skeleton(text: str) -> str:
    """Where the numerals of a slogan stand: 四亮四强 and 四讲四有 are alike."""
    return re.sub(r"[^\u0001]", "x", re.sub(r"[一二两双三四五六七八九十]", "\u0001", text))


def activities_like(text: str) -> tuple[str, ...]:
    """Names of the sort of activity whose hints the text shows most; of no sort without a hint."""
    groups = pools().activity_groups
    hits = [sum(char in text for char in cues) for cues, _ in groups]
    best = max(hits)
    return tuple(
        word
        for hit, (cues, words) in zip(hits, groups, strict=True)
        if hit == best and bool(cues) == bool(best)
        for word in words
    )


def structure(text: str) -> tuple[str, ...]:
    """What divides a parallel term, and the lengths of its parts from three parts on."""
    parts = _SEPARATORS.split(text)
    marks = "".join(sorted(set(_SEPARATORS.findall(text))))
    if len(parts) < 3:
        return marks, str(len(parts))
    return marks, *sorted(str(len(part)) for part in parts)


def shared_places(word: str, member: str) -> int:
    """Characters at the same place in both."""
    return sum(a == b for a, b in zip(word, member, strict=False))


def words_like(members: Sequence[str], after: str) -> tuple[str, ...]:
    """Words of the lists that share ending, beginning, joint, set or length with all the members.

    `after` is the text behind the list: words of two characters are alike as names of 行动 only.
    """
    for ending, words in pools().members_by_end:
        if all(re.search(f"{ending}$", member) for member in members):
            return words
    for beginning, words in pools().members_by_beginning:
        if all(member.startswith(beginning) for member in members):
            return words
    for joint, words in pools().members_by_joint:
        if all(joint in member[1:-1] for member in members):
            return words
    for words in pools().members_in_sets:
        if 2 * sum(member in words for member in members) >= len(members):
            return tuple(
                word
                for word in words
                if not any(0 < len(member) - shared_places(word, member) < 2 for member in members)
            )
    lengths = {len(member) for member in members}
    alike = len({member[0] for member in members}) == 1 or len({m[-1] for m in members}) == 1
    for length, words in pools().members_by_length:
        if lengths == {length} and not alike and "行动" in after:
            return words
    return ()


def same_build(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two lists have members of the same length with the same first or last character."""
    if not one or not other or {len(a) for a in one} != {len(b) for b in other}:
        return False
    ends = {a[-1] for a in one} == {b[-1] for b in other} and len({a[-1] for a in one}) == 1
    begins = {a[0] for a in one} == {b[0] for b in other} and len({a[0] for a in one}) == 1
    return ends or begins


def without_outcast(key: str, words: Sequence[str], count: int) -> tuple[str, ...]:
    """The first so many words, the last one exchanged where all of them begin or end alike and the key
    does not: 八不准 beside 双承诺, 双培养, 双评议. Empty where none of the words helps."""
    first = tuple(words[:count])
    if not _is_outcast(key, first):
        return first
    tries = ((*first[:-1], word) for word in words[count:])
    return next((one for one in tries if not _is_outcast(key, one)), ())


def _is_outcast(key: str, words: Sequence[str]) -> bool:
    own = fold(key)
    others = [fold(word) for word in words]
    return len(others) > 1 and any(
        len({word[place] for word in others}) == 1 and others[0][place] != own[place]
        for place in (0, -1)
    )
