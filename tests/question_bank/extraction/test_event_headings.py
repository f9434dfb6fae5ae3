"""Which month or quarter a heading gives to a place in the text."""

from __future__ import annotations

import pytest

from question_bank.extraction.event_headings import headings_of
from question_bank.source import Span


def months_at(text: str, words: str) -> tuple[int, ...] | None:
    times = headings_of(text, ()).above(text.index(words))
    return times.months if times else None


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("三月\n整理书库。\n此处", (3,)),
        ("一、3月份重点工作：\n此处", (3,)),
        ("第二季度：学制度\n整理书库。\n此处", (4, 5, 6)),
        ("10月：开馆。此处。", (10,)),
        ("4月至6月：开馆。此处。", (4, 5, 6)),
        ("10月：开馆。\n此处。", None),
        ("三月\n整理书库。\n每月固定工作\n此处", None),
        ("三月\n整理书库。\n附件\n此处", None),
        ("3月整理书库。\n此处", None),
        ("此处", None),
    ],
)
def test_reach(text: str, months: tuple[int, ...] | None) -> None:
    assert months_at(text, "此处") == months


def test_lines_of_a_schedule_are_no_headings_of_each_other() -> None:
    text = "3月：编目测试\n6月：修复竞赛\n此处"
    assert (months_at(text, "编目"), months_at(text, "修复"), months_at(text, "此处")) == (
        (3,),
        (6,),
        (6,),
    )


def test_a_heading_in_a_table_is_none() -> None:
    text = "三月\n整理书库。"
    assert headings_of(text, [Span(0, 3)]).above(5) is None


def test_what_is_a_heading_itself() -> None:
    text = "第四季度：严考核\n整理书库。"
    headings = headings_of(text, ())
    assert headings.is_heading(text, 0)
    assert not headings.is_heading(text, text.index("整理"))


def test_a_month_in_a_frame_is_a_heading() -> None:
    text = "【三月】收心\n●测试\n【四月份】\n●竞赛\n"
    headings = headings_of(text, ())
    assert [headings.above(text.index(word)).months for word in ("测试", "竞赛")] == [(3,), (4,)]
