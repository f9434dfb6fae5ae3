"""Tests and studies a document calls for, with time, ways, audience and topic."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from question_bank.bundle import EventKind, FactKind, PlannedEvent
from question_bank.extraction.extracting import Reading, extract
from question_bank.reading.document import read_document

Read = Callable[[str], Reading]


def only(reading: Reading) -> PlannedEvent:
    (event,) = reading.source.events
    return event


@pytest.mark.parametrize(
    ("text", "name", "modes", "months", "when", "per_year"),
    [
        ("11月，开展保密知识测试活动，通过闭卷测试、网上答题等方式。", "保密知识测试", ("closed_book", "online"), (11,), "11月", 0),
        ("“七一”前后开展一轮普及性的书面测试。", "书面测试", ("written",), (7,), "“七一”前后", 0),
        ("组织全体党员学习《馆规一百条》，举行1次知识竞答测试。", "知识竞答测试", ("contest",), (), "", 1),
        ("全面推行“馆员百分制考核办法”，坚持每季度进行一次考核。", "馆员百分制考核", ("assessment",), (), "每季度", 4),
        ("9月至10月，组织档案法知识竞赛。", "档案法知识竞赛", ("contest",), (9, 10), "9月至10月", 0),
        ("第二季度举办一次保密知识竞赛。", "保密知识竞赛", ("contest",), (4, 5, 6), "第二季度", 1),
        ("抓好谈心谈话、廉政提醒、廉政知识测试等工作。", "廉政知识测试", (), (), "", 0),
    ],
)  # fmt: skip
def test_tests(
    read: Read,
    text: str,
    name: str,
    modes: tuple[str, ...],
    months: tuple[int, ...],
    when: str,
    per_year: int,
) -> None:
    event = only(read(text))
    assert event.kind is EventKind.TEST
    assert (event.name, event.modes, event.months) == (name, modes, months)
    assert (event.when_text, event.per_year) == (when, per_year)
    assert event.quote == text


@pytest.mark.parametrize(
    ("text", "name", "per_year"),
    [
        ("坚持每半年进行1次舆情研判和1次舆情知识学习。", "舆情知识学习", 2),
        ("12月，组织开展一期馆员编目能力专题培训。", "馆员编目能力专题培训", 0),
        ("年内，组织馆员开展2-3次警示教育。", "警示教育", 0),
    ],
)
def test_studies_are_listed_apart(read: Read, text: str, name: str, per_year: int) -> None:
    event = only(read(text))
    assert event.kind is EventKind.STUDY
    assert (event.name, event.modes, event.per_year) == (name, (), per_year)


@pytest.mark.parametrize(
    "text",
    [
        "及时组织馆员学习新规。",
        "开展民意测验。",
        "系统测试已完成。",
        "组织馆员参加心理测试。",
        "举办培训班。",
    ],
)
def test_what_is_no_event_of_the_year(read: Read, text: str) -> None:
    assert read(text).source.events == ()


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("学习《馆规一百条》《保密守则》，举行知识竞答。", "《馆规一百条》《保密守则》"),
        ("11月，开展保密知识测试。", "保密"),
        ("广泛开展讲座、知识竞赛、党课等活动。", "要点"),
    ],
)
def test_topic(read: Read, text: str, topic: str) -> None:
    assert only(read(text)).topic == topic


def test_listed_ways_are_a_fact(read: Read) -> None:
    (fact,) = [
        fact
        for fact in read("通过闭卷测试、网上答题等方式组织测试。").facts
        if fact.kind is FactKind.TEST
    ]
    assert (fact.members, fact.closed) == (("闭卷测试", "网上答题"), False)


def events_of(
    plans_dir: Path, number: str
) -> list[tuple[str, int, tuple[str, ...], tuple[int, ...], int]]:
    (path,) = plans_dir.glob(f"{number}_*.txt")
    document = read_document(path.read_bytes(), path.name)
    return [
        (event.kind.value, event.article_ordinal, event.modes, event.months, event.per_year)
        for event in extract(document, "计划").source.events
    ]


@pytest.mark.parametrize(
    ("number", "tests"),
    [
        ("000", []),
        ("001", []),
        (
            "002",
            [
                ("test", 8, ("closed_book", "online"), (12,), 0),
                ("test", 13, ("assessment",), (), 4),
                ("test", 14, (), (), 0),
                ("test", 14, ("contest",), (), 1),
            ],
        ),
        ("003", [("test", 12, ("written",), (7,), 0)]),
        ("004", [("test", 5, ("contest",), (), 0), ("test", 12, ("contest",), (), 0)]),
    ],
)
def test_tests_of_the_real_plans(
    plans_dir: Path,
    number: str,
    tests: list[tuple[str, int, tuple[str, ...], tuple[int, ...], int]],
) -> None:
    assert [event for event in events_of(plans_dir, number) if event[0] == "test"] == tests


def test_half_yearly_study_of_a_real_plan(plans_dir: Path) -> None:
    assert ("study", 9, (), (), 2) in events_of(plans_dir, "002")
