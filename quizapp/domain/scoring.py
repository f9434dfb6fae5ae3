"""What an answer is worth: pure scoring in whole hundredths of a point.

The rules in words: a blank answer earns nothing and nothing is ever negative. Single choice and
true/false earn all points or none. For multiple choice the exam has one named rule. A fill-in
gives each blank an equal share of the item's points. Rounding happens here and in
`points.split_points` only. Whether a typed answer fills a blank is asked in
`question_bank.answers`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from question_bank.answers import blank_results
from question_bank.items import Kind
from quizapp.domain.paper import KeyEntry, KeySheet
from quizapp.domain.points import split_points
from quizapp.domain.refusals import N_

Response = tuple[str, ...]
"""Canonical option ids, ("true",) or ("false",), or one text for each blank. () is unanswered."""

RULES_VERSION: Final = "2"
"""Changes whenever the same answers and keys could give other points."""


class MultipleChoiceRule(StrEnum):
    """How a multiple-choice item is scored. Under each rule a wrong pick leaves no points."""

    EXACT = "exact"
    EQUAL_SHARE_IF_SUBSET = "equal_share_if_subset"
    HALF_IF_SUBSET = "half_if_subset"
    """One sure pick earns half: organizers are told so when they choose it."""

    @property
    def label(self) -> str:
        """A short name for forms and tables, as a message id."""
        return _LABELS[self]

    @property
    def description(self) -> str:
        """The sentence printed on the paper and shown before the start, as a message id."""
        return _SENTENCES[self]


_LABELS: Final = {
    MultipleChoiceRule.EXACT: N_("All or nothing"),
    MultipleChoiceRule.EQUAL_SHARE_IF_SUBSET: N_("Equal share for each right option"),
    MultipleChoiceRule.HALF_IF_SUBSET: N_("Half the points if options are missing"),
}

_SENTENCES: Final = {
    MultipleChoiceRule.EXACT: N_(
        "Multiple choice: points are given only for exactly the right options; extra, missing or"
        " wrong options earn nothing."
    ),
    MultipleChoiceRule.EQUAL_SHARE_IF_SUBSET: N_(
        "Multiple choice: if some right options are missing, each right one earns an equal share;"
        " any wrong option earns nothing."
    ),
    MultipleChoiceRule.HALF_IF_SUBSET: N_(
        "Multiple choice: if some right options are missing, half the points are given; any wrong"
        " option earns nothing."
    ),
}


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """Points of one attempt, in hundredths of a point."""

    points: Mapping[int, int]
    """By item number; every item of the paper is there."""
    total: int
    full: int


def rule_name(rule: MultipleChoiceRule | None) -> str:
    """Name the rules a score sheet was made under, for the record. None: no multiple choice."""
    return f"{rule.value if rule else 'none'}/{RULES_VERSION}"


def is_unanswered(response: Response) -> bool:
    """Say whether nothing was answered: no option picked, or every blank left empty."""
    return not any(text.strip() for text in response)


def score_item(entry: KeyEntry, response: Response, rule: MultipleChoiceRule | None) -> int:
    """Give the hundredths of a point that the response to one item earns.

    Repeated picks count once; a pick that is no option of the item is a wrong one. `rule` is asked
    for multiple choice only and must then be given (ValueError).
    """
    if is_unanswered(response):
        return 0
    match entry.kind:
        case Kind.FILL_IN:
            right = sum(blanks_right(entry, response))
            return _share(entry.points, right, len(entry.blanks))
        case Kind.MULTIPLE_CHOICE:
            return _score_multiple_choice(entry, frozenset(response), rule)
        case Kind.SINGLE_CHOICE | Kind.TRUE_FALSE:
            return entry.points if set(response) == set(entry.keys) else 0


def blanks_right(entry: KeyEntry, response: Response) -> tuple[bool, ...]:
    """Say of each blank of a fill-in whether the response earns it."""
    return blank_results(response, entry.blanks, ordered=entry.ordered)


def score_paper(
    key_sheet: KeySheet, answers: Mapping[int, Response], rule: MultipleChoiceRule | None
) -> ScoreSheet:
    """Score all items of a paper. Missing answers earn 0; answers to unknown items are ignored.

    The result follows from the stored answers, the keys and the rule alone.
    """
    points = {
        entry.number: score_item(entry, answers.get(entry.number, ()), rule)
        for entry in key_sheet.entries
    }
    return ScoreSheet(points, sum(points.values()), key_sheet.full)


def _score_multiple_choice(
    entry: KeyEntry, picked: frozenset[str], rule: MultipleChoiceRule | None
) -> int:
    keys = frozenset(entry.keys)
    match rule:
        case None:
            raise ValueError("multiple choice needs a rule")
        case _ if picked == keys:
            return entry.points
        case MultipleChoiceRule.EXACT:
            return 0
        case _ if not picked <= keys:
            return 0
        case MultipleChoiceRule.EQUAL_SHARE_IF_SUBSET:
            return _share(entry.points, len(picked), len(keys))
        case MultipleChoiceRule.HALF_IF_SUBSET:
            return (entry.points + 1) // 2


def _share(points: int, right: int, parts: int) -> int:
    """Give what `right` of `parts` equal parts are worth: the first shares of the split.

    By count and not by place, so that the order of options or blanks never changes a score.
    """
    return sum(split_points(points, parts)[:right])
