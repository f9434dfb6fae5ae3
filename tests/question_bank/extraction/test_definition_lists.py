"""Lists without a count are believed when both ends are certain."""

from __future__ import annotations

import pytest

from question_bank.extraction.definition_lists import (
    announced_in,
    contents_in,
    definitions_in,
    principles_in,
)
from question_bank.extraction.members import Named


def members(text: str, named: Named) -> str:
    return "/".join(text[one.start : one.end] for one in named.members)


@pytest.mark.parametrize(
    ("text", "name", "found", "closed"),
    [
        ("考核内容主要包括编目、修复和开放。", "考核内容", "编目/修复/开放", False),
        ("馆藏分为文书档案、科技档案、专业档案。", "馆藏", "文书档案/科技档案/专业档案", True),
        ("小组由馆长、副馆长和各科科长组成，每月开会。", "小组", "馆长/副馆长/各科科长", True),
        (
            "报告包括收集和整理、编目和著录以及开放利用等情况。",
            "报告",
            "收集和整理/编目和著录/开放利用",
            False,
        ),
        ("专班由读者、馆员、专家三方组成。", "专班", "读者/馆员/专家", True),
        ("成立由馆长、科长、馆员组成的修复专班。", "修复专班", "馆长/科长/馆员", True),
        ("修复费由纸张费和人工费组成。", "修复费", "纸张费/人工费", True),
        ("修复程序为揭裱、清洗、补纸、托裱。", "修复程序", "揭裱/清洗/补纸/托裱", True),
    ],
)
def test_definition(text: str, name: str, found: str, closed: bool) -> None:
    (named,) = definitions_in(text)
    assert text[named.name.start : named.name.end] == name
    assert members(text, named) == found
    assert named.closed is closed


@pytest.mark.parametrize(
    "text",
    [
        "内容包括收集和整理、编目和著录、修复和开放。",
        "包括编目、修复、开放。",
        "内容包括编目、修复。",
        "专班由馆长和有关科室人员组成。",
        "成立由馆长、修复队和编目队、库房队负责人组成的专班。",
        "内容包括编目、修复、由省馆统一组织实施的珍贵档案文献展览展示。",
    ],
)
def test_no_definition_without_certain_ends(text: str) -> None:
    assert list(definitions_in(text)) == []


def test_quoted_content() -> None:
    text = "推进以“送档、送展、送课”为主要内容的便民工程，服务读者。"
    (named,) = contents_in(text)
    assert members(text, named) == "送档/送展/送课"
    assert text[named.name.start : named.name.end] == "便民工程"


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("46、必备用具：手套、口罩、毛刷、排笔。", "必备用具", "手套/口罩/毛刷/排笔"),
        ("（责任单位：收集科、保管科、利用科）", "", ""),
        ("要求：明确责任，细化措施、强化督查、落实经费。", "", ""),
    ],
)
def test_announced_lists(text: str, name: str, found: str) -> None:
    lists = [(text[x.name.start : x.name.end], members(text, x)) for x in announced_in(text)]
    assert lists == ([(name, found)] if name else [])


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("收集工作坚持应收尽收、分级管理、便于利用的原则。", "原则", "应收尽收/分级管理/便于利用"),
        ("遵循合法、自愿和诚信的基本原则，办理移交。", "基本原则", "合法/自愿/诚信"),
        ("修复按照先登记、再揭裱、后托裱的程序进行。", "程序", "先登记/再揭裱/后托裱"),
        ("坚持防、治和管相结合的原则。", "", ""),
        ("第三条馆员应当遵循原则。", "", ""),
    ],
)
def test_principles(text: str, name: str, found: str) -> None:
    lists = [(text[x.name.start : x.name.end], members(text, x)) for x in principles_in(text)]
    assert lists == ([(name, found)] if name else [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("第十二条馆藏分为文书档案、科技档案、专业档案。", "馆藏"),
        ("馆员按照职务层次分为初级馆员、中级馆员、高级馆员。", "馆员"),
    ],
)
def test_name_has_neither_number_nor_ground(text: str, name: str) -> None:
    (named,) = definitions_in(text)
    assert text[named.name.start : named.name.end] == name


@pytest.mark.parametrize(
    "text",
    [
        "小组由科室、车间和工会选出的代表组成。",
        "队伍由收集部队、保管部队和院校、研究机构组成。",
        "馆里建立包括目录、登记、统计等的台账。",
        "组建由馆长、编目员和修复员组成的“护档队”。",
    ],
)
def test_words_that_belong_to_the_whole_list_bar_it(text: str) -> None:
    assert list(definitions_in(text)) == []
