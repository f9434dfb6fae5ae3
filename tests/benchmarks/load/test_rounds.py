"""Ratios are of rounds that ran in turn."""

from __future__ import annotations

from benchmarks.load.rounds import Round, median_ratio
from benchmarks.load.timings import Timings


def done(units: int, processor: float) -> Round:
    return Round(units, 1.0, processor, Timings())


def test_units_and_cost() -> None:
    one = done(500, 2.0)
    assert one.per_core_second == 250 and one.milliseconds_each == 4


def test_the_median_of_ratios_shrugs_off_one_bad_turn() -> None:
    floor = [done(100, 1.0), done(50, 1.0), done(100, 1.0)]
    product = [done(50, 1.0), done(26, 1.0), done(10, 1.0)]
    assert median_ratio(product, floor) == 0.5
