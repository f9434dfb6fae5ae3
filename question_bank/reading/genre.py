"""What sort of document it is.

Owns the signs: how it is numbered, what its title calls it, how long its articles are.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Final

from question_bank.bundle import Article, Genre
from question_bank.reading.words import words

_FEWEST_RULES: Final = 8
_LONGEST_RULE: Final = 110
"""Characters, half of the rules of a booklet have no more."""


def genre_of(title: str, articles: Sequence[Article], *, numbered: bool) -> Genre:
    """The genre of a document without 条, from its title and its articles."""
    name = title.rstrip("》）)").partition("（")[0]
    if not numbered or name.endswith(words().prose_kinds):
        return Genre.PROSE
    if name.endswith(words().kinds) and not name.endswith(words().rules_kinds):
        return Genre.PLAN
    lengths = [article.end - article.start for article in articles]
    if len(lengths) >= _FEWEST_RULES and median(lengths) <= _LONGEST_RULE:
        return Genre.RULES
    named = name.endswith(words().rules_kinds)
    return Genre.RULES if named and len(lengths) >= _FEWEST_RULES else Genre.PLAN
