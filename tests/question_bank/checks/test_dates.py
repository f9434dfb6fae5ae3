"""Times of the calendar are read whole, and told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.checks.dates import apart, moment

TEXTS = (
    "6月",
    "六月",
    "6月15日",
    "2031年",
    "2031年6月",
    "3至4月",
    "“七一”前夕",
    "国庆节",
    "12月底",
)


@pytest.mark.parametrize("text", TEXTS)
def test_times(text: str) -> None:
    assert moment(text) is not None


@pytest.mark.parametrize(
    "text", ["三年", "6个月", "十一名", "13月", "五一口号", "3年6月内", "每月", ""]
)
def test_what_is_no_time(text: str) -> None:
    assert moment(text) is None


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("6月", "7月", True),
        ("6月", "六月份", False),
        ("6月1日", "6月2日", True),
        ("2031年6月", "2032年6月", True),
        ("2031年", "6月", False),
        ("3至4月", "4月", False),
        ("3至4月", "5月", True),
        ("五一", "“五四”前后", True),
        ("七一", "“七一”前夕", False),
        ("元旦", "12月", False),
        ("七一", "12月", True),
    ],
)
def test_apart(left: str, right: str, expected: bool) -> None:
    first, second = moment(left), moment(right)
    assert first is not None and second is not None
    assert apart(first, second) is apart(second, first) is expected


@given(st.integers(1, 12), st.integers(1, 31), st.integers(1, 12), st.integers(1, 31))
def test_days_stand_in_their_order(a: int, b: int, c: int, d: int) -> None:
    first, second = moment(f"{a}月{b}日"), moment(f"{c}月{d}日")
    assert first is not None and second is not None
    assert (first.order < second.order) is ((a, b) < (c, d))
    assert apart(first, second) is ((a, b) != (c, d))
