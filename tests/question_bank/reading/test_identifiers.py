"""Public names of articles: Arabic digits, unique, in order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.bundle import Article
from question_bank.reading.identifiers import article_ids, article_name


def article(number: str, ordinal: int = 1, title: str = "") -> Article:
    return Article(ordinal, number, title, -1, 0, 1)


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("12", "12"), ("１２", "12"), ("十二", "12"), ("一百二十之一", "120-1"), ("3.2", "3.2"),
        ("3．2", "3.2"), ("07", "7"), ("⑧", "8"), ("⑴", "1"), ("㈢", "3"), ("6月", "6"), ("十一月份", "11"),
        ("7—8月", "7"), ("第二季度", "2"), ("第三部分", "3"), ("a", "a"), ("Ａ", "A"), ("", "p1"),
    ],
)  # fmt: skip
def test_numbers_of_every_style(number: str, name: str) -> None:
    assert article_ids([article(number)]) == (name,)


def test_a_repeated_number_is_counted() -> None:
    numbers = ["一", "1", "二", "", "（一）", "2", ""]
    ids = article_ids([article(number) for number in numbers])
    assert ids == ("1", "1#2", "2", "p1", "1#3", "2#2", "p2")


@given(
    st.lists(
        st.sampled_from(["一", "2", "十二", "3.1", "", "12", "a", "三之二", "6月"]), max_size=40
    )
)
def test_names_are_unique(numbers: list[str]) -> None:
    ids = article_ids([article(number) for number in numbers])
    assert len(set(ids)) == len(ids) == len(numbers)


@pytest.mark.parametrize(
    ("number", "title", "name"),
    [
        ("三", "", "第三条"), ("12", "抓学习", "第12条"), ("三之一", "", "第三条之一"), ("6月", "", "6月"),
        ("第一部分", "", "第一部分"), ("第二季度", "", "第二季度"), ("", "馆藏的来历", "“馆藏的来历”部分"), ("", "", "第4段"),
    ],
)  # fmt: skip
def test_what_a_sentence_calls_it(number: str, title: str, name: str) -> None:
    assert article_name(article(number, 4, title)) == name
