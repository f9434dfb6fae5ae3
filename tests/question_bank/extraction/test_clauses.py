"""Actor, action, ways and polarity of the clause around a number."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from question_bank.bundle import FactKind
from question_bank.extraction.clauses import Clauses
from question_bank.extraction.extracting import Reading

Read = Callable[[str], Reading]


def detail(read: Read, text: str, value: str) -> dict[str, str]:
    (fact,) = [
        fact for fact in read(text).facts if fact.kind is FactKind.RULE and fact.value == value
    ]
    return fact.detail


@pytest.mark.parametrize(
    ("text", "value", "actor", "action"),
    [
        ("档案馆应当自收到申请之日起十五日内书面答复。", "十五日", "档案馆", "书面答复"),
        ("借阅人逾期不还的，由档案馆责令归还，并处五十元以下罚款。", "五十元", "档案馆", "罚款"),
        ("馆务委员会应当做好清点，在十日内公布结果。", "十日", "馆务委员会", "公布结果"),
        ("各支部每半年研判一次。", "一次", "各支部", "研判"),
        ("馆长应当在三十日内，将目录报送理事会。", "三十日", "馆长", "将目录报送理事会"),
        ("持续组织处级干部轮训，时间不少于3天。", "3天", "", "时间"),
        ("给予警告或者处二百元以下罚款。", "二百元", "", "罚款"),
    ],
)
def test_actor_and_action(read: Read, text: str, value: str, actor: str, action: str) -> None:
    found = detail(read, text, value)
    assert (found.get("actor", ""), found["action"]) == (actor, action)


def test_lines_of_a_list_take_the_actor_at_its_head(read: Read) -> None:
    text = (
        "第一条 为了管好档案，制定本办法。\n第二条 档案馆应当做到：\n（一）开放时间每周不少于四十小时；\n"
        "（二）在五日内答复读者。\n第三条 本办法自2031年5月1日起施行。"
    )
    assert detail(read, text, "五日")["actor"] == "档案馆"
    assert detail(read, text, "四十小时")["actor"] == "档案馆"


def test_prohibition_is_told_from_a_bound(read: Read) -> None:
    assert detail(read, "读者不得在闭馆前10分钟内借阅。", "10分钟")["polarity"] == "negative"
    assert "polarity" not in detail(read, "借阅不得超过30天。", "30天")


def test_ways(read: Read) -> None:
    found = detail(read, "每季度通过讲座、书展等方式宣传档案法。", "每季度")
    assert found["method"] == "讲座、书展"


def test_a_place_outside_of_quotes_finds_its_clause(read: Read) -> None:
    clauses = Clauses(read("甲每月清点，乙每年复核。").source)
    spans, index = clauses.at(clauses.source.text.index("每年"))
    assert clauses.source.text[spans[index].start : spans[index].end] == "乙每年复核。"
