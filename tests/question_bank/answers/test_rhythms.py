"""How often something happens."""

from __future__ import annotations

from fractions import Fraction

import pytest

from question_bank.answers.rhythms import rhythm_form, times_per_year


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("每季度", 4),
        ("每三个月", 4),
        ("年四次", 4),
        ("隔月", 6),
        ("每两周一次", 26),
        ("7天", 52),
        ("两年一次", Fraction(1, 2)),
        ("一月一次", 12),
    ],
)
def test_frequencies_are_times_per_year(text: str, rate: Fraction | int) -> None:
    assert times_per_year(text) == rate


@pytest.mark.parametrize(
    "text", ["定期", "三月", "每学期", "0个月", "每年至少两次", "周一", "一次", ""]
)
def test_other_texts_have_no_rate(text: str) -> None:
    assert times_per_year(text) is None


def test_a_bounded_frequency_keeps_its_period() -> None:
    assert rhythm_form("每年至少两次") == rhythm_form("一年不少于2次")
    assert rhythm_form("每年至少两次") != rhythm_form("每半年至少一次")
    assert rhythm_form("每年至少两次") != rhythm_form("每年两次")


def test_a_school_term_is_no_half_year() -> None:
    assert rhythm_form("每学期一次") == rhythm_form("学期") != rhythm_form("半年")
