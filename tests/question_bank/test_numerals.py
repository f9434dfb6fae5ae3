"""Chinese numerals as numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.numerals import chinese_numeral, numeral_value, with_digits


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二", 2), ("两", 2), ("十", 10), ("十二", 12), ("二十", 20), ("二十一", 21), ("一百", 100),
        ("一百零五", 105), ("三千二百", 3200), ("二〇三五", 2035), ("15", 15), ("两三", None),
        ("二万", 20000), ("十五万", 150000),
        ("一万零五百", 10500), ("", None), ("年", None), ("一年", None),
    ],
)  # fmt: skip
def test_values(text: str, value: int | None) -> None:
    assert numeral_value(text) == value


@given(st.integers(min_value=1, max_value=99_999_999))
def test_written_numbers_are_read_back(value: int) -> None:
    assert numeral_value(chinese_numeral(value)) == value


def test_outside_of_what_is_written() -> None:
    assert chinese_numeral(0) == chinese_numeral(10**8) == ""


def test_digits_inside_a_text() -> None:
    assert with_digits("十二月开展两次，两三场不改") == "12月开展2次，两三场不改"
