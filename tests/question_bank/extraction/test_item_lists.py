"""Counted lines below a head, and members counted inside a line."""

from __future__ import annotations

import pytest

from question_bank.bundle import Genre
from question_bank.extraction.glosses import Named
from question_bank.extraction.item_lists import lists_in_lines, lists_of_lines


def shown(text: str, named: Named) -> tuple[str, str, bool]:
    return (
        text[named.name.start : named.name.end],
        "/".join(text[one.start : one.end] for one in named.members),
        named.closed,
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "第三条 查档人应当交验下列证件：\n（一）身份证；\n（二）介绍信。\n第四条 其余不变。",
            [("查档人应当交验下列证件", "身份证/介绍信", True)],
        ),
        (
            "开放利用。有下列情形之一的，不予开放：\n（一）涉密的；\n（二）残损的；\n（三）其他情形。",
            [("有下列情形之一的，不予开放", "涉密的/残损的/其他情形", False)],
        ),
        (
            "须交：\n（一）表格；\n（二）下列材料：\n1.甲件；\n2.乙件。\n（三）照片。",
            [("下列材料", "甲件/乙件", True)],
        ),
        ("须交：\n（一）表格；\n（三）照片。", []),
        ("须交：\n（一）表格；\n（二）照片。\n表格用墨水填。\n（三）证件。", []),
        (
            "须交：\n（一）表格；\n（二）照片。\n表格用墨水填。\n须看：\n（一）甲件；\n（二）乙件。",
            [("须交", "表格/照片", True), ("须看", "甲件/乙件", True)],
        ),
        ("须交下列各件。\n（一）表格；\n（二）照片。", []),
        ("须交：\n（一）表格。\n\n（二）照片。", [("须交", "表格/照片", True)]),
        ("必须做到：\n①收好；\n②管好。", [("必须做到", "收好/管好", True)]),
    ],
)
def test_lines(text: str, found: list[tuple[str, str, bool]]) -> None:
    lists = lists_of_lines(text, Genre.REGULATION)
    assert [shown(text, named) for named in lists] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "馆藏分由下列两项构成：\n（一）编目，25分；\n（二）修复，30分。",
            [("馆藏分由下列两项构成", "编目/修复", True)],
        ),
        (
            "按照馆员类别分别考察：\n（一）编目馆员，主要考察著录。\n（二）修复馆员，主要考察装裱。",
            [("按照馆员类别分别考察", "编目馆员/修复馆员", True)],
        ),
        (
            "按照下列标准确定等次：\n（一）90分以上的，为优秀等次；\n（二）60分以上的，为合格等次。",
            [("按照下列标准确定等次", "优秀/合格", True)],
        ),
        (
            "做好两件事：\n①清点库房。每柜都要查看；\n②修复残卷。先急后缓。",
            [("做好两件事", "清点库房/修复残卷", True)],
        ),
        (
            "用于下列支出：\n（一）装具的更新，包括：\n1.箱；\n2.柜。\n（二）修复用纸。",
            [("装具的更新，包括", "箱/柜", True), ("用于下列支出", "装具的更新/修复用纸", True)],
        ),
        (
            "有下列情形的，加分：\n（一）受表彰的。其中：\n1.国家级，加9分；\n2.省级，加5分。\n"
            "（二）捐赠档案的，加3分。\n（三）修复孤本的，加2分。\n（四）其他情形。",
            [("有下列情形的，加分", "受表彰的/捐赠档案的/修复孤本的/其他情形", False)],
        ),
        ("全年安排如下：\n①4月10日清点库房；\n②6月1日晾晒字画。", []),
        (
            "应当做到：\n（一）清点库房，贴好封条；\n（二）登记台账，锁好柜门。",
            [("应当做到", "清点库房，贴好封条/登记台账，锁好柜门", True)],
        ),
    ],
)
def test_what_a_line_says_of_its_member_is_left_out(
    text: str, found: list[tuple[str, str, bool]]
) -> None:
    assert [shown(text, named) for named in lists_of_lines(text, Genre.RULES)] == found


def test_articles_of_a_plan_are_no_list() -> None:
    text = "具体安排如下：\n1.编目。做好编目。\n2.修复。做好修复。"
    assert list(lists_of_lines(text, Genre.PLAN)) == []


@pytest.mark.parametrize(("mark", "found"), [("。", 0), ("；", 1)])
def test_articles_that_are_sentences_are_no_list(mark: str, found: int) -> None:
    text = f"四月：\n1.举办讲座{mark}\n2.修复残卷。"
    articles = frozenset({text.index("1."), text.index("2.")})
    assert len(list(lists_of_lines(text, Genre.PLAN, articles))) == found


def test_long_head_keeps_the_clause_that_announces_the_list() -> None:
    text = "甲" * 90 + "，有下列行为之一的，" + "乙" * 30 + "：\n（一）涂改的；\n（二）损毁的。"
    (named,) = lists_of_lines(text, Genre.REGULATION)
    assert shown(text, named)[0] == "有下列行为之一的"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("重点做好：一是收好；二是管好。其余照旧。", [("重点做好", "收好/管好", True)]),
        ("3.重点。一是收好；二是管好；三是用好。", [("", "收好/管好/用好", True)]),
        ("一是收好。再收。二是管好。", []),
        ("（一）收好。", []),
        ("1.收好。", []),
    ],
)
def test_members_counted_inside_a_line(text: str, found: list[tuple[str, str, bool]]) -> None:
    assert [shown(text, named) for named in lists_in_lines(text)] == found
