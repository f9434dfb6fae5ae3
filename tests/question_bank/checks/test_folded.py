"""The folded document answers as a reading of every clause would."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.checks.folded import folded_source, stands_in
from question_bank.checks.values import fold
from question_bank.source import Source
from tests.question_bank.made_up import make_source

PLAN = make_source()
TEXTS = st.text("甲乙丙3“”，。\n", max_size=40)


def plain(text: str) -> Source:
    return Source(sha256="0" * 64, label="", text=text, articles=())


def test_index_is_made_once() -> None:
    assert folded_source(PLAN) is folded_source(PLAN)


@given(TEXTS, st.text("甲乙丙3", min_size=1, max_size=5))
def test_holds_what_a_folded_sentence_holds(text: str, words: str) -> None:
    source = plain(text)
    sentences = [fold(text[span.start : span.end]) for span in source.sentences]
    index = folded_source(source)
    assert index.holds(words) is any(words in sentence for sentence in sentences)
    assert list(index.sentences_with(words)) == [one for one in sentences if words in one]


@given(TEXTS, st.text("甲乙3", max_size=3), st.text("乙丙3", max_size=3))
def test_fillers_are_those_of_every_clause(text: str, left: str, right: str) -> None:
    if not left and not right:
        return
    source = plain(text)
    pattern = re.compile(f"(?={'' if left else '^'}{left}(.{{1,9}}?){right}{'' if right else '$'})")
    expected = [
        match[1]
        for sentence in source.sentences
        for clause in source.clauses_of(sentence)
        for match in pattern.finditer(fold(text[clause.start : clause.end]))
    ]
    found = [filler for filler, _ in folded_source(source).fillers(
        left, right, like="", longest=9)]  # fmt: skip
    if left:
        assert found == expected
    else:
        assert set(expected) <= set(found)


def test_a_filler_comes_with_its_sentence() -> None:
    found = list(folded_source(PLAN).fillers("建立机关", "干部廉政", like="", longest=9))
    assert found == [("科级", "建立机关科级干部廉政档案防范廉政风险")]


def test_a_blank_that_opens_a_sentence_takes_a_number_before_it() -> None:
    text = "1.要点。每人于12月交总结。6月，交总结。"
    found = folded_source(plain(text)).fillers("", "月交总结", like="6", longest=9, across=True)
    assert [filler for filler, _ in found] == ["12", "6"]


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("5日", "在15日内", False),
        ("十五日", "二十五日内", False),
        ("5日", "在15日内或5日内", True),
        ("馆员", "三名馆员", True),
        ("三名", "三名馆员", True),
        ("二", "二十", False),
    ],
)
def test_numbers_are_not_cut(words: str, text: str, expected: bool) -> None:
    assert stands_in(words, text) is expected
