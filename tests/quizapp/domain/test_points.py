"""Nothing is lost when points are split."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.points import split_points


def test_seven_equal_items_of_a_hundred_points() -> None:
    """TV-5 of the assessment notes."""
    assert split_points(10000, 7) == (1429,) * 4 + (1428,) * 3


@given(st.integers(0, 100_000), st.integers(1, 200))
def test_the_sum_is_exact_and_parts_differ_by_a_hundredth_at_most(total: int, count: int) -> None:
    parts = split_points(total, count)
    assert sum(parts) == total
    assert len(parts) == count
    assert max(parts) - min(parts) <= 1
    assert list(parts) == sorted(parts, reverse=True)


@pytest.mark.parametrize(("total", "count"), [(100, 0), (-1, 2)])
def test_what_cannot_be_split(total: int, count: int) -> None:
    with pytest.raises(ValueError, match="points"):
        split_points(total, count)
