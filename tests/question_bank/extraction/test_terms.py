"""Quoted terms with their role, titles with their purpose."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from question_bank.bundle import Fact, FactKind
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


@pytest.mark.parametrize(
    "text",
    [
        "“七一”前夕慰问馆员。",
        "编制“十五五”规划。",
        "注明“详见附件。”",
        "在“12·4”期间宣传。",
        "馆长说：“办好馆”。",
        "抓好“——”。",
    ],
)
def test_dates_and_sentences_are_no_terms(read: Read, text: str) -> None:
    assert terms(read(text)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("实施“八五”普法规划。", ["八五"]),
        ('推行"四清四查"工作法。', ["四清四查"]),
        ("办好「兰台讲堂」。", ["兰台讲堂"]),
        ("执行“馆里‘第一课’制度”。", ["馆里‘第一课’制度"]),
        ("执行“馆里“第一课”制度”。", ["馆里“第一课”制度"]),
        ("落实《馆内“三查”办法》。", ["三查"]),
        ("推行“四清四查”，总结“四清四查”。", ["四清四查", "四清四查"]),
    ],
)
def test_every_quoted_term_is_found(read: Read, text: str, found: list[str]) -> None:
    assert [fact.value for fact in terms(read(text))] == found


def test_terms_stand_in_headings_and_before_them_too(read: Read) -> None:
    reading = read("一、推行“四清四查”\n1.编目。做好编目。\n2.修复。抓好“快修”。")
    assert [(fact.value, fact.article_ordinal) for fact in terms(reading)] == [
        ("四清四查", 0),
        ("快修", 2),
    ]


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("推行“四联四评”工作法。", "numeral"),
        ("围绕“创一流业绩，建过硬队伍”的目标。", "parallel"),
        ("采用“登记-核对-归库”的流程。", "parallel"),
        ("开展“馆藏夜话”活动。", "activity"),
        ("守好“最后一米”。", "plain"),
    ],
)
def test_shape_of_a_term(read: Read, text: str, shape: str) -> None:
    assert [fact.detail["shape"] for fact in terms(read(text))] == [shape]


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("开展“馆藏夜话”活动。", True),
        ("在XX馆开展“馆藏夜话”活动。", False),
        ("轻“绩”的问题。", False),
    ],
)
def test_worthless_terms_are_marked(read: Read, text: str, worth: bool) -> None:
    assert [fact.detail.get("worth", "") for fact in terms(read(text))] == ["" if worth else "no"]


def terms(reading: Reading) -> list[Fact]:
    return [fact for fact in reading.facts if fact.kind is FactKind.TERM]


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
        ("学习《关于修订〈查档规范〉的决定》。", [("关于修订〈查档规范〉的决定", "")]),
        ("重温《为什么要建馆？怎样建馆》。", [("为什么要建馆？怎样建馆", "")]),
    ],
)
def test_titles(read: Read, text: str, titles: list[tuple[str, str]]) -> None:
    found = [fact for fact in read(text).facts if fact.kind is FactKind.TITLE]
    assert [(fact.value, fact.detail.get("purpose", "")) for fact in found] == titles


def test_titles_cut_short_are_facts_not_worth_asking(read: Read) -> None:
    found = [
        f for f in read("围绕上级《条例》、《实施意见》抓落实。").facts if f.kind is FactKind.TITLE
    ]
    assert [(fact.value, fact.detail) for fact in found] == [
        ("条例", {"worth": "no", "issuer": "上级"}),
        ("实施意见", {"worth": "no"}),
    ]


@pytest.mark.parametrize(
    ("behind", "detail"),
    [
        ("（试行）", {"edition": "试行"}),
        ("(试行)（云档发〔2031〕6号）", {"edition": "试行", "number": "云档发〔2031〕6号"}),
        ("（以下简称《细则》）", {"short": "细则"}),
        ("（以下简称“细则”）", {"short": "细则"}),
        ("（见附件）", {}),
    ],
)
def test_what_stands_behind_a_title(read: Read, behind: str, detail: dict[str, str]) -> None:
    reading = read(f"执行市委《馆藏保护细则》{behind}的要求。")
    fact = next(fact for fact in reading.facts if fact.value == "馆藏保护细则")
    assert fact.detail == detail | {"issuer": "市委"}


def test_blanks_at_the_edges_belong_to_no_title(read: Read) -> None:
    found = [
        f.value for f in read("执行《 查档规范！ 》的要求。").facts if f.kind is FactKind.TITLE
    ]
    assert found == ["查档规范！"]
