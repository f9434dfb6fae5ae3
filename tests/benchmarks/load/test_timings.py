"""Percentiles say what they name, and errors are counted apart."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.load.timings import Timings, percentile


@pytest.mark.parametrize(
    ("share", "expected"), [(0.5, 50.0), (0.95, 95.0), (0.99, 99.0), (1.0, 100.0), (0.0, 1.0)]
)
def test_percentiles_of_a_hundred(share: float, expected: float) -> None:
    assert percentile([float(n) for n in range(100, 0, -1)], share) == expected


@given(st.lists(st.floats(0, 1e6), min_size=1), st.integers(1, 1000))
def test_at_least_that_share_is_not_above(values: list[float], thousandths: int) -> None:
    limit = percentile(values, thousandths / 1000)
    assert sum(value <= limit for value in values) * 1000 >= thousandths * len(values)
    assert limit in values


def test_nothing_recorded_has_no_percentile() -> None:
    with pytest.raises(ValueError, match="nothing"):
        Timings().milliseconds("save", 0.99)


def test_a_step_is_timed_and_an_error_is_none() -> None:
    timings = Timings()

    async def work() -> int:
        await asyncio.sleep(0.01)
        return 7

    assert asyncio.run(timings.step("save", work())) == 7
    timings.failed("save", ValueError("no"))
    assert timings.count("save") == 1 and timings.milliseconds("save", 0.5) >= 10
    assert timings.errors == {"save: ValueError: no": 1}
