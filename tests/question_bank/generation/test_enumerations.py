"""Where the members of a list stand and what is paired with what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_bank.generation.enumerations import listed_of, pairing_of
from tests.question_bank.made_up import make_list, make_source

PLAN = make_source()
DUTIES = ("党组书记负责总体部署", "分管领导负责专项推进", "支部书记负责日常落实")


def test_places_of_members() -> None:
    listed = listed_of(make_list(PLAN, "严谨性", "传承性", "服务性"), PLAN)
    assert listed is not None
    assert [PLAN.text[span.start : span.end] for span in listed.spans] == list(listed.texts)
    assert not listed.counted


def test_a_stated_count_that_agrees() -> None:
    listed = listed_of(make_list(PLAN, "护档", "识档", "用档"), PLAN)
    assert listed is not None and listed.counted


def test_a_stated_count_that_does_not_agree() -> None:
    source = make_source("1.某事。持续推进“护档、识档”三大行动，擦亮窗口形象。\n")
    listed = listed_of(make_list(source, "护档", "识档"), source)
    assert listed is not None and not listed.counted


def test_member_that_is_not_there() -> None:
    fact = make_list(PLAN, "护档", "识档", "用档")
    assert listed_of(replace(fact, members=("护档", "晒档")), PLAN) is None


def test_pairs() -> None:
    listed = listed_of(make_list(PLAN, *DUTIES), PLAN)
    assert listed is not None
    pairing = pairing_of(listed, PLAN)
    assert pairing is not None and pairing.joint == "负责"
    assert [PLAN.text[s.start : s.end] for s in pairing.heads] == [
        "党组书记",
        "分管领导",
        "支部书记",
    ]
    assert [PLAN.text[s.start : s.end] for s in pairing.parts] == [
        "总体部署",
        "专项推进",
        "日常落实",
    ]


def test_no_pairs_whose_parts_say_the_same() -> None:
    members = ("政治上靠得住", "业务上过得硬", "作风上信得过")
    source = make_source(f"1.某事。馆员要做到{'、'.join(members)}。\n")
    listed = listed_of(make_list(source, *members), source)
    assert listed is not None and pairing_of(listed, source) is None


@pytest.mark.parametrize("members", [("严谨性", "传承性", "服务性"), ("护档", "识档", "用档")])
def test_lists_without_pairs(members: tuple[str, ...]) -> None:
    listed = listed_of(make_list(PLAN, *members), PLAN)
    assert listed is not None and pairing_of(listed, PLAN) is None
