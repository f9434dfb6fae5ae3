"""From a fact to the words it asks for."""

from __future__ import annotations

import pytest

from question_bank.bundle import FactKind
from question_bank.generation.targets import target_of, term_role
from tests.question_bank.made_up import make_fact, make_list, make_source

PLAN = make_source()


@pytest.mark.parametrize(
    ("value", "kind", "text", "slot", "role"),
    [
        ("每季度", FactKind.RULE, "季度", "frequency", "frequency"),
        ("2-3期", FactKind.RULE, "2-3", "interval", "interval"),
        ("2-3", FactKind.RULE, "2-3", "interval", "interval"),
        ("11月", FactKind.RULE, "11", "date", "month"),
        ("科级", FactKind.RULE, "科级", "text", "level"),
        ("百分制", FactKind.RULE, "百分制", "number", "score"),
        ("“四联四评”", FactKind.TERM, "四联四评", "text", "slogan"),
        ("四联四评", FactKind.TERM, "四联四评", "text", "slogan"),
        ("云岭市档案局支部考评细则", FactKind.TITLE, "云岭市档案局支部考评细则", "title", "title"),
        ("支部书记", FactKind.DUTY, "支部书记", "text", "person"),
    ],
)
def test_words_and_slot(value: str, kind: FactKind, text: str, slot: str, role: str) -> None:
    target = target_of(make_fact(PLAN, value, kind), PLAN)
    assert target is not None
    assert (target.text, target.slot, target.role) == (text, slot, role)
    assert PLAN.text[target.span.start : target.span.end] == text


def test_marks_around_the_words() -> None:
    target = target_of(make_fact(PLAN, "四联四评", FactKind.TERM), PLAN)
    assert target is not None and target.shell == "“”"
    assert PLAN.text[target.outer.start : target.outer.end] == "“四联四评”"


def test_once_beside_a_frequency_is_not_asked() -> None:
    assert target_of(make_fact(PLAN, "一次", FactKind.RULE), PLAN) is None


@pytest.mark.parametrize(
    ("text", "value", "asked"),
    [
        ("书库每周六组织整理案卷。", "每周六", False),
        ("每周三晚开设修复夜课。", "每周三", False),
        ("书库每周六次通风。", "每周", True),
        ("书库防潮检查每月一次。", "每月", True),
    ],
)
def test_a_day_of_the_week_is_no_rhythm(text: str, value: str, asked: bool) -> None:
    source = make_source(f"1.某事。{text}\n")
    assert (target_of(make_fact(source, value, FactKind.RULE), source) is not None) is asked


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("案卷在3个工作日内归还。", "3", "个工作日"),
        ("每两个月清点一次库房。", "两", "个月"),
        ("展览接待读者60人次以上。", "60", "人次"),
        ("展览接待读者60人以上。", "60", "人"),
    ],
)
def test_a_unit_is_taken_whole(text: str, value: str, unit: str) -> None:
    source = make_source(f"1.某事。{text}\n")
    target = target_of(make_fact(source, value, FactKind.RULE), source)
    assert target is not None and target.unit == unit


def test_lists_have_no_single_target() -> None:
    assert target_of(make_list(PLAN, "护档", "识档", "用档"), PLAN) is None


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("着力破解“三张脸”问题。", "problem"),
        ("推行“周提醒”制度。", "system"),
        ("坚持“少而精”原则。", "principle"),
        ("发挥“指挥棒”作用。", "metaphor"),
        ("开展“晒卷比武”活动。", "activity"),
        ("开展“晒卷比武”“修卷夜校”等活动。", "activity"),
        ("推动“三城两带”战略落地。", "strategy"),
        ("推行“三查两改”工作法。", "slogan"),
    ],
)
def test_roles_of_terms(text: str, role: str) -> None:
    source = make_source(text)
    start = text.index("“") + 1
    assert term_role(source, start, text.index("”")) == role


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("6月举办晒卷比武，6月底前张榜公布名次。", False),
        ("6月举办晒卷比武，结果在馆刊6月号上刊登。", False),
        ("6月举办晒卷比武，7月张榜公布名次。", True),
        ("6月举办晒卷比武，16月票一并作废。", True),
        ("6月举办晒卷比武。6月底前张榜公布名次。", True),
    ],
)
def test_a_month_that_its_sentence_names_twice_is_not_asked(text: str, asked: bool) -> None:
    source = make_source(text)
    assert (target_of(make_fact(source, "6月", FactKind.RULE), source) is not None) is asked
