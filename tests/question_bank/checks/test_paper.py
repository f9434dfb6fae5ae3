"""L14, L26, L27 and what makes two items enemies."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.checks.paper import (
    check_paper,
    enemies,
    enemy_pairs,
    repeats,
    without_repeats,
)
from question_bank.generation.pipeline import generate_items
from question_bank.items import BLANK, Item
from question_bank.stem_parts import GAP
from tests.question_bank.made_up import (
    all_facts,
    draft_fill_in,
    draft_single,
    draft_statement,
    make_source,
)

PLAN = make_source()
TERM = draft_fill_in(PLAN, f"全面推行“{BLANK}”工作法，破解条块分割难题。", "四联四评")
RATE = draft_fill_in(
    PLAN, f"各支部坚持每{BLANK}开展一次档案开放日。", "季度", slot="frequency", asked="季度"
)
BANK = generate_items(PLAN, all_facts(PLAN), 1)
LEVEL = draft_fill_in(PLAN, f"建立机关{BLANK}干部廉政档案，防范廉政风险。", "科级")


def test_unrelated_items_are_no_enemies() -> None:
    assert not enemies(TERM, RATE)
    assert not enemies(RATE, LEVEL)


def test_one_family() -> None:
    other = replace(LEVEL, family=TERM.family)
    assert enemies(TERM, other)


def test_key_in_the_other_stem() -> None:
    shown = draft_statement(PLAN, "全面推行“四联四评”工作法，破解条块分割难题。", "难题", key=True)
    assert enemies(TERM, shown) and enemies(shown, TERM)


def test_key_among_the_others_options() -> None:
    stem = f"常态化落实{GAP}制度，重点清理积压问题。"
    shown = draft_single(PLAN, stem, "“一卷一策”", ("“四联四评”", "“三查三改”"))
    assert enemies(TERM, shown)


def test_numbers_count_with_their_surroundings_only() -> None:
    bare = draft_statement(PLAN, "每季度评议一次，形成闭环管理链条。", "形成闭环", key=True)
    assert not enemies(RATE, bare)
    near = draft_statement(PLAN, "各支部坚持每季度开展一次档案开放日。", "社区代表", key=True)
    assert enemies(RATE, near)


def test_a_common_office_alone_gives_nothing_away() -> None:
    plan = make_source("1.甲。修复方案由国务院批准。\n2.乙。征集目录由国务院公布。\n")
    asked = draft_single(plan, f"修复方案由{GAP}批准。", "国务院", ("人民法院", "省级人民政府"))
    other = draft_statement(plan, "征集目录由国务院公布。", "征集目录", key=True)
    assert not enemies(asked, other)


def test_typed_items_without_family_are_no_family() -> None:
    assert not enemies(replace(TERM, family=""), replace(RATE, family=""))


def test_enemies_are_symmetric_on_real_banks() -> None:
    items = generate_items(PLAN, all_facts(PLAN), 1)
    pairs = enemy_pairs(items)
    for a in items:
        for b in items:
            assert enemies(a, b) == enemies(b, a)
            if a.id < b.id:
                assert ((a.id, b.id) in pairs) == enemies(a, b)


def test_short_stems_repeat_only_each_other() -> None:
    short = replace(TERM, stem=f"推行“{BLANK}”。")
    twin = replace(short, id="item-other", family="other")
    assert repeats(short, twin)
    assert not repeats(short, replace(twin, stem=f"晒出“{BLANK}”。"))


def test_repeated_stems() -> None:
    twin = replace(TERM, id="item-other", family="other")
    assert repeats(TERM, twin)
    assert not repeats(TERM, LEVEL)
    assert {"L26", "L27"} == {found.rule for found in check_paper((TERM, twin))}


@given(st.lists(st.integers(0, len(BANK) - 1), max_size=12), st.data())
def test_a_paper_is_checked_as_pair_by_pair(places: list[int], data: st.DataObject) -> None:
    families = st.sampled_from(["", "f1", "f2", "f3"])
    ids = st.sampled_from(["i1", "i2", "i3", "i4", "i5"])
    items = [
        replace(BANK[place], id=data.draw(ids), family=data.draw(families)) for place in places
    ]
    expected = [
        (rule, b.id)
        for a, b in combinations(items, 2)
        for rule, broken in (("L26", repeats(a, b)), ("L27", enemies(a, b)))
        if broken
    ]
    found = [(one.rule, one.place) for one in check_paper(items) if one.place != "paper"]
    assert found == expected
    kept: list[Item] = []
    for item in items:
        if not any(item.id == other.id or repeats(item, other) for other in kept):
            kept.append(item)
    assert without_repeats(items) == kept


@pytest.mark.parametrize(
    ("false", "flagged"), [(0, True), (3, True), (4, False), (5, True), (8, True)]
)
def test_truth_balance(false: int, flagged: bool) -> None:
    stem = "持续推进“护档、识档、用档”三大行动，擦亮窗口形象。"
    items = [
        draft_statement(PLAN, stem, "护档", key=number >= false, correction="护档")
        for number in range(8)
    ]
    assert ("L29" in {found.rule for found in check_paper(items)}) is flagged


def test_key_balance() -> None:
    stem = f"全面推行{GAP}工作法，破解条块分割难题。"
    items = [
        replace(
            draft_single(PLAN, stem, "“四联四评”", ("“三查三改”", "“五必访”")),
            id=f"item-{number}",
            family=f"family-{number}",
        )
        for number in range(9)
    ]
    assert "L14" in {found.rule for found in check_paper(items)}
