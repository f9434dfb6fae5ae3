"""Numbers of every style are found, and only those that count on are kept."""

from __future__ import annotations

import pytest

from question_bank.reading.numbering import Style, continuing, number_end, numbered_lines


@pytest.mark.parametrize(
    ("line", "style", "value"),
    [
        ("一、总则", Style.CHINESE, 1),
        ("十二．总则", Style.CHINESE, 12),
        ("（三）考核", Style.CHINESE_BRACKETS, 3),
        ("(十)考核", Style.CHINESE_BRACKETS, 10),
        ("1.考核", Style.DIGITS, 1),
        ("2. 考核", Style.DIGITS, 2),
        ("2、10千伏考核", Style.DIGITS, 2),
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
        ("第四部分 考核", Style.PART, 4),
        ("第二分编 考核", Style.SUBPART, 2),
        ("第12条 考核", Style.RULE, 12),
        ("第一千零一条考核", Style.RULE, 1001),
        ("⑵考核", Style.DIGITS_BRACKETS, 2),
        ("⒊考核", Style.DIGITS, 3),
        ("㈣考核", Style.CHINESE_BRACKETS, 4),
        ("B.考核", Style.LETTERS, 2),
        ("（c）考核", Style.LETTERS, 3),
        ("3.2 考核", Style.DECIMAL, 3),
        ("6月：考核", Style.MONTH, 6),
        ("十二月份：考核", Style.MONTH, 12),
        ("【三月】考核", Style.MONTH, 3),
        ("【十二月份】 考核", Style.MONTH, 12),
        ("7-8月：考核", Style.MONTH, 7),
        ("第三季度：考核", Style.MONTH, 3),
        ("第二节 考核", Style.DIVISION, 2),
    ],
)
def test_style_and_value(line: str, style: Style, value: int) -> None:
    (found,) = numbered_lines(line)
    assert (found.style, found.value) == (style, value)
    assert line[found.body :] in ("考核", "总则", "10千伏考核")


@pytest.mark.parametrize(
    "line",
    [
        "2031年工作",
        "12.5%的党员",
        "一是抓学习",
        "3月，开展",
        "100%",
        "12.",
        "二、",
        "1.5亿元资金",
        "第一，考核",
        "U.S.",
        "（2031年）通过",
    ],
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
        ("1.甲\n1.子\n2.丑\n3.寅\n2.乙\n3.丙", [1, 2, 3]),
        ("1.甲\n2.乙\n9.丙\n10.丁", [1, 2, 9, 10]),
        ("一、部\n1.甲\n2.乙\n二、部\n2.丙\n3.丁", [1, 2, 2, 3]),
        ("1.2031年要点\n2.12月测试\n3.365工作法", [1, 2, 3]),
        ("1.甲\n2.乙\n（三）丙\n（四）丁", [1, 2, 3, 4]),
    ],
)
def test_only_what_counts_on_is_kept(text: str, expected: list[int]) -> None:
    assert values(text, Style.DIGITS) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.1甲\n1.2乙\n2.1丙\n2.2丁", ["1.1", "1.2", "2.1", "2.2"]),
        ("1.1甲\n1.1.1子\n1.1.2丑\n1.2乙", ["1.1", "1.2"]),
        ("1.1甲\n3.15晚会\n1.2乙", ["1.1", "1.2"]),
        ("3.15晚会\n4.2米", []),
        ("1.1.1甲\n1.1.2乙\n1.2.1丙", ["1.1.1", "1.1.2", "1.2.1"]),
    ],
)
def test_decimal_numbers_follow_one_another(text: str, expected: list[str]) -> None:
    found = continuing(numbered_lines(text), Style.DECIMAL)
    assert [one.printed for one in found] == expected


def test_months_go_up_and_begin_again_after_the_year() -> None:
    text = "9月：甲\n12月：乙\n1月：丙\n3月：丁\n2月：别"
    assert values(text, Style.MONTH) == [9, 12, 1, 3]


def test_a_rule_between_rules() -> None:
    (one,) = numbered_lines("第一百二十条之一 考核")
    assert (one.printed, one.path) == ("一百二十之一", (120, 1))


@pytest.mark.parametrize(
    ("line", "words"),
    [("1.2 考核", "考核"), ("第三条之一 考核", "考核"), ("6月：考核", "考核"), ("考核", "考核"), ("2031年考核", "2031年考核")],
)  # fmt: skip
def test_where_the_words_begin(line: str, words: str) -> None:
    assert line[number_end(line) :] == words
