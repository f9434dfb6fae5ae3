"""Hard tokens become rules, soft words and names do not; offices become duties."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from question_bank.bundle import FactKind
from question_bank.extraction.extracting import Reading, extract
from question_bank.items import Knowledge
from question_bank.reading.document import read_document

Read = Callable[[str], Reading]


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("坚持每季度进行考核。", "frequency", "每季度"),
        ("各支部每半年研判一次。", "frequency", "每半年"),
        ("机关基层党支部每月开展主题党日活动。", "frequency", "每月"),
        ("6月，结合馆庆举办展览。", "month", "6月"),
        ("“七一”前后开展测试。", "when", "七一"),
        ("组织2-3期“道德夜话”活动。", "count", "2-3期"),
        ("开展1至2期公益讲座。", "count", "1至2期"),
        ("全年计划组织4批次。", "count", "4批次"),
        ("每年度至少两次听取汇报。", "count", "两次"),
        ("开展2-3次警示教育。", "count", "2-3次"),
        ("建立机关科级领导干部廉政档案。", "level", "科级"),
        ("业务工作纳入百分制考核范围。", "score", "百分制"),
        ("集中学习不少于32学时。", "count", "32学时"),
        ("党员大会到会人数不少于5人。", "amount", "5人"),
        ("2031年12月31日前完成。", "date", "2031年12月31日"),
    ],
)
def test_hard_tokens(read: Read, text: str, slot: str, value: str) -> None:
    rules = [fact for fact in read(text).facts if fact.kind is FactKind.RULE]
    assert (slot, value) in [(fact.slot, fact.value) for fact in rules]
    assert all(fact.exclusive for fact in rules if fact.value != "全年")


@pytest.mark.parametrize(
    "text",
    [
        "定期分析研判，适时召开座谈会，经常谈心谈话。",
        "深入贯彻市委六届二次全会精神。",
        "选树一批先进典型。",
        "广泛开展“最多跑一次”服务。",
        "落实第一次会议精神。",
        "学习《每季度考核一次实施办法》。",
        "剖析近三年闭馆原因。",
        "用好“三堂课”“五次会”。",
        "2021年9月6日发布的《馆藏办法》同时废止。",
    ],
)
def test_soft_words_and_names_are_no_rules(read: Read, text: str) -> None:
    assert [fact for fact in read(text).facts if fact.kind is FactKind.RULE] == []


def test_a_loose_frequency_is_kept_and_not_worth_asking(read: Read) -> None:
    (fact,) = [f for f in read("每年适时召开研讨会。").facts if f.kind is FactKind.RULE]
    assert (fact.value, fact.exclusive, fact.detail["worth"]) == ("每年", False, "no")


def test_times_of_a_plan_are_its_schedule_and_of_a_regulation_to_be_known(read: Read) -> None:
    plan = read("各支部每季度上一次党课。")
    rules = read("第一条 目的。为了规范。\n第二条 支部每季度上一次党课。\n第三条 无。")
    assert {f.knowledge for f in plan.facts if f.slot == "frequency"} == {Knowledge.SCHEDULE}
    assert {f.knowledge for f in rules.facts if f.slot == "frequency"} == {Knowledge.GENERAL}


def test_bounds_and_units_are_kept(read: Read) -> None:
    (fact,) = [f for f in read("各支部至少两次听取汇报。").facts if f.slot == "count"]
    assert fact.detail == {
        "number": "两", "bound": "至少", "unit": "次", "actor": "各支部", "action": "听取汇报",
    }  # fmt: skip


def test_the_count_of_rules_in_a_title_sets_nothing(read: Read) -> None:
    text = "一、借阅\n1.每人限借3册。\n2.逾期5日以上的停借。\n3.爱护图书。"
    reading = extract(read_document(f"读者须知60条\n{text}".encode(), "own.txt"), "须知")
    assert "60条" not in [fact.value for fact in reading.facts]


def test_coming_into_force_is_a_rule_of_a_regulation_only(read: Read) -> None:
    ending = "自公布之日起施行。"
    law = read(f"第一条 为了管好档案，制定本办法。\n第二条 馆员应当登记。\n第三条 本办法{ending}")
    assert "自公布之日起" in [fact.value for fact in law.facts if fact.kind is FactKind.RULE]
    assert "自公布之日起" not in [fact.value for fact in read(f"本须知{ending}").facts]
