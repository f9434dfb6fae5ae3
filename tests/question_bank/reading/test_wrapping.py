"""Broken lines are put together, whole paragraphs stay apart."""

from __future__ import annotations

import pytest

from question_bank.reading.cleaning import lines_of
from question_bank.reading.document import read_document
from question_bank.reading.wrapping import is_wrapped, joined
from tests.question_bank.made_up import TEXT


def wrapped(text: str, width: int) -> str:
    return "\n".join(
        line[at : at + width]
        for line in text.strip().split("\n")
        for at in range(0, len(line), width)
    )


@pytest.mark.parametrize("width", [20, 30, 38])
def test_a_text_broken_to_a_width_is_read_as_if_whole(width: int) -> None:
    raw = wrapped(TEXT, width)
    assert is_wrapped(raw, lines_of(raw))
    whole = read_document(TEXT.encode(), "")
    assert read_document(raw.encode(), "").text == whole.text


@pytest.mark.parametrize("text", [TEXT, "甲\n乙\n丙", "", "一、部\n" * 12, "短句。\n" * 20])
def test_other_texts_are_left_as_they_are(text: str) -> None:
    assert not is_wrapped(text, lines_of(text))


def test_a_number_begins_a_paragraph() -> None:
    raw = "甲甲甲甲甲甲\n乙乙乙乙乙乙\n2.丙丙丙丙丙\n丁丁"
    shown = [[raw[one.start : one.end] for one in part] for part in joined(raw, lines_of(raw))]
    assert shown == [["甲甲甲甲甲甲", "乙乙乙乙乙乙"], ["2.丙丙丙丙丙", "丁丁"]]


def test_a_reference_at_the_head_of_a_broken_line_begins_nothing() -> None:
    whole = (
        "第一条 管理员违反本办法第九条的规定，没有记录温度和湿度的，由馆长按照本办法\n"
        "第二条规定的办法处理，情节较轻的可以只作提醒，不再按照本条的规定另行处理。\n"
        "第二条 按照本办法应当处理的，先由馆务会议听取本人的说明，然后作出决定并说明\n"
        "（一）项所列的理由。\n"
        "第三条 本办法自公布之日起施行，此前的规定同时废止，馆务会议负责解释，每年由办\n"
        "公室检查一次执行的情况并向馆务会议报告。\n"
    )
    shown = [
        "".join(whole[one.start : one.end] for one in part)
        for part in joined(whole, lines_of(whole))
    ]
    assert [line[:3] for line in shown if line] == ["第一条", "第二条", "第三条"]
    assert "第二条规定的办法" in shown[0]


FIRST = "　　库房管理员每天早晚各检查一次温度和湿度并把结果记在册子上，册子由保管科收存。"
SECOND = "　　发现漏水的先关水阀，再报告值班的馆领导，然后把受潮的案卷移到备用的库房里去。"


@pytest.mark.parametrize("width", [12, 14, 20])
def test_indents_part_paragraphs_of_full_lines(width: int) -> None:
    raw = wrapped(f"守则\n{FIRST}\n{SECOND}\n{FIRST}", width)
    shown = [
        "".join(raw[one.start : one.end] for one in part) for part in joined(raw, lines_of(raw))
    ]
    assert shown == ["守则", FIRST, SECOND, FIRST]


def test_lines_that_go_on_below_an_outdented_number_are_no_first_lines() -> None:
    raw = "1.库房管理员每天早晚各检查一次温度和湿度并把\n　　结果记在册子上，册子由保管科在每年年底\n　　收存。\n2.漏水的先关水阀。"
    shown = [
        "".join(raw[one.start : one.end] for one in part) for part in joined(raw, lines_of(raw))
    ]
    assert len(shown) == 2
