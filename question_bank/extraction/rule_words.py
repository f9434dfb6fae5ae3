"""Patterns from the word lists of hard rules and events (`question_bank/lexicon/rules.json`)."""

from __future__ import annotations

import re
from functools import cache

from question_bank.lexicon import lists


@cache
def word_list(name: str) -> tuple[str, ...]:
    """The words of one list, the longest first. Raises KeyError for a list that the file lacks."""
    return tuple(sorted(lists("rules")[name], key=lambda word: (-len(word), word)))


@cache
def one_of(*names: str) -> str:
    """A pattern for any word of these lists, the longest first, without a group."""
    found = {word for name in names for word in word_list(name)}
    ordered = sorted(found, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, ordered))})"
