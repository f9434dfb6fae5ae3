"""What sort of document it is.

Owns the signs: how it is numbered, what its title calls it, how long its articles are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from question_bank.bundle import Article, Genre
from question_bank.reading.words import words

_OF_A_YEAR: Final = re.compile(r"[12]\d{3}(?:[-—–~～至][12]\d{3})?学?年")
_FEWEST_RULES: Final = 8
_LONGEST_RULE: Final = 110
"""Characters, half of the rules of a booklet have no more."""
_LONGEST_NAMED: Final = 330
"""The same when the title calls it a list of rules."""


def genre_of_rules(title: str) -> Genre:
    """The genre of a document numbered by 条: a plan when its title has a year and says so."""
    name = title.rstrip("》）)").partition("（")[0]
    is_plan = name.endswith(words().kinds) and not name.endswith(words().norm_kinds)
    return Genre.PLAN if is_plan and _OF_A_YEAR.search(name) else Genre.REGULATION


def genre_of(
    title: str, articles: Sequence[Article], *, numbered: bool, by_months: bool = False
) -> Genre:
    """The genre of a document without 条, from its title and its articles.

    What is arranged by months is a plan, however short its articles are.
    """
    name = title.rstrip("》）)").partition("（")[0]
    if not numbered or name.endswith(words().prose_kinds):
        return Genre.PROSE
    if by_months:
        return Genre.PLAN
    lengths = [article.end - article.start for article in articles]
    is_list = len(lengths) >= _FEWEST_RULES
    middle = _middle(lengths) if lengths else 0
    if name.endswith(words().rules_kinds) and is_list and middle <= _LONGEST_NAMED:
        return Genre.RULES
    if name.endswith(words().norm_kinds):
        return Genre.REGULATION
    if name.endswith(words().kinds):
        return Genre.PLAN
    return Genre.RULES if is_list and middle <= _LONGEST_RULE else Genre.PLAN


def _middle(numbers: Sequence[int]) -> float:
    """The median. The standard library's module for it takes as long to load as the plan to read."""
    ordered, half = sorted(numbers), len(numbers) // 2
    return (ordered[half] + ordered[-half - 1]) / 2
