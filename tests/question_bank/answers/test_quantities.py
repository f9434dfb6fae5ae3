"""Numbers, units and bounds."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.answers.quantities import SHARE, number_of, quantity_form
from question_bank.numerals import chinese_numeral


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.5万", 15000),
        ("五千", 5000),
        ("5千", 5000),
        ("一亿五千万", 150_000_000),
        ("一万亿", 10**12),
        ("二点五", Fraction(5, 2)),
        ("两", 2),
        ("两三", None),
        ("万", None),
        ("点五", None),
    ],
)
def test_numbers_are_read(text: str, value: Fraction | int | None) -> None:
    assert number_of(text) == value


@given(st.integers(1, 99), st.sampled_from(["日", "个月", "元", "次", "人", "%"]))
def test_both_numerals_give_one_form(value: int, unit: str) -> None:
    digits = quantity_form(f"{value}{unit}", "amount")
    chinese = chinese_numeral(value)
    written = f"百分之{chinese}" if unit == "%" else chinese + unit
    assert digits == quantity_form(written, "amount") is not None


@given(st.integers(1, 99), st.integers(1, 99), st.sampled_from(["日", "元", "次", ""]))
def test_other_numbers_give_other_forms(one: int, other: int, unit: str) -> None:
    forms = {quantity_form(f"{value}{unit}", "number") for value in (one, other)}
    assert len(forms) == (1 if one == other else 2)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("三年以上七年以下", "between 36 and 84 个月"),
        ("1-3万元", "between 10000 and 30000 元"),
        ("不超过5‰", f"at_most 1/200 {SHARE}"),
        ("五十人以上（不含五十人）", "more_than 50 人"),
        ("7-3年", None),
        ("定期", None),
    ],
)
def test_bounds_and_ranges(text: str, form: str | None) -> None:
    assert quantity_form(text, "amount") == form


def test_a_bare_deadline_is_a_bound() -> None:
    assert quantity_form("15日", "deadline") == quantity_form("十五日内", "deadline")
    assert quantity_form("15日", "period") != quantity_form("十五日内", "period")
