"""Probability functions against published figures."""

from __future__ import annotations

import pytest

from quizapp.domain.distributions import (
    chances_of_first,
    chi_square_cdf,
    chi_square_quantile,
    normal_cdf,
    wilson_interval,
)


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (3, 3, 0.4385, 1.0),
        (27, 30, 0.7438, 0.9654),
    ],
)
def test_wilson(successes: int, trials: int, low: float, high: float) -> None:
    """TV-12 of the assessment notes, from Newcombe (1998)."""
    found = wilson_interval(successes, trials)
    assert (round(found[0], 4), round(found[1], 4)) == (low, high)


def test_wilson_knows_nothing_without_trials() -> None:
    assert wilson_interval(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("probability", "degrees", "value"),
    [
        (0.95, 1, 3.841),
        (0.95, 2, 5.991),
        (0.95, 4, 9.488),
        (0.95, 7, 14.067),
        (0.95, 39, 54.572),
        (0.95, 100, 124.342),
        (0.99, 10, 23.209),
        (0.05, 10, 3.940),
        (0.95, 500, 553.127),
    ],
)
def test_chi_square(probability: float, degrees: int, value: float) -> None:
    found = chi_square_quantile(probability, degrees)
    assert round(found, 3) == value
    assert chi_square_cdf(found, degrees) == pytest.approx(probability, abs=1e-12)


def test_chi_square_edges() -> None:
    assert chi_square_cdf(0, 3) == 0
    assert chi_square_cdf(1e4, 3) == pytest.approx(1)
    for probability, degrees in ((0.0, 3), (1.0, 3), (0.5, 0)):
        with pytest.raises(ValueError, match="quantile"):
            chi_square_quantile(probability, degrees)


@pytest.mark.parametrize(("x", "value"), [(0, 0.5), (1.959964, 0.975), (-1.959964, 0.025)])
def test_normal(x: float, value: float) -> None:
    assert normal_cdf(x) == pytest.approx(value, abs=1e-6)


def test_chances_of_first() -> None:
    assert chances_of_first([5, 5], [1, 3]) == pytest.approx((0.5, 0.5), abs=1e-6)
    assert chances_of_first([7], [1]) == pytest.approx((1,), abs=1e-9)
    # The difference of two normal values: P(A > B) = cdf(1 / sqrt(2)).
    assert chances_of_first([1, 0], [1, 1])[0] == pytest.approx(normal_cdf(0.5**0.5), abs=1e-6)
    assert sum(chances_of_first([1, 2, 3, 9], [0.5, 4, 1, 2])) == pytest.approx(1, abs=1e-6)
    with pytest.raises(ValueError, match="spreads"):
        chances_of_first([1, 2], [1, 0])
