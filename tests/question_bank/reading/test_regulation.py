"""The 条 of a regulation, and lines that only speak of one."""

from __future__ import annotations

import pytest

from question_bank.reading.document import read_document
from question_bank.reading.numbering import numbered_lines
from question_bank.reading.regulation import headings_of, rules_of

DUTY = "库房管理员应当每日检查温度和湿度，并且做好记录。"


def printed(text: str) -> list[str]:
    return [one.printed for one in rules_of(text, numbered_lines(text), ())]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (f"第一条{DUTY}\n第二条{DUTY}", ["一", "二"]),
        (f"第1条 {DUTY}\n第2条：{DUTY}", ["1", "2"]),
        (f"第一条{DUTY}\n第一条之一{DUTY}\n第一条之二{DUTY}\n第二条{DUTY}", ["一", "一之一", "一之二", "二"]),
        (f"第一条{DUTY}\n第二条规定的记录保存三年。\n第二条{DUTY}", ["一", "二"]),
        (f"第一条{DUTY}\n第二条、第三条所列情形除外。\n第二条{DUTY}", ["一", "二"]),
        (f"第一条\n{DUTY}\n第二条\n{DUTY}", ["一", "二"]),
        (f"第一条{DUTY}\n第三条{DUTY}\n第三条{DUTY}\n第四条（删去）", ["一", "三", "三", "四"]),
        (f"第十八条{DUTY}\n第十九条{DUTY}", ["十八", "十九"]),
        (f"第一千二百五十九条{DUTY}\n第一千二百六十条{DUTY}", ["一千二百五十九", "一千二百六十"]),
        ("条目一 将第三条改为第四条。\n条目二 删去第六条。\n第六条 不再适用。", ["一", "二"]),
    ],
)  # fmt: skip
def test_rules(text: str, numbers: list[str]) -> None:
    assert printed(text) == numbers


def test_a_blank_makes_a_rule_certain_although_it_is_no_more_in_the_clean_text() -> None:
    raw = f"第一条　{DUTY}\n第五条　规定时间以外不开放库房。\n第六条的例外由馆长决定。\n第九条　{DUTY}\n"
    document = read_document(raw.encode(), "")
    assert [article.number for article in document.articles] == ["一", "五", "九"]


def test_headings_with_and_without_numbers() -> None:
    text = (
        f"第一编 总则\n第一分编 通则\n第一章 范围\n第一条{DUTY}\n第二节 {DUTY}\n附 则\n第二条{DUTY}"
    )
    lines = numbered_lines(text)
    found = headings_of(text, lines, start=0, end=len(text))
    assert [text[one.start : one.end] for one in found] == ["第一编 总则", "第一分编 通则", "第一章 范围", "附 则"]  # fmt: skip
