"""Ranges beside a range: the same unit, in order, with nothing in common but a limit."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.checks.values import exclude_each_other, sort_value, value_type
from question_bank.generation.ranges import ranges_beside
from question_bank.numerals import chinese_numeral

MONEY = st.sampled_from([100, 200, 300, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 50_000, 500_000])


def money(value: int) -> str:
    many, rest = divmod(value, 10_000)
    return f"{chinese_numeral(many)}万元" if many and not rest else f"{chinese_numeral(value)}元"


@given(MONEY, st.sampled_from([2, 4, 10]))
def test_neighbours_of_a_fine_may_be_options(low: int, times: int) -> None:
    key = f"{money(low)}以上{money(low * times)}以下"
    found = ranges_beside(key)
    texts = [one or key for one in found]
    assert found.count("") == 1 and len(found) >= 3
    assert {value_type(one) for one in texts} == {"money"}
    sizes = [sort_value(one) or 0 for one in texts]
    assert all(first < second for first, second in pairwise(sizes))
    assert all(exclude_each_other(one, other) for one, other in combinations(texts, 2))
    # Nobody leaves out a fine of a hundredth at sight.
    assert low / 50 <= sizes[0] and sizes[-1] <= 50 * low * times


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("三年以上七年以下", ("一年以上三年以下", "", "七年以上十年以下")),
        ("1000元以上5000元以下", ("200元以上1000元以下", "", "5000元以上2万元以下")),
        (
            "百分之五以上百分之十以下",
            ("百分之三以上百分之五以下", "", "百分之十以上百分之二十以下"),
        ),
        ("二倍以上五倍以下", ("一倍以上二倍以下", "", "五倍以上十倍以下")),
        ("五日以上十日以下", ("三日以上五日以下", "", "十日以上十五日以下")),
    ],
)
def test_the_neighbours_are_the_usual_grades(key: str, expected: tuple[str, ...]) -> None:
    found = ranges_beside(key)
    place = found.index("")
    assert found[place - 1 : place + 2] == expected


@pytest.mark.parametrize(
    "text",
    [
        "五日以下",
        "二十元",
        "十元以上五元以下",
        "三米以上五米以下",
        "五日以上三个月以下",
        "百分之五以上十以下",
    ],
)
def test_what_is_no_range_of_a_known_unit_has_none(text: str) -> None:
    assert ranges_beside(text) == ()
