"""The word lists that wrong options come from.

Owns their loading. The words are data in `question_bank/lexicon/distractors.json`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).parent.parent / "lexicon" / "distractors.json"


@dataclass(frozen=True, slots=True)
class Pools:
    """One field per list of the file; see there."""

    field: tuple[str, ...]
    """Words that tell whether a document is of the field these lists are of."""
    makes: tuple[str, ...]
    """Verbs of what a unit writes itself."""
    prevents: tuple[str, ...]
    """Verbs of what is bad."""
    numeral_slogans: tuple[str, ...]
    problems: tuple[str, ...]
    metaphors: tuple[str, ...]
    four_character: tuple[str, ...]
    principles: tuple[str, ...]
    activity_groups: tuple[tuple[str, tuple[str, ...]], ...]
    """Characters that hint at a sort of activity, and names of that sort."""
    strategies: tuple[str, ...]
    corrupt_ways: tuple[str, ...]
    systems: tuple[str, ...]
    persons: tuple[str, ...]
    levels: tuple[str, ...]
    festivals: tuple[str, ...]
    titles: tuple[str, ...]
    compounds: tuple[str, ...]
    """Four characters that belong together, so that no first member begins in their middle."""
    national_beginnings: tuple[str, ...]
    members_by_end: tuple[tuple[str, tuple[str, ...]], ...]
    """Patterns of the ending that all members share, the longest first, and their like."""
    members_by_beginning: tuple[tuple[str, tuple[str, ...]], ...]
    members_by_length: tuple[tuple[int, tuple[str, ...]], ...]
    members_by_joint: tuple[tuple[str, tuple[str, ...]], ...]
    members_in_sets: tuple[tuple[str, ...], ...]
    """Words that stand together without a shared affix."""
    nouns_after: tuple[str, ...]
    """Nouns that follow a quoted term and say what it is, the longest first."""
    asked_as: tuple[tuple[str, str], ...]


@cache
def pools() -> Pools:
    """The lists, read once."""
    data = json.loads(_FILE.read_text(encoding="utf-8"))
    members = data["members"]
    return Pools(
        **{
            name: tuple(data[name])
            for name in (
                "field",
                "makes",
                "prevents",
                "numeral_slogans",
                "problems",
                "metaphors",
                "four_character",
                "principles",
                "strategies",
                "corrupt_ways",
                "systems",
                "persons",
                "levels",
                "festivals",
                "titles",
                "national_beginnings",
                "compounds",
            )
        },
        activity_groups=tuple(
            (group["cues"], tuple(group["words"])) for group in data["activity_groups"]
        ),
        members_by_end=_longest_first(members["ends"]),
        members_by_beginning=_longest_first(members["begins"]),
        members_by_length=tuple((int(n), tuple(like)) for n, like in members["shapes"].items()),
        members_by_joint=_longest_first(members["joints"]),
        members_in_sets=tuple(tuple(words) for words in members["sets"]),
        nouns_after=tuple(sorted(data["nouns_after"], key=len, reverse=True)),
        asked_as=tuple(data["asked_as"].items()),
    )


def _longest_first(groups: dict[str, list[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (affix, tuple(groups[affix])) for affix in sorted(groups, key=lambda a: (-len(a), a))
    )
