"""Single-choice items."""

from __future__ import annotations

import pytest

from question_bank.bundle import FactKind
from question_bank.generation.distractors import Distractors
from question_bank.generation.enumerations import listed_of, pairing_of
from question_bank.generation.single_choice import as_question, from_pairing, from_target, in_time
from question_bank.generation.targets import target_of
from question_bank.generation.workshop import Workshop
from question_bank.items import SingleChoiceItem
from question_bank.stem_parts import GAP
from tests.question_bank.made_up import PREFIX, all_facts, make_fact, make_list, make_source

PLAN = make_source()
FACTS = all_facts(PLAN)
WORKSHOP = Workshop(PLAN, FACTS, Distractors(PLAN, FACTS, 1), 1)


def made(value: str, kind: FactKind) -> SingleChoiceItem | None:
    target = target_of(make_fact(PLAN, value, kind), PLAN)
    assert target is not None
    return from_target(target, WORKSHOP)


def key_text(item: SingleChoiceItem) -> str:
    return next(option.text for option in item.options if option.id == item.key)


@pytest.mark.parametrize(
    ("value", "kind", "key", "fixed"),
    [
        ("每季度", FactKind.RULE, "每季度", True),
        ("11月", FactKind.RULE, "11月", True),
        ("科级", FactKind.RULE, "科级", True),
        ("四联四评", FactKind.TERM, "“四联四评”", False),
        ("云岭市档案局支部考评细则", FactKind.TITLE, "《云岭市档案局支部考评细则》", False),
    ],
)
def test_templates(value: str, kind: FactKind, key: str, fixed: bool) -> None:
    item = made(value, kind)
    assert item is not None
    assert key_text(item) == key
    assert item.fixed_order is fixed
    assert 3 <= len(item.options) <= 4
    assert GAP in item.stem or item.stem.endswith("？")


@pytest.mark.parametrize(("value", "kind"), [("两个确立", FactKind.TERM), ("2-3期", FactKind.RULE)])
def test_what_is_not_asked_so(value: str, kind: FactKind) -> None:
    assert made(value, kind) is None


def test_sisters_are_the_wrong_options_of_a_pair() -> None:
    duties = ("党组书记负责总体部署", "分管领导负责专项推进", "支部书记负责日常落实")
    listed = listed_of(make_list(PLAN, *duties), PLAN)
    assert listed is not None
    pairing = pairing_of(listed, PLAN)
    assert pairing is not None
    for item in from_pairing(pairing, WORKSHOP):
        head = item.stem.split("负责" + GAP)[0].removeprefix(PREFIX)
        assert f"{head}负责{key_text(item)}" in duties
        assert {option.text for option in item.options} == {"总体部署", "专项推进", "日常落实"}


def test_question_where_the_clause_ends_in_its_noun() -> None:
    assert as_question(f"着力破解{GAP}问题。") == "着力破解哪一问题？"
    assert as_question(f"开展“甲”{GAP}活动。") == f"开展“甲”{GAP}活动。"
    assert as_question(f"推行{GAP}，常抓。") == f"推行{GAP}，常抓。"
    assert as_question(f"开展晒卷{GAP}活动。") == f"开展晒卷{GAP}活动。"


def test_times_do_not_open_a_stem() -> None:
    assert in_time(f"{PREFIX}{GAP}，举办比武。") == f"{PREFIX}计划在{GAP}举办比武。"
    assert in_time(f"{PREFIX}各支部{GAP}开会。") == f"{PREFIX}各支部{GAP}开会。"


@pytest.mark.parametrize(
    ("members", "asked"),
    [
        (("翻卷多看一眼标签", "归架多走一步路程", "锁库多问一句平安"), False),
        (("翻卷多一眼察看", "归架多一步核对", "锁库多一句提醒"), False),
        (("翻卷多察看标签", "归架多核对卷号", "锁库多提醒同伴"), True),
    ],
)
def test_parts_behind_a_number_are_no_words_of_their_own(
    members: tuple[str, ...], asked: bool
) -> None:
    source = make_source(f"1.要点。要求馆员{'、'.join(members)}，守住库房安全。\n")
    fact = make_list(source, *members)
    listed = listed_of(fact, source)
    pairing = pairing_of(listed, source) if listed else None
    assert pairing is not None
    workshop = Workshop(source, (fact,), Distractors(source, (fact,), 1), 1)
    assert bool(from_pairing(pairing, workshop)) is asked


@pytest.mark.parametrize(
    ("before", "behind", "asked"),
    [
        ("要求馆员做到", "", True),
        ("要求馆员做到“三个最准”，即", "", False),
        ("要求馆员建立三项规矩，", "", False),
        ("要求馆员做到", "三条规矩", False),
    ],
)
def test_one_pair_does_not_stand_for_all_that_are_counted(
    before: str, behind: str, asked: bool
) -> None:
    members = ("翻卷多察看标签", "归架多核对卷号", "锁库多提醒同伴")
    source = make_source(f"1.要点。{before}{'、'.join(members)}{behind}，守住库房安全。\n")
    fact = make_list(source, *members)
    listed = listed_of(fact, source)
    pairing = pairing_of(listed, source) if listed else None
    assert pairing is not None
    workshop = Workshop(source, (fact,), Distractors(source, (fact,), 1), 1)
    assert bool(from_pairing(pairing, workshop)) is asked
