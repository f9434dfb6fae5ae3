"""Quoted terms with their role, titles with their purpose."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from question_bank.bundle import FactKind
from question_bank.extraction.extracting import Reading

Read = Callable[[str], Reading]


@pytest.mark.parametrize(
    ("text", "term", "slot"),
    [
        ("开展“馆藏夜话”活动。", "馆藏夜话", "term:activity"),
        ("实施“强基固本”工程。", "强基固本", "term:activity"),
        ("推行“四联四评”工作法。", "四联四评", "term:method"),
        ("破解“断头卷”问题。", "断头卷", "term:problem"),
        ("推进“五比一争”。", "五比一争", "term:slogan"),
        ("树立“一切为了读者”的导向。", "一切为了读者", "term:plain"),
        ("发挥“风向标”作用。", "风向标", "term:metaphor"),
        ("围绕“创一流业绩，建过硬队伍”的目标。", "创一流业绩，建过硬队伍", "term:plain"),
    ],
)
def test_role_of_a_term(read: Read, text: str, term: str, slot: str) -> None:
    assert (term, slot) in [(fact.value, fact.slot) for fact in read(text).facts]


@pytest.mark.parametrize("text", ["“七一”前夕慰问馆员。", "编制“十五五”规划。", "注明“详见附件。”"])
def test_dates_and_sentences_are_no_terms(read: Read, text: str) -> None:
    assert [fact for fact in read(text).facts if fact.kind is FactKind.TERM] == []


@pytest.mark.parametrize("term", ["两个维护", "对党忠诚"])
def test_core_phrases_are_sensitive(read: Read, term: str) -> None:
    (fact,) = [f for f in read(f"坚决做到“{term}”。").facts if f.kind is FactKind.TERM]
    assert fact.sensitive


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("认真落实《馆藏保护细则》，严格库房管理。", [("馆藏保护细则", "严格库房管理")]),
        ("执行《馆藏保护细则》《查档服务规范》。", [("馆藏保护细则", ""), ("查档服务规范", "")]),
        ("落实《馆藏保护细则》，党组书记履行职责。", [("馆藏保护细则", "")]),
        ("围绕上级《条例》、《实施意见》抓落实。", []),
    ],
)
def test_titles(read: Read, text: str, titles: list[tuple[str, str]]) -> None:
    found = [fact for fact in read(text).facts if fact.kind is FactKind.TITLE]
    assert [(fact.value, fact.detail.get("purpose", "")) for fact in found] == titles
