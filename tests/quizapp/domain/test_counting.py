"""Which of several attempts counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.counting import CountedScore, CountingRule, TriedScore, counting

THREE = [TriedScore(3, 7000), TriedScore(1, 6000), TriedScore(2, 9000)]


@pytest.mark.parametrize(
    ("rule", "counted"),
    [
        (CountingRule.BEST, CountedScore(9000, 2)),
        (CountingRule.FIRST, CountedScore(6000, 1)),
        (CountingRule.LAST, CountedScore(7000, 3)),
        (CountingRule.MEAN, CountedScore(7333, None)),
    ],
)
def test_counting(rule: CountingRule, counted: CountedScore) -> None:
    assert counting(THREE, rule) == counted
    assert rule.description


@pytest.mark.parametrize("rule", CountingRule)
def test_nothing_counts_without_a_result(rule: CountingRule) -> None:
    assert counting([], rule) is None


def test_of_equal_scores_the_earliest_is_named() -> None:
    assert counting([TriedScore(2, 50), TriedScore(1, 50)], CountingRule.BEST) == CountedScore(
        50, 1
    )


def test_a_mean_is_rounded_half_up() -> None:
    assert counting([TriedScore(1, 1), TriedScore(2, 2)], CountingRule.MEAN) == CountedScore(
        2, None
    )


@given(st.lists(st.integers(0, 10000), min_size=1, max_size=8), st.sampled_from(CountingRule))
def test_the_counted_score_lies_among_the_scores(totals: list[int], rule: CountingRule) -> None:
    tried = [TriedScore(number, total) for number, total in enumerate(totals, start=1)]
    counted = counting(tried, rule)
    assert counted is not None
    assert counted == counting(tried[::-1], rule)
    assert min(totals) <= counted.total <= max(totals)
