"""Amounts are read whole and compared in their family only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.checks.quantities import comparable, exclusive, in_order, quantity

AMOUNTS = (
    "十五日", "十五日内", "三个月", "十个工作日", "24小时", "一年半", "半年", "五千元", "二万元以上",
    "五千元以上二万元以下", "三分之二以上", "百分之五", "2-3期", "两三次", "至少三次", "十八周岁",
    "一倍以上五倍以下", "不少于90分钟",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "family", "low", "high", "bound"),
    [
        ("十五日内", "period", 15, 15, "max"),
        ("一年半", "period", 18, 18, ""),
        ("二至五日", "period", 2, 5, ""),
        ("三十日前", "period", 30, 30, "before"),
        ("1.5万元", "money", 15_000, 15_000, ""),
        ("五千元以上二万元以下", "money", 5_000, 20_000, "range"),
        ("三十亿元", "money", 3e9, 3e9, ""),
        ("千分之五", "share", 0.5, 0.5, ""),
        ("两三次", "number", 2, 3, ""),
        ("不少于3次", "number", 3, 3, "min"),
        ("年满十八周岁", "age", 18, 18, "min"),
        ("一倍以上五倍以下", "times", 1, 5, "range"),
    ],
)
def test_reading(text: str, family: str, low: float, high: float, bound: str) -> None:
    found = quantity(text)
    assert found is not None
    assert (found.family, found.low, found.high, found.bound) == (family, low, high, bound)


@pytest.mark.parametrize(
    "text", ["2031年", "书记", "一岗双责", "元", "十日罚款", "三甲", "", "五年以上三年以下"]
)
def test_what_is_no_amount(text: str) -> None:
    assert quantity(text) is None


@given(st.sampled_from(AMOUNTS), st.sampled_from(AMOUNTS))
def test_exclusion_is_symmetric_and_never_of_itself(left: str, right: str) -> None:
    first, second = quantity(left), quantity(right)
    assert first is not None and second is not None
    assert exclusive(first, second) is exclusive(second, first)
    assert not exclusive(first, first)
    assert comparable(first, second) or not exclusive(first, second)


@given(
    st.integers(1, 99),
    st.integers(1, 99),
    st.sampled_from(["次", "日", "个月", "元", "%", "周岁", "名"]),
)
def test_plain_numbers_exclude_each_other_when_they_differ(a: int, b: int, unit: str) -> None:
    first, second = quantity(f"{a}{unit}"), quantity(f"{b}{unit}")
    assert first is not None and second is not None
    assert exclusive(first, second) is (a != b)
    assert (in_order(first) < in_order(second)) is (a < b)


@given(
    st.tuples(st.integers(1, 30), st.integers(1, 30)),
    st.tuples(st.integers(1, 30), st.integers(1, 30)),
)
def test_ranges_with_brackets_may_touch_and_not_overlap(
    a: tuple[int, int], b: tuple[int, int]
) -> None:
    first, second = (quantity(f"{min(p)}年以上{max(p)}年以下") for p in (a, b))
    assert first is not None and second is not None
    expected = sorted(a) != sorted(b) and (max(a) <= min(b) or max(b) <= min(a))
    assert exclusive(first, second) is expected
