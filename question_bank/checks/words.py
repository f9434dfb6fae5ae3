"""The word lists the linter's rules read.

Owns their loading. The words themselves are data in `question_bank/lexicon/item_rules.json`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).parent.parent / "lexicon" / "item_rules.json"


@dataclass(frozen=True, slots=True)
class Words:
    """One field per list of the file; see there."""

    stop_keys: frozenset[str]
    stop_grams: frozenset[str]
    dangling_openings: tuple[str, ...]
    dependent_endings: tuple[str, ...]
    sensitive: tuple[str, ...]
    locked_slogans: tuple[str, ...]
    leaders: tuple[str, ...]
    negations: tuple[str, ...]
    absolutes: tuple[str, ...]
    synonyms: tuple[frozenset[str], ...]
    containments: tuple[tuple[str, str], ...]
    """Pairs of the wider and the narrower word."""
    open_words: tuple[str, ...]
    closing_words: tuple[str, ...]
    soft_left: frozenset[str]
    soft_right: frozenset[str]
    class_groups: tuple[tuple[str, tuple[str, ...]], ...]
    """Classes of nouns by their endings; options are all of a class or none is."""


@cache
def words() -> Words:
    """The lists, read once."""
    data = json.loads(_FILE.read_text(encoding="utf-8"))
    return Words(
        stop_keys=frozenset(data["stop_keys"]),
        stop_grams=frozenset(data["stop_grams"]),
        dangling_openings=tuple(data["dangling_openings"]),
        dependent_endings=tuple(data["dependent_endings"]),
        sensitive=tuple(data["sensitive"]),
        locked_slogans=tuple(data["locked_slogans"]),
        leaders=tuple(data["leaders"]),
        negations=tuple(data["negations"]),
        absolutes=tuple(data["absolutes"]),
        synonyms=tuple(frozenset(group) for group in data["synonyms"]),
        containments=tuple((wide, narrow) for wide, narrow in data["containments"]),
        open_words=tuple(data["open_words"]),
        closing_words=tuple(data["closing_words"]),
        soft_left=frozenset(data["soft_left"]),
        soft_right=frozenset(data["soft_right"]),
        class_groups=tuple((name, tuple(ends)) for name, ends in data["class_groups"].items()),
    )
