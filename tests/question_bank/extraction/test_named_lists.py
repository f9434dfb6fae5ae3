"""Lists get the name that stands right behind them, when it counts as many members."""

from __future__ import annotations

import pytest

from question_bank.extraction.labels import labels_in
from question_bank.extraction.lists import lists_in
from question_bank.extraction.named_lists import lists_after_names, lists_before_names


def named(text: str) -> list[tuple[str, str]]:
    return [
        (
            text[one.name.start : one.name.end],
            "/".join(text[part.start : part.end] for part in one.members),
        )
        for one in lists_before_names(text, labels_in(text), tuple(lists_in(text)))
    ]


@pytest.mark.parametrize(
    ("text", "name", "members"),
    [
        ("建设队伍强、库房强、服务强、技术强的“四强”馆。", "四强", "队伍强/库房强/服务强/技术强"),
        (
            "细化文书档案、科技档案、专业档案三个门类整理标准。",
            "三个门类",
            "文书档案/科技档案/专业档案",
        ),
        ("持续推进“护档、识档、用档”三大行动。", "三大行动", "护档/识档/用档"),
        ("开展“清源”“护航”和“利剑”三项行动。", "三项行动", "清源/护航/利剑"),
        ("宣讲《馆藏保护细则》《查档服务规范》两部规章。", "两部规章", "馆藏保护细则/查档服务规范"),
        ("落实党政领导、部门监管、馆员主体“三个责任”。", "三个责任", "党政领导/部门监管/馆员主体"),
        (
            "抓好馆长、编目人员和修复人员（以下简称“三类人员”）培训。",
            "三类人员",
            "馆长/编目人员/修复人员",
        ),
        (
            "推动库房亮标识、窗口亮承诺，建设队伍强、服务强的“两亮两强”馆。",
            "",
            "",
        ),
        (
            "推动库房亮标识、窗口亮承诺、小组亮工艺，建设队伍强、服务强、技术强的“三亮三强”馆。",
            "三亮三强",
            "库房亮标识/窗口亮承诺/小组亮工艺/队伍强/服务强/技术强",
        ),
        ("坚持“修与用相融合、馆与校相融合”的“两个融合”。", "两个融合", "修与用相融合/馆与校相融合"),
        ("按照“控制总量、优化结构”八字方针。", "八字方针", "控制总量/优化结构"),
        (
            "同步确定密级、保管期限和开放范围，做到“三同步”。",
            "三同步",
            "密级/保管期限/开放范围",
        ),
        ("明确密级、保管期限和开放范围，做到“三清”。", "", ""),
        ("完善学校、家庭、社会“三位一体”机制。", "三位一体", "学校/家庭/社会"),
    ],
)
def test_name_behind_a_list(text: str, name: str, members: str) -> None:
    assert named(text) == ([(name, members)] if name else [])


@pytest.mark.parametrize(
    "text",
    [
        "建设队伍强、库房强、服务强、技术强的“五强”馆。",
        "即突出一个核心、抓好两支队伍、强化三项建设、实现四个提升。",
        "做好编目、修复工作，推进三大行动。",
        "“”“编目”两个方面。",
    ],
)
def test_no_name_without_agreement(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "members"),
    [
        (
            "完善“三位一体”修复体系，推动手工修复、机器修复、数字修复衔接联动。",
            "手工修复/机器修复/数字修复",
        ),
        ("推进“三库共建”，建好库区、库房、库架等设施。", "库区/库房/库架"),
        ("完善“三位一体”修复体系，提高馆员的鉴别力、领悟力、执行力。", ""),
    ],
)
def test_list_behind_a_name_that_says_what_it_is_of(text: str, members: str) -> None:
    found = lists_after_names(text, labels_in(text), tuple(lists_in(text)))
    shown = ["/".join(text[part.start : part.end] for part in one.members) for one in found]
    assert "".join(shown) == members
