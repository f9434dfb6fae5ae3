"""Clean text loses blanks and nothing else, and every character leads back to the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.reading.cleaning import Piece, cleaned, is_chinese, lines_of


def clean(raw: str) -> str:
    return cleaned(raw, [(line,) for line in lines_of(raw)]).text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("　　一、抓学习\r\n\r\n1. 提高 质量。\r\n", "一、抓学习\n1.提高质量。"),
        ("a\u00a0 b", "a b"),
        ("2031 年\t6 月", "2031年6月"),
        ("零\u200b宽\ufeff字", "零宽字"),
        ("1 加强学习", "1 加强学习"),
        ("6 月，开展测试", "6月，开展测试"),
        ("（市办 〔2031〕6号）", "（市办〔2031〕6号）"),
        ("一\u2028二\x0c三", "一\n二\n三"),
        ("：是:以", "：是:以"),
    ],
)
def test_blanks_beside_chinese_go(raw: str, expected: str) -> None:
    assert clean(raw) == expected


def test_pieces_of_a_paragraph_are_joined_and_words_kept_apart() -> None:
    raw = "坚持每季\n度考核 on\nline"
    lines = lines_of(raw)
    assert cleaned(raw, [lines]).text == "坚持每季度考核on line"


def test_a_mask_broken_by_a_line_is_whole_again() -> None:
    raw = "全市X\nX系统"
    assert cleaned(raw, [lines_of(raw)]).text == "全市XX系统"


@given(st.text(alphabet="一二。，“”《》 \t\u00a0\u200b\r\n1a.、" + chr(0x3000), max_size=80))
def test_each_character_stands_where_the_map_says(raw: str) -> None:
    result = cleaned(raw, [(line,) for line in lines_of(raw)])
    assert len(result.raw_offsets) == len(result.text) + 1
    assert list(result.raw_offsets) == sorted(result.raw_offsets)
    for place, char in enumerate(result.text):
        if char not in " \n":
            assert raw[result.raw_offsets[place]] == char
            assert result.clean_place(result.raw_offsets[place]) <= place
    kept = [char for char in raw if char not in " \t\r\n\u00a0\u200b\u3000"]
    assert [char for char in result.text if char not in " \n"] == kept


@given(st.text(max_size=60))
def test_any_text_can_be_cleaned(raw: str) -> None:
    result = cleaned(raw, [(line,) for line in lines_of(raw)])
    assert len(result.raw_offsets) == len(result.text) + 1


def test_lines_cover_the_text() -> None:
    assert lines_of("甲\n\n乙") == (Piece(0, 1), Piece(2, 2), Piece(3, 4))


def test_chinese_marks_count_as_chinese() -> None:
    assert all(map(is_chinese, "中，“《（·"))
    assert not any(map(is_chinese, "a1.-"))
