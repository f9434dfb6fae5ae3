"""Which numbers of a norm are asked."""

from __future__ import annotations

import pytest

from question_bank.generation.norms.questions import VALUE_SLOTS
from question_bank.generation.norms.values import is_worth_asking
from tests.question_bank.made_up_regulation import norms


def asked(article: str) -> set[str]:
    found = norms(article, "无。")
    return {
        fact.value
        for fact in found.facts
        if fact.slot in VALUE_SLOTS and is_worth_asking(fact, found.source)
    }


@pytest.mark.parametrize(
    ("article", "value"),
    [
        ("园丁应当每2小时翻动花床一次。", "每2小时"),
        ("苗床的垫布每周更换。", "每周"),
        ("园丁应当每半年把全部花盆清洗一遍。", "每半年"),
        ("暖房的门离花架的距离不少于80厘米。", "80厘米"),
    ],
)
def test_how_often_and_how_much_is_asked(article: str, value: str) -> None:
    assert value in asked(article)


@pytest.mark.parametrize(
    ("article", "value"),
    [
        ("认养人浇水每天不超过20升。", "每天"),
        ("越冬时棚外的水温应当不低于-12℃。", "12℃"),
        ("花会由三名园丁主持，其中一名为首席，其他二名协助。", "三名"),
        ("园丁应当每2年体检一次。", "一次"),
        ("评花会由不少于七名的单数园丁组成，不得少于七名的单数。", "七名"),
        ("花圃每年第四季度组织全体园丁参加一次修剪考试。", "每年"),
    ],
)
def test_what_a_measure_is_per_and_what_follows_from_others_is_not(
    article: str, value: str
) -> None:
    assert value not in asked(article)
