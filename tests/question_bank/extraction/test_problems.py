"""Suspected faults are reported, and nothing in their clause becomes a fact."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from question_bank.extraction.extracting import Reading

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
    ],
)
def test_faulty_clause_is_reported_and_barred(read: Read, text: str, code: str) -> None:
    reading = read(text)
    assert [problem.code for problem in reading.source.problems] == [code]
    assert reading.source.problems[0].article_ordinal == 1
    assert [fact for fact in reading.facts if fact.value == "馆藏夜话"] == []


def test_other_clauses_stay(read: Read) -> None:
    reading = read("在XX市抓试点，开展“馆藏夜话”活动。")
    assert "馆藏夜话" in [fact.value for fact in reading.facts]


def test_a_masked_title_bars_itself(read: Read) -> None:
    reading = read("落实《馆藏保护细则》和《XX市查档办法》。")
    assert "馆藏保护细则" not in [fact.value for fact in reading.facts]


def test_sound_text_has_no_faults(read: Read) -> None:
    assert read("开展“馆藏夜话”活动，落实《馆藏保护细则》（试行）。").source.problems == ()


def test_repeated_numbers_are_among_the_faults(read: Read) -> None:
    reading = read("1.甲事。做好。\n2.乙事。做好。\n2.丙事。做好。")
    assert [problem.code for problem in reading.source.problems] == ["number_repeated"]
