"""Words whose contrary is certain to be false."""

from __future__ import annotations

import re

import pytest

from question_bank.checks.values import exclude_each_other
from question_bank.generation.norms.contraries import contrary_in
from question_bank.generation.norms.making import turned
from question_bank.lexicon import lists
from question_bank.source import Span
from tests.question_bank.made_up_regulation import norms, workshop_of


def turned_words(article: str) -> tuple[str, str] | None:
    source = norms(article, "无。").source
    start = source.text.index(article)
    found = contrary_in(source, Span(start, start + len(article)))
    if found is None:
        return None
    assert source.text[found.place.start : found.place.end] == found.said
    assert exclude_each_other(found.said, found.stated)
    return found.said, found.stated


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        ("暖房管理站应当将结果书面通知认养人。", ("书面", "口头")),
        ("认养人和担保人对损失承担连带责任。", ("连带", "按份")),
        ("园林部门应当在修建暖房前公布图纸。", ("暖房前", "暖房后")),
        ("方案报送审批前，园林部门应当听取认养人的意见。", ("审批前", "审批后")),
        ("园丁的评选结果报上一级园林部门备案。", ("上一级", "同级")),
        ("评选结果由全体园丁过半数通过。", ("过半数", "三分之二以上")),
        ("在暖房内纵火的，依法从重处罚。", ("从重", "从轻")),
        ("暖房的分级办法由国务院林业主管部门制定。", ("国务院", "省、自治区、直辖市人民政府")),
        ("苗床的划定由省、自治区、直辖市人民政府批准。", ("省、自治区、直辖市人民政府", "国务院")),
        ("园丁因过错造成花木损失的，依法承担赔偿责任。", ("依法承担", "不承担")),
        ("修缮暖房的经费列入本级财政预算。", ("本级", "上级")),
        ("任何单位和个人都有权举报弄坏玻璃的行为。", ("任何单位和个人都", "只有利害关系人才")),
        ("未经登记转让苗床的，转让行为无效。", ("无效", "有效")),
    ],
)
def test_the_contrary_of_a_word_that_leaves_no_room(
    article: str, expected: tuple[str, str]
) -> None:
    assert turned_words(article) == expected


@pytest.mark.parametrize(
    "article",
    [
        "暖房管理站可以将结果书面通知认养人。",
        "暖房管理站应当书面通知认养人，来不及的，先口头通知。",
        "认养人不得书面转让，应当书面通知园丁。",
        "暖房管理站应当书面通知认养人，但是盆栽除外。",
        "暖房管理站应当在每年九月前公布钟点。",
        "暖房管理站应当在三日前公布钟点。",
        "暖房的分级办法由国务院和中央军事委员会制定。",
        "园丁造成花木损失的，由暖房管理站依法承担赔偿责任。",
        "园丁应当按照前款规定巡查苗床。",
    ],
)
def test_no_contrary_where_it_may_hold_too(article: str) -> None:
    assert turned_words(article) is None


def test_every_pair_names_its_word_and_another_one() -> None:
    for pattern, stated in lists("regulations")["contraries"]:
        assert "word" in re.compile(pattern).groupindex
        assert stated


def test_the_item_changes_one_word() -> None:
    shop = workshop_of(norms("暖房管理站应当将清点花盆的结果书面通知认养人。", "无。"))
    fact = next(one for one in shop.facts if one.slot == "norm")
    item = turned(fact, shop)
    assert item is not None and item.key is False and item.correction == "书面"
    assert item.stem.endswith("暖房管理站应当将清点花盆的结果口头通知认养人。")
