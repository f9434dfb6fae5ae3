"""Lists are cut where it is certain, and left alone where it is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.bundle import FactKind, Genre
from question_bank.extraction.enumerations import add_enumerations
from question_bank.extraction.extracting import Reading
from question_bank.extraction.making import FactMaker
from question_bank.extraction.terms import add_terms
from question_bank.source import Source


@pytest.mark.parametrize(
    ("text", "closed", "count"),
    [
        ("持续推进“护档、识档、用档”三大行动。", True, "3"),
        ("持续推进“护档、识档、用档”五大行动。", True, ""),
        ("利用新媒体、展板墙、公众号等载体。", False, ""),
        ("落实包括清点制、交接制、轮岗制在内的做法。", None, None),
        ("突出常态化、近距离、可视化，抓好落实。", True, ""),
    ],
)
def test_closed_and_counted(
    read: Callable[[str], Reading], text: str, closed: bool | None, count: str | None
) -> None:
    lists = [fact for fact in read(text).facts if fact.kind is FactKind.ENUMERATION]
    assert [(fact.closed, fact.detail.get("count", "")) for fact in lists] == (
        [] if closed is None else [(closed, count)]
    )


@pytest.mark.parametrize(
    ("text", "label", "members", "slot"),
    [
        ("做到“三防”（防火、防潮、防虫）。", "三防", "防火/防潮/防虫", "members"),
        (
            "建设队伍强、库房强、服务强、技术强的“四强”馆。",
            "四强",
            "队伍强/库房强/服务强/技术强",
            "members",
        ),
        ("考核内容包括编目、修复和开放。", "考核内容", "编目/修复/开放", "members"),
        ("须交下列各件：\n（一）表格；\n（二）照片。", "须交下列各件", "表格/照片", "items"),
        ("突出常态化、近距离、可视化，抓好落实。", "", "常态化/近距离/可视化", "members"),
    ],
)
def test_named_and_unnamed_lists(
    read: Callable[[str], Reading], text: str, label: str, members: str, slot: str
) -> None:
    reading = read(text)
    (fact,) = [fact for fact in reading.facts if fact.kind is FactKind.ENUMERATION]
    assert (fact.detail.get("label", ""), "/".join(fact.members), fact.slot) == (
        label,
        members,
        slot,
    )
    assert fact.value == reading.source.text[fact.value_start : fact.value_end]
    assert fact.start <= fact.value_start < fact.value_end <= fact.end


def test_terms_get_their_members_where_these_are_given(read: Callable[[str], Reading]) -> None:
    reading = read("推进“三防”。做到“三防”（防火、防潮、防虫）。")
    terms = [fact for fact in reading.facts if "shape" in fact.detail]
    assert [fact.members for fact in terms] == [(), ("防火", "防潮", "防虫")]


def test_a_list_is_kept_once(read: Callable[[str], Reading]) -> None:
    reading = read("组织学法规、学标准、学技能的“三学”竞赛。")
    lists = [fact for fact in reading.facts if fact.kind is FactKind.ENUMERATION]
    assert [fact.members for fact in lists] == [("学法规", "学标准", "学技能")]


def test_lists_in_faulty_clauses_are_barred(read: Callable[[str], Reading]) -> None:
    reading = read("在XX馆做到“三防”（防火、防潮、防虫）。")
    assert [fact for fact in reading.facts if fact.kind is FactKind.ENUMERATION] == []


PIECES = [
    "“", "”", "（一）", "（二）", "一是", "二是", "“三个结合”", "——", "四大行动", "两个方面", "、", "、", "和",
    "由", "组成", "包括", "：", "加强", "甲乙", "丙丁戊", "的", "，", "；", "。", "\n", "等", "《", "》",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.sampled_from(Genre))
def test_members_stand_in_their_order_in_the_value(text: str, genre: Genre) -> None:
    maker = FactMaker(Source("0" * 64, "计划", text, (), genre=genre))
    add_terms(maker)
    add_enumerations(maker)
    for fact in maker.facts.values():
        assert fact.value == text[fact.value_start : fact.value_end]
        if fact.kind is FactKind.ENUMERATION:
            place = fact.value_start
            for member in fact.members:
                place = text.find(member, place, fact.value_end)
                assert member
                assert place >= 0
                place += len(member)
