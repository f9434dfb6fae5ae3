"""The word lists of reading. The words are data in `question_bank/lexicon/labels.json`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).parent.parent / "lexicon" / "labels.json"


@dataclass(frozen=True, slots=True)
class Words:
    """One field for each list of the file."""

    kinds: tuple[str, ...]
    """What documents are called; a line above the text that ends so is its title."""
    prose_kinds: tuple[str, ...]
    """The same for reports, communiqués and readers."""
    norm_kinds: tuple[str, ...]
    """The same for what lays down rules, also when its parts are not called 条."""
    rules_kinds: tuple[str, ...]
    """The same for booklets of short rules."""
    law_kinds: tuple[str, ...]
    """The same for laws; too short to tell a title in other texts."""
    topics: tuple[str, ...]
    """Fields of work that a plan's first sentence names."""
    units: tuple[str, ...]
    """What follows a number with a point that is a quantity or a date, not the number of a line."""
    references: tuple[str, ...]
    """What follows 第…条 in a sentence that speaks of a rule instead of being it."""
    bare_headings: tuple[str, ...]
    """Headings that stand between the 条 of a regulation without a number."""
    openings: tuple[str, ...]
    """Headings of the section that says what the whole plan is for, before its articles."""
    contents: tuple[str, ...]
    """What stands above a table of contents."""
    annexes: tuple[str, ...]
    """What an annex begins with."""


@cache
def words() -> Words:
    """The lists, read once."""
    data = json.loads(_FILE.read_text("utf-8"))
    return Words(**{name: tuple(data[name]) for name in Words.__slots__})
