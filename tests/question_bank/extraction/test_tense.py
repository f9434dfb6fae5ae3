"""What was is no rule; what is asked for is one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from question_bank.bundle import FactKind, Genre
from question_bank.extraction.extracting import Reading, extract
from question_bank.reading.document import read_document

Read = Callable[[str], Reading]


def tenses(reading: Reading) -> list[str]:
    return [fact.detail.get("tense", "") for fact in reading.facts if fact.kind is FactKind.RULE]


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("读者每次借书不超过5册，善本不满2册。", {"5册", "2册"}),
        ("预计明年要接待读者30000人次。", set()),
        ("但也要看到，仍有26个书架没有编目。", set()),
        ("每秒流过约7860立方米水。", set()),
    ],
)
def test_prose(sentence: str, asked: set[str]) -> None:
    text = f"馆情综述\n2031年5月12日\n全馆各项工作平稳有序，读者反映良好。\n{sentence}\n"
    reading = extract(read_document(text.encode(), "a.txt"), "馆情综述")
    assert reading.source.genre is Genre.PROSE
    rules = [
        f for f in reading.facts if f.kind is FactKind.RULE and f.detail.get("tense") != "past"
    ]
    assert {f.value for f in rules if f.slot == "amount"} == asked


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("全馆现有馆员35人。", True),
        ("去年开展讲座12次。", True),
        ("全年开展讲座不少于12次。", False),
        ("每季度清点一次。", False),
        ("确保投诉比上年减少15%。", False),
    ],
)
def test_plans(read: Read, text: str, past: bool) -> None:
    found = tenses(read(text))
    assert found
    assert set(found) == {"past" if past else ""}


def test_a_definition_of_a_regulation_sets_nothing(read: Read) -> None:
    text = "第一条 为了管好档案，制定本办法。\n第二条 本办法所称长期，是指十年以上。\n第三条 馆员应当在五日内归还。"
    found = {
        fact.value: fact.detail.get("tense", "")
        for fact in read(text).facts
        if fact.kind is FactKind.RULE
    }
    assert found == {"十年": "past", "五日": ""}


def test_headings_of_a_report_look_back_or_ahead(read: Read) -> None:
    text = (
        "云岭市档案馆工作报告\n" + "各位代表，现在报告工作，请予审议。" * 30 + "\n"
        "过去一年工作回顾\n我们修复古籍120册，接待读者3000人次，读者满意率98%。\n"
        "今年工作安排\n修复古籍150册以上，接待读者4000人次，读者满意率不低于98%。\n"
    )
    source = read("2031" + text)
    rules = [fact for fact in source.facts if fact.kind is FactKind.RULE]
    by_tense = {fact.value: fact.detail.get("tense", "") for fact in rules}
    assert by_tense.get("3000人次") == "past"
    assert by_tense.get("4000人次") == ""


def test_a_test_of_last_year_is_no_event(read: Read) -> None:
    assert read("去年12月组织编目知识测试。").source.events == ()
    assert len(read("今年12月组织编目知识测试。").source.events) == 1


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("会议认为，各馆投入资金2.1亿元，关停书库46处。", True),
        ("会议要求，各馆新建书库48处。", False),
        ("各馆投入资金2.1亿元，较好完成大会确定的任务。", True),
        ("各馆接待读者比上年增长12%。", True),
        ("各馆设应急书库9处。", True),
        ("对发现的问题，3日内通报邻馆。", False),
        ("各馆3日内通报了46个问题。", True),
        ("理事长任期三年。", False),
        ("修缮按照规划推进，严禁在30米内动工。", False),
    ],
)
def test_a_communique_tells_and_asks(text: str, past: bool) -> None:
    opening = "档案会议公报\n" + "会议在云岭市举行，各馆代表参加。" * 20 + "\n"
    document = read_document(f"{opening}{text}\n会议号召大家继续努力。\n".encode(), "own.txt")
    assert document.genre is Genre.PROSE
    found = tenses(extract(document, "公报"))
    assert found
    assert set(found) == {"past" if past else ""}


def test_a_year_before_that_of_the_title_is_past() -> None:
    text = "云岭馆2031年工作计划\n1.编目。2030年，组织编目测试3次。\n2.修复。6月组织修复测试。\n3.其余。无。\n"
    reading = extract(read_document(text.encode(), "a.txt"), "计划")
    assert [one.name for one in reading.source.events] == ["修复测试"]


def test_a_cell_of_a_table_looks_back_at_nothing() -> None:
    text = "云岭馆2031年月历\n1.馆员每月学习2次。\n2.其余照旧。\n年度学习总结\n座谈交流\n3.缺考的15日内补考。\n"
    assert "past" not in tenses(extract(read_document(text.encode(), "a.txt"), "计划"))
