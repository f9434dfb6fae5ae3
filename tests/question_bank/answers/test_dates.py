"""Times of the year."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.answers.dates import date_form, date_readings
from question_bank.numerals import chinese_numeral


@given(st.integers(1, 12), st.integers(1, 31))
def test_a_day_has_one_form(month: int, day: int) -> None:
    written = f"{chinese_numeral(month)}月{chinese_numeral(day)}日"
    forms = {date_form(text) for text in (f"{month}月{day}日", f"{month}.{day}", written)}
    assert forms == {f"-{month}-{day} "}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("七一", "7月1日"),
        ("“七·一”前后", "7月1日前后"),
        ("6月末前", "六月底以前"),
        ("二〇二五年九月", "2025年9月"),
        ("第二季度", "二季度"),
        ("每个月5号前", "每月5日之前"),
    ],
)
def test_two_writings_of_one_time(one: str, other: str) -> None:
    assert date_form(one) == date_form(other) is not None


def test_eleven_may_be_a_day_or_a_month() -> None:
    assert date_readings("十一") == {date_form("国庆节"), date_form("11月")}
    assert date_form("十一") == date_form("10月1日")


def test_no_content_is_no_time() -> None:
    assert date_form("“”") is None
    assert date_readings(" ") == set()
