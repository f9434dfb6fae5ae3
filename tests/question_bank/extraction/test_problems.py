"""Suspected faults are reported, and nothing in their clause becomes a fact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from question_bank.bundle import Genre
from question_bank.extraction.extracting import Reading
from question_bank.extraction.problems import find_problems

Read = Callable[[str], Reading]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("在XX市开展“馆藏夜话”活动，其余照旧。", "mask"),
        ("围绕20XX年“馆藏夜话”活动抓落实。", "mask"),
        ("为实现xx目标开展“馆藏夜话”活动。", "mask"),
        ("在××市开展“馆藏夜话”活动。", "mask"),
        ("举办“馆藏夜话”系类活动。", "typo"),
        ("抓实“馆藏夜话”“微讲堂实践。", "unmatched_quote"),
        ("增强“四有意识、开展“馆藏夜话”活动。", "unmatched_quote"),
        ("围绕某某目标开展“馆藏夜话”活动。", "mask"),
        ("在**馆开展“馆藏夜话”活动。", "mask"),
        ("202X年开展“馆藏夜话”活动。", "mask"),
        ("开展“馆藏夜话”活动（每季一次。", "unmatched_bracket"),
        ("开展“馆藏夜话”的的活动。", "repeated_word"),
        ("开展“馆藏夜话”活动。。", "odd_punctuation"),
    ],
)
def test_faulty_clause_is_reported_and_barred(read: Read, text: str, code: str) -> None:
    reading = read(text)
    assert [problem.code for problem in reading.source.problems] == [code]
    assert reading.source.problems[0].article_ordinal == 1
    assert [
        fact
        for fact in reading.facts
        if fact.value == "馆藏夜话" and fact.detail.get("worth") != "no"
    ] == []


def test_other_clauses_stay(read: Read) -> None:
    reading = read("在XX市抓试点，开展“馆藏夜话”活动。")
    (fact,) = [fact for fact in reading.facts if fact.value == "馆藏夜话"]
    assert "worth" not in fact.detail


def test_a_masked_title_bars_itself(read: Read) -> None:
    reading = read("落实《馆藏保护细则》和《XX市查档办法》。")
    assert {fact.value: fact.detail.get("worth") for fact in reading.facts} == {
        "馆藏保护细则": "no",
        "XX市查档办法": "no",
    }


@pytest.mark.parametrize(
    "text",
    [
        "开展“馆藏夜话”活动，落实《馆藏保护细则》（试行）。",
        "以营利为目的的行为……不得有！",
        "拍摄X光片，推广EXXON的做法。",
        "做到：1)编目；2)修复。",
    ],
)
def test_sound_text_has_no_faults(read: Read, text: str) -> None:
    assert read(text).source.problems == ()


def test_reference_to_an_article_that_does_not_exist(read: Read) -> None:
    reading = read("第一条 查档凭证件。\n第二条 依照本办法第一条和本办法第七条办理，从严把关。")
    source = replace(reading.source, genre=Genre.REGULATION)
    assert [
        (problem.code, source.text[problem.start : problem.end])
        for problem in find_problems(source)
    ] == [("broken_reference", "第二条依照本办法第一条和本办法第七条办理")]


def test_repeated_numbers_are_among_the_faults(read: Read) -> None:
    reading = read("1.甲事。做好。\n2.乙事。做好。\n2.丙事。做好。")
    assert [problem.code for problem in reading.source.problems] == ["number_repeated"]
