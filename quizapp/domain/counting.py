"""Which of a member's several attempts counts.

Knows attempts only as a number and a score; which of them count as taken is in `attempt`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from quizapp.domain.refusals import N_


class CountingRule(StrEnum):
    """Which of several attempts counts."""

    BEST = "best"
    FIRST = "first"
    LAST = "last"
    MEAN = "mean"

    @property
    def description(self) -> str:
        """The sentence for members, as a message id."""
        return _COUNTING_SENTENCES[self]


_COUNTING_SENTENCES: Final = {
    CountingRule.BEST: N_("With several attempts, the best score counts."),
    CountingRule.FIRST: N_("With several attempts, the first one counts."),
    CountingRule.LAST: N_("With several attempts, the last one counts."),
    CountingRule.MEAN: N_("With several attempts, the mean of all scores counts."),
}


@dataclass(frozen=True, slots=True)
class TriedScore:
    """The score of one closed attempt, in hundredths of a point."""

    number: int
    """1 for the member's first attempt at this exam."""
    total: int


@dataclass(frozen=True, slots=True)
class CountedScore:
    """The score that stands for a member, in hundredths of a point."""

    total: int
    number: int | None
    """The attempt it comes from; None for a mean of several."""


def counting(results: Sequence[TriedScore], rule: CountingRule) -> CountedScore | None:
    """Give the score that stands for a member; None without any result.

    `results` are the attempts that count as taken. Of equally good ones the earliest is named. A
    mean is rounded to a hundredth, halves up.
    """
    if not results:
        return None
    in_order = sorted(results, key=lambda result: result.number)
    match rule:
        case CountingRule.BEST:
            chosen = max(in_order, key=lambda result: result.total)
        case CountingRule.FIRST:
            chosen = in_order[0]
        case CountingRule.LAST:
            chosen = in_order[-1]
        case CountingRule.MEAN:
            count = len(in_order)
            total = sum(result.total for result in in_order)
            return CountedScore((2 * total + count) // (2 * count), None)
    return CountedScore(chosen.total, chosen.number)
