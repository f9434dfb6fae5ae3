"""The few probability functions that the boards need, in plain Python.

Owns no rule about members or branches. Exact to about nine digits, which the tests hold against
published tables.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

Z_95: Final = 1.959963984540054
"""Two-sided 95% point of the normal distribution."""

_GRID: Final = 1000


def normal_cdf(x: float) -> float:
    """Give the probability that a standard normal value is at most x."""
    return 0.5 * math.erfc(-x / math.sqrt(2))


def wilson_interval(successes: int, trials: int) -> tuple[float, float]:
    """Give the 95% interval of a share by Wilson (1927), as in Newcombe (1998), method 3.

    Without trials nothing is known: 0 to 1.
    """
    if trials == 0:
        return 0.0, 1.0
    share, square = successes / trials, Z_95 * Z_95
    middle = (share + square / (2 * trials)) / (1 + square / trials)
    half = (
        Z_95
        * math.sqrt(share * (1 - share) / trials + square / (4 * trials * trials))
        / (1 + square / trials)
    )
    low = 0.0 if successes == 0 else middle - half
    high = 1.0 if successes == trials else middle + half
    return low, high


def chi_square_quantile(probability: float, degrees: int) -> float:
    """Give the value below which a chi-square variable lies with that probability.

    By halving the interval on the regularised lower incomplete gamma function.
    """
    if not 0 < probability < 1 or degrees < 1:
        raise ValueError("a quantile needs a probability inside (0, 1) and a degree of freedom")
    low, high = 0.0, float(degrees)
    while chi_square_cdf(high, degrees) < probability:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        if chi_square_cdf(middle, degrees) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def chi_square_cdf(x: float, degrees: int) -> float:
    """Give the probability that a chi-square variable is at most x.

    Series of the lower incomplete gamma function: P(a, z) = z^a e^-z / Gamma(a+1) * sum of
    z^k / ((a+1)...(a+k)), which converges for every z > 0.
    """
    if x <= 0:
        return 0.0
    a, z = degrees / 2, x / 2
    term = total = 1.0
    step = a
    while term > total * 1e-17:
        step += 1
        term *= z / step
        total += term
    return min(1.0, total * math.exp(a * math.log(z) - z - math.lgamma(a + 1)))


def chances_of_first(centres: Sequence[float], spreads: Sequence[float]) -> tuple[float, ...]:
    """Give for each of several independent normal values the probability to be the largest.

    Integrates density times the other distribution functions over a fine grid. Spreads are standard
    deviations above zero.
    """
    if any(spread <= 0 for spread in spreads):
        raise ValueError("spreads are above zero")
    low = min(c - 8 * s for c, s in zip(centres, spreads, strict=True))
    high = max(c + 8 * s for c, s in zip(centres, spreads, strict=True))
    step = (high - low) / _GRID
    chances = [0.0] * len(centres)
    for k in range(_GRID):
        x = low + (k + 0.5) * step
        z = [(x - c) / s for c, s in zip(centres, spreads, strict=True)]
        below = [normal_cdf(value) for value in z]
        after = [1.0] * (len(z) + 1)
        for i in range(len(z) - 1, -1, -1):
            after[i] = after[i + 1] * below[i]
        before = 1.0
        for i, value in enumerate(z):
            density = math.exp(-0.5 * value * value) / (spreads[i] * math.sqrt(2 * math.pi))
            chances[i] += density * before * after[i + 1] * step
            before *= below[i]
    return tuple(chances)
