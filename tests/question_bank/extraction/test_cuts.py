"""Cuts inside words are forbidden, cuts between words are not."""

from __future__ import annotations

import pytest

from question_bank.extraction.cuts import falls_inside_word, tagged, word_end


@pytest.mark.parametrize(
    ("text", "before", "inside"),
    [
        ("彻底贯彻新发展理念", "彻新", True),
        ("把馆员培养成为明白人", "为明", True),
        ("深化政治机关意识教育", "机关", True),
        ("加强思想淬炼", "思想", False),
        ("提高党员干部判断力", "判断", False),
        ("开展活动", "开展", False),
    ],
)
def test_cut(text: str, before: str, inside: bool) -> None:
    assert falls_inside_word(text, text.index(before)) is inside


def test_ends_of_a_text_part_no_word() -> None:
    assert not falls_inside_word("开展活动", 0)
    assert not falls_inside_word("开展活动", 4)


@pytest.mark.parametrize(
    ("text", "place", "end"), [("三个领域党建", 2, 4), ("三个领域", 2, 4), ("三个，", 2, 2)]
)
def test_word_end(text: str, place: int, end: int) -> None:
    assert word_end(text, place) == end


def test_tagged() -> None:
    assert [word for word, _ in tagged("法律授权")] == ["法律", "授权"]


def test_long_stretch_is_read_around_the_place_only() -> None:
    text = "修复档案" * 5000
    assert not falls_inside_word(text, 10_000)
    assert falls_inside_word(text, 10_001)
