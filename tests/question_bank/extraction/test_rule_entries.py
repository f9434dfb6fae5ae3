"""One rule for each clause that sets a number, with all that the clause says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from question_bank.extraction.extracting import Reading
from question_bank.extraction.rule_entries import RuleEntry, rule_entries

Read = Callable[[str], Reading]


def only(read: Read, text: str) -> tuple[RuleEntry, str]:
    reading = read(text)
    (entry,) = rule_entries(reading)
    return entry, reading.source.text[entry.span.start : entry.span.end]


@pytest.mark.parametrize(
    ("text", "frequency", "count", "deadline"),
    [
        ("每半年至少召开两次馆务会。", "每半年", "两次", ""),
        ("全年开展讲座不少于12次。", "全年", "不少于12次", ""),
        ("年内，组织馆员开展2-3次修复演练。", "", "2-3次", "年内"),
        ("12月，结合年终盘点，组织一期编目培训。", "", "一期", "12月"),
        ("“七一”前夕，慰问老馆员。", "", "", "“七一”前夕"),
        ("6月、11月各清点一次。", "", "一次", "6月、11月"),
        ("9月底前完成编目。", "", "", "9月底前"),
        ("读者满意率不低于95%。", "", "不低于95%", ""),
        ("图书可以续借一次。", "", "一次", ""),
        ("每名馆员撰写心得1篇。", "", "1篇", ""),
        ("残卷只准托裱一次。", "", "一次", ""),
        ("自收到申请之日起十五日内答复。", "", "", "自收到申请之日起十五日内"),
        ("3月和9月各清点一次。", "", "一次", "3月和9月"),
        ("入藏率达到95%以上。", "", "达到95%以上", ""),
        ("本规定自2031年9月1日起施行。", "", "", "自2031年9月1日起"),
    ],
)
def test_parts(read: Read, text: str, frequency: str, count: str, deadline: str) -> None:
    entry, _ = only(read, text)
    assert (entry.frequency, entry.count, entry.deadline) == (frequency, count, deadline)
    assert entry.polarity == "positive"


def test_a_time_takes_the_clause_it_belongs_to(read: Read) -> None:
    entry, words = only(read, "6月，评选优秀馆员。")
    assert words == "6月，评选优秀馆员"
    assert entry.action == "评选优秀馆员"


def test_listed_amounts_are_a_rule_each(read: Read) -> None:
    reading = read("全年开展讲座4次、书展2场。")
    found = [(entry.frequency, entry.count) for entry in rule_entries(reading)]
    assert found == [("全年", "4次"), ("全年", "2场")]


def test_times_of_two_steps_are_two_rules(read: Read) -> None:
    reading = read("6月底前全面实施，11月开展评估。")
    assert [entry.deadline for entry in rule_entries(reading)] == ["6月底前", "11月"]


def test_two_terms_of_one_clause_are_two_rules(read: Read) -> None:
    reading = read("读者意见24小时内受理、10个工作日内办结反馈。")
    found = [entry.deadline for entry in rule_entries(reading)]
    assert found == ["24小时内", "10个工作日内"]


def test_a_number_before_a_month_is_no_part_of_it(read: Read) -> None:
    reading = read("一、安排\n1.7月上旬，清点书库。\n2.9月盘点。")
    text = reading.source.text
    words = [text[one.span.start : one.span.end] for one in rule_entries(reading)]
    assert words == ["7月上旬，清点书库", "9月盘点"]


def test_a_prohibition(read: Read) -> None:
    entry, _ = only(read, "读者不得在闭馆前10分钟内借阅。")
    assert entry.polarity == "negative"


@pytest.mark.parametrize(
    "text",
    [
        "及时清点。",
        "开展一次全面清点。",
        "全馆现有馆员35人。",
        "落实“第一议题”制度。",
        "学习《每季度考核办法》。",
    ],
)
def test_what_sets_nothing(read: Read, text: str) -> None:
    assert list(rule_entries(read(text))) == []


def test_a_row_of_a_table_is_one_rule_and_never_a_repeated_one(read: Read) -> None:
    text = (
        "1.每季度开展消防检查。\n2.无。\n"
        "事项：消防检查；时间：每季度；责任部门：安全办\n事项：设备检修；时间：5月；责任部门：后勤科"
    )
    entries = list(rule_entries(read(text)))
    assert [(entry.action, entry.frequency, entry.deadline) for entry in entries] == [
        ("开展消防检查", "每季度", ""),
        ("设备检修", "", "5月"),
    ]
