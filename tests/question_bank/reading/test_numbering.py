"""Numbers of every style are found, and only those that count on are kept."""

from __future__ import annotations

import pytest

from question_bank.reading.numbering import Style, continuing, numbered_lines


@pytest.mark.parametrize(
    ("line", "style", "value"),
    [
        ("一、总则", Style.CHINESE, 1),
        ("十二．总则", Style.CHINESE, 12),
        ("（三）考核", Style.CHINESE_BRACKETS, 3),
        ("(十)考核", Style.CHINESE_BRACKETS, 10),
        ("1.考核", Style.DIGITS, 1),
        ("2. 考核", Style.DIGITS, 2),
        ("3、考核", Style.DIGITS, 3),
        ("４．考核", Style.DIGITS, 4),
        ("5 考核", Style.DIGITS, 5),
        ("（6）考核", Style.DIGITS_BRACKETS, 6),
        ("7)考核", Style.DIGITS_BRACKETS, 7),
        ("⑧考核", Style.CIRCLED, 8),
        ("第九条 考核", Style.RULE, 9),
        ("第二十一条考核", Style.RULE, 21),
        ("第三章 考核", Style.CHAPTER, 3),
        ("第一编 总则", Style.PART, 1),
        ("第二节 考核", Style.DIVISION, 2),
    ],
)
def test_style_and_value(line: str, style: Style, value: int) -> None:
    (found,) = numbered_lines(line)
    assert (found.style, found.value) == (style, value)
    assert "考核总则"[:2] in line or "总则" in line
    assert line[found.body :] in ("考核", "总则")


@pytest.mark.parametrize(
    "line", ["2031年工作", "12.5%的党员", "一是抓学习", "3月，开展", "100%", "12.", "二、"]
)
def test_other_lines_have_no_number(line: str) -> None:
    assert numbered_lines(line) == ()


def values(text: str, style: Style) -> list[int]:
    return [one.value for one in continuing(numbered_lines(text), style)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.甲\n2.乙\n3、丙\n4.丁", [1, 2, 3, 4]),
        ("一、部\n1.甲\n2.乙\n二、部\n1.丙\n2.丁", [1, 2, 1, 2]),
        ("一、部\n1.甲\n2.乙\n二、部\n3.丙\n4.丁", [1, 2, 3, 4]),
        ("1.甲\n2.乙\n4.丁", [1, 2, 4]),
        ("1.甲\n2.乙\n2.丙\n3.丁", [1, 2, 2, 3]),
        ("1.甲\n1、子\n2、丑\n3、寅\n2.乙\n3.丙", [1, 2, 3]),
        ("1.甲\n99.别\n2.乙", [1, 2]),
        ("1.甲\n2.乙\n（三）丙\n（四）丁", [1, 2, 3, 4]),
    ],
)
def test_only_what_counts_on_is_kept(text: str, expected: list[int]) -> None:
    assert values(text, Style.DIGITS) == expected
