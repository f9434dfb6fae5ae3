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
