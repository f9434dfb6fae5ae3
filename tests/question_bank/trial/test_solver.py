"""The solver reads answers out of the document, and none where the document gives two."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_bank.generation.pipeline import generate_items
from question_bank.items import BLANK, Item
from question_bank.source import Source
from question_bank.stem_parts import GAP
from question_bank.trial.questions import question_of
from question_bank.trial.report import is_right
from question_bank.trial.solver import Answer, solve
from tests.question_bank.made_up import (
    all_facts,
    draft_fill_in,
    draft_multiple,
    draft_single,
    draft_statement,
    make_source,
)

PLAN = make_source()


def answer(item: Item, source: Source = PLAN) -> Answer:
    return solve(question_of(item), source)


@pytest.mark.parametrize("item", generate_items(PLAN, all_facts(PLAN), 2), ids=lambda one: one.id)
def test_generated_items_are_answered(item: Item) -> None:
    assert is_right(answer(item), item), item.stem


@pytest.mark.parametrize(
    ("stem", "value"),
    [
        (f"全面推行“{BLANK}”工作法，破解条块分割难题。", "四联四评"),
        (f"{BLANK}月，面向全体馆员举办保密知识测试。", "11"),
        (f"持续推进“护档、{BLANK}、用档”三大行动。", "识档"),
        (f"认真执行《{BLANK}》，评议结果按百分制计分。", "云岭市档案局支部考评细则"),
    ],
)
def test_blanks(stem: str, value: str) -> None:
    assert answer(draft_fill_in(PLAN, stem, "馆员")) == (value,)


def test_two_fillers_of_one_frame_give_no_answer() -> None:
    plan = make_source("1.甲。持续推进“五比一晒”工作。\n2.乙。持续推进“六个走遍”工作。\n")
    assert answer(draft_fill_in(plan, f"持续推进“{BLANK}”工作。", "五比一晒"), plan) is None


def test_a_wrong_key_is_found_out() -> None:
    stem = f"各支部坚持{GAP}开展一次档案开放日，并邀请社区代表参加。"
    item = draft_single(PLAN, stem, "每季度", ("每月", "每年"))
    assert answer(item) == frozenset("a")
    assert not is_right(answer(item), replace(item, key="b"))


def test_members_of_a_list() -> None:
    stem = f"大力弘扬兰台工匠的{GAP}，提升编研水平。"
    item = draft_multiple(
        PLAN, stem, ("严谨性", "传承性", "服务性"), ("时代性",), asked="严谨性、传承性、服务性"
    )
    assert answer(item) == frozenset("abc")


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("各支部坚持每季度开展一次档案开放日，并邀请社区代表参加。", True),
        ("各支部坚持每月开展一次档案开放日，并邀请社区代表参加。", False),
        ("党组书记负责专项推进、分管领导负责总体部署、支部书记负责日常落实。", False),
        ("鲲鹏展翅九万里，扶摇直上。", None),
    ],
)
def test_statements(stem: str, expected: bool | None) -> None:
    assert answer(draft_statement(PLAN, stem, "每季度", key=True)) is expected


@pytest.mark.parametrize(
    ("stem", "texts"),
    [
        ("全面推行哪一工作法，破解条块分割难题？", ("“四联四评”", "“一卷一策”", "“三查三改”")),
        (f"各支部坚持多长时间开展一次档案开放日？{GAP}", ("每季度", "每月", "每年")),
    ],
)
def test_questions(stem: str, texts: tuple[str, ...]) -> None:
    item = draft_single(PLAN, stem, texts[0], texts[1:])
    assert answer(item) == frozenset("a")


LINES = make_source(
    "有下列情形的，不得担任馆长：\n（一）未满二十五周岁的；\n（二）受处分未满三年的；\n（三）借阅逾期的。\n"
    "有下列情形的，收回借阅证：\n（一）转借他人的；\n（二）涂改档案的。\n"
)


def test_a_blank_in_a_line_of_a_list() -> None:
    stem = f"有下列情形的，不得担任馆长：受处分未满{BLANK}。"
    assert answer(draft_fill_in(LINES, stem, "三年"), LINES) == ("三年",)


def test_lines_of_a_list_as_options() -> None:
    stem = f"有下列哪些情形的，收回借阅证？{GAP}"
    item = draft_multiple(LINES, stem, ("转借他人", "涂改档案"), ("借阅逾期",), asked="转借他人")
    assert answer(item, LINES) == frozenset("ab")
    single = draft_single(
        LINES, f"有下列哪一情形的，不得担任馆长？{GAP}", "借阅逾期", ("转借他人", "涂改档案")
    )
    assert answer(single, LINES) == frozenset("a")


def test_a_statement_of_a_list_and_one_line() -> None:
    stem = "有下列情形的，收回借阅证：涂改档案。"
    assert answer(draft_statement(LINES, stem, "涂改档案", key=True), LINES) is True
    other = "有下列情形的，收回借阅证：借阅逾期。"
    assert answer(draft_statement(LINES, other, "涂改档案", key=False), LINES) is False


def test_nothing_to_find_in_a_foreign_document() -> None:
    other = make_source("1.甲。鲲鹏展翅九万里。\n")
    for item in generate_items(PLAN, all_facts(PLAN), 2)[:10]:
        assert not is_right(answer(item, other), item)
