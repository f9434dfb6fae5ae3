"""Which items a list of members gives, in norms as in plans."""

from __future__ import annotations

import pytest

from question_bank.bundle import FactKind
from question_bank.generation.enumerations import listed_of
from question_bank.generation.list_items import items_on_list
from question_bank.items import Item
from tests.question_bank.made_up_regulation import norms, workshop_of


def items_of(article: str) -> list[Item]:
    workshop = workshop_of(norms(article, "无。"))
    lists = [
        listed
        for fact in workshop.facts
        if fact.kind is FactKind.ENUMERATION and (listed := listed_of(fact, workshop.source))
    ]
    assert lists
    return [item for listed in lists for item in items_on_list(listed, workshop)]


@pytest.mark.parametrize(
    ("article", "template"),
    [
        ("园丁交接班做到“四清”，即苗床清、花架清、水壶清、钥匙清。", "fill_in.member"),
        ("认养人的处分分为提醒、警告、停用、除名四种。", "fill_in.member"),
        ("暖房的花架做到“三个一”：离墙一尺、离窗一丈、离灯一寸。", "true_false.exchanged"),
    ],
)
def test_members_of_a_closed_list_and_what_belongs_to_its_heads(
    article: str, template: str
) -> None:
    assert any(item.template.startswith(template) for item in items_of(article))


def test_members_that_only_count_on_are_not_asked() -> None:
    assert items_of("暖房分为一级、二级、三级、四级四类。") == []
