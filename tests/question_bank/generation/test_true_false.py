"""True and false items."""

from __future__ import annotations

import pytest

from question_bank.bundle import FactKind
from question_bank.checks.statements import changed_value
from question_bank.generation.distractors import Distractors
from question_bank.generation.enumerations import listed_of, pairing_of
from question_bank.generation.targets import target_of
from question_bank.generation.true_false import (
    exchanged,
    exchanged_duties,
    false_value,
    foreign_member,
    true_statement,
)
from question_bank.generation.workshop import Workshop
from tests.question_bank.made_up import (
    PREFIX,
    all_facts,
    make_fact,
    make_list,
    make_source,
    whole_span,
)

PLAN = make_source()
FACTS = all_facts(PLAN)
WORKSHOP = Workshop(PLAN, FACTS, Distractors(PLAN, FACTS, 1), 1)


def test_true_is_the_plans_own() -> None:
    fact = make_fact(PLAN, "两个确立", FactKind.TERM)
    item = true_statement(fact, whole_span(PLAN, "两个确立"), WORKSHOP)
    assert item is not None and item.key
    assert item.stem.removeprefix(PREFIX).rstrip("。") in PLAN.text


@pytest.mark.parametrize("value", ["每季度", "2-3期", "11月", "科级", "百分制"])
def test_false_by_an_exclusive_value(value: str) -> None:
    target = target_of(make_fact(PLAN, value, FactKind.RULE), PLAN)
    assert target is not None
    item = false_value(target, WORKSHOP)
    assert item is not None and not item.key
    assert item.correction in value
    assert changed_value(item) is not None
    assert item.correction in item.explanation


def test_a_slot_with_room_for_others_is_never_changed() -> None:
    fact = make_fact(PLAN, "每季度", FactKind.RULE, exclusive=False)
    target = target_of(fact, PLAN)
    assert target is not None and false_value(target, WORKSHOP) is None


def test_exchange_in_a_paired_list() -> None:
    duties = ("党组书记负责总体部署", "分管领导负责专项推进", "支部书记负责日常落实")
    listed = listed_of(make_list(PLAN, *duties), PLAN)
    assert listed is not None
    pairing = pairing_of(listed, PLAN)
    assert pairing is not None
    item = exchanged(pairing, WORKSHOP)
    assert item is not None
    assert item.correction in PLAN.text
    assert sum(duty in item.stem for duty in duties) == 1


def test_foreign_member_only_where_the_count_is_stated() -> None:
    source = make_source(
        "1.某事。持续推进“铸魂、造匠、润心、健体”四大行动，擦亮窗口形象。大力弘扬馆员的严谨性、传承性、服务性。\n"
    )
    counted = make_list(source, "铸魂", "造匠", "润心", "健体")
    uncounted = make_list(source, "严谨性", "传承性", "服务性")
    facts = (counted, uncounted)
    workshop = Workshop(source, facts, Distractors(source, facts, 1), 1)
    first, second = (listed_of(fact, source) for fact in facts)
    assert first is not None and second is not None
    item = foreign_member(first, workshop)
    assert item is not None and item.correction in counted.members
    assert foreign_member(second, workshop) is None


def test_offices_side_by_side_exchange_their_duties() -> None:
    source = make_source("1.某事。完善馆党委带头抓、分管副馆长具体抓的工作机制，压实责任。\n")
    facts = tuple(
        make_fact(source, actor, FactKind.DUTY, detail={"relation": relation})
        for actor, relation in (("馆党委", "带头抓"), ("分管副馆长", "具体抓"))
    )
    first, second = (target_of(fact, source) for fact in facts)
    assert first is not None and second is not None
    item = exchanged_duties(
        first, second, Workshop(source, facts, Distractors(source, facts, 1), 1)
    )
    assert item is not None
    assert "分管副馆长带头抓、馆党委具体抓" in item.stem
    assert item.correction == "馆党委带头抓、分管副馆长具体抓"


@pytest.mark.parametrize(("speaker", "made"), [("馆长", True), ("习近平总书记", False)])
def test_what_a_leader_said_is_not_exchanged(speaker: str, made: bool) -> None:
    members = ("翻卷多察看标签", "归架多核对卷号", "锁库多提醒同伴")
    source = make_source(f"1.要点。{speaker}强调，馆员要{'、'.join(members)}。\n")
    fact = make_list(source, *members)
    listed = listed_of(fact, source)
    pairing = pairing_of(listed, source) if listed else None
    assert pairing is not None
    workshop = Workshop(source, (fact,), Distractors(source, (fact,), 1), 1)
    assert (exchanged(pairing, workshop) is not None) is made
