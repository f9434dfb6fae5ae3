"""Fill-in items."""

from __future__ import annotations

import pytest

from question_bank.bundle import FactKind
from question_bank.generation.distractors import Distractors
from question_bank.generation.enumerations import listed_of, pairing_of
from question_bank.generation.fill_in import (
    blank_for,
    from_list,
    from_pairing,
    from_target,
    title_variants,
    variants,
)
from question_bank.generation.targets import target_of
from question_bank.generation.workshop import Workshop
from question_bank.items import BLANK, FillInItem
from tests.question_bank.made_up import PREFIX, all_facts, make_fact, make_list, make_source

PLAN = make_source()
FACTS = all_facts(PLAN)
WORKSHOP = Workshop(PLAN, FACTS, Distractors(PLAN, FACTS, 1), 1)


def made(value: str, kind: FactKind = FactKind.TERM) -> FillInItem:
    target = target_of(make_fact(PLAN, value, kind), PLAN)
    assert target is not None
    item = from_target(target, WORKSHOP)
    assert item is not None
    return item


@pytest.mark.parametrize(
    ("value", "kind", "stem", "key", "accepted"),
    [
        ("每季度", FactKind.RULE, f"各支部坚持每{BLANK}开展一次", "季度", "三个月"),
        ("2-3期", FactKind.RULE, f"全年组织{BLANK}期", "2-3", "2-3期"),
        ("11月", FactKind.RULE, f"{BLANK}月，面向全体馆员", "11", "11月"),
        ("四联四评", FactKind.TERM, f"全面推行“{BLANK}”工作法", "四联四评", "4联4评"),
        ("百分制", FactKind.RULE, f"按{BLANK}计分", "百分制", "100分制"),
    ],
)
def test_templates(value: str, kind: FactKind, stem: str, key: str, accepted: str) -> None:
    item = made(value, kind)
    assert stem in item.stem and item.stem.startswith(PREFIX)
    assert item.blanks[0].key == key
    assert accepted in item.blanks[0].accepted
    assert key in item.word_bank and len(item.word_bank) >= 3


@pytest.mark.parametrize(
    ("behind", "accepted"),
    [("活动", ("晒卷亮柜活动",)), ("工作室", ()), ("工作模式", ("晒卷亮柜工作模式",))],
)
def test_the_noun_behind_a_term_may_be_written_too(behind: str, accepted: tuple[str, ...]) -> None:
    source = make_source(f"1.某事。推广“晒卷亮柜”{behind}。\n")
    target = target_of(make_fact(source, "晒卷亮柜", FactKind.TERM), source)
    assert target is not None
    assert blank_for(target, source).accepted == accepted


def test_core_phrases_have_no_word_bank() -> None:
    assert made("两个确立").word_bank == ()


def test_members_are_blanked_one_by_one() -> None:
    listed = listed_of(make_list(PLAN, "严谨性", "传承性", "服务性"), PLAN)
    assert listed is not None
    items = list(from_list(listed, WORKSHOP))
    assert {item.blanks[0].key for item in items} == {"传承性", "服务性"}
    assert len({item.family for item in items}) == 1


@pytest.mark.parametrize(
    ("members", "asked"),
    [
        (("青年读者多", "残破案卷多", "孤本画册多"), False),
        (("青年读者室", "残破案卷室", "孤本画册室"), True),
    ],
)
def test_how_things_are_is_not_recalled(members: tuple[str, ...], asked: bool) -> None:
    source = make_source(f"1.某事。本馆当前的底数已经摸清，{'、'.join(members)}。\n")
    fact = make_list(source, *members)
    listed = listed_of(fact, source)
    assert listed is not None
    shop = Workshop(source, (fact,), Distractors(source, (fact,), 1), 1)
    assert bool(list(from_list(listed, shop))) is asked


def test_paired_list_in_order() -> None:
    duties = ("党组书记负责总体部署", "分管领导负责专项推进", "支部书记负责日常落实")
    listed = listed_of(make_list(PLAN, *duties), PLAN)
    assert listed is not None
    pairing = pairing_of(listed, PLAN)
    assert pairing is not None
    item = from_pairing(pairing, WORKSHOP)
    assert item is not None and item.ordered
    assert [blank.key for blank in item.blanks] == ["总体部署", "专项推进", "日常落实"]
    assert item.word_bank == ()


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("四清单一报告", ("4清单一报告", "4清单1报告")),
        ("兰台夜话", ()),
        ("三查、三改", ()),
    ],
)
def test_writings_with_digits(key: str, expected: tuple[str, ...]) -> None:
    assert variants(key) == expected


def test_short_titles() -> None:
    assert title_variants("中国共产党某某工作条例（试行）") == (
        "中国共产党某某工作条例",
        "某某工作条例",
    )
    assert title_variants("关于某事的意见") == ("某事的意见",)


@pytest.mark.parametrize(
    ("value", "asked", "bank"),
    [("128类", False, False), ("28类", True, False), ("156人", True, True), ("56人", True, True)],
)
def test_long_counts_are_asked_with_a_word_bank_only(value: str, asked: bool, bank: bool) -> None:
    source = make_source(f"1.要点。馆员全年核对书架、走访读者共{value}，办好借阅登记。\n")
    fact = make_fact(source, value, FactKind.RULE)
    target = target_of(fact, source)
    assert target is not None and target.role == "count"
    item = from_target(target, Workshop(source, (fact,), Distractors(source, (fact,), 1), 1))
    assert (item is not None) is asked
    assert item is None or bool(item.word_bank) is bank
