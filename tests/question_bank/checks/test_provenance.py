"""L01, L03, L23, L28 one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_bank.checks import provenance
from question_bank.items import BLANK, SourceRef
from question_bank.stem_parts import GAP
from tests.question_bank.made_up import (
    draft_fill_in,
    draft_multiple,
    draft_single,
    draft_statement,
    make_source,
)

PLAN = make_source()
STEM = f"大力弘扬兰台工匠的{GAP}，提升编研水平。"
LIST = "严谨性、传承性、服务性"
KEYS = ("严谨性", "传承性", "服务性")


def test_filled_stem_must_be_the_sources_own() -> None:
    stem = f"全面推行“{BLANK}”工作法，破解条块分割难题。"
    assert not list(provenance.key_is_in_source(draft_fill_in(PLAN, stem, "四联四评"), PLAN))
    other = draft_fill_in(PLAN, stem, "一卷一策", asked="四联四评")
    assert list(provenance.key_is_in_source(other, PLAN))


def test_statement_must_be_the_sources_own() -> None:
    said = draft_statement(PLAN, f"大力弘扬兰台工匠的{LIST}。", LIST, key=True)
    assert not list(provenance.key_is_in_source(said, PLAN))
    other = draft_statement(PLAN, "大力弘扬兰台工匠的严谨性、创新性。", LIST, key=True)
    assert list(provenance.key_is_in_source(other, PLAN))


def test_multiple_needs_two_keys_of_the_source() -> None:
    good = draft_multiple(PLAN, STEM, KEYS, ("时代性",), asked=LIST)
    assert not list(provenance.key_is_in_source(good, PLAN))
    assert list(provenance.key_is_in_source(replace(good, keys=("a",)), PLAN))
    assert list(provenance.key_is_in_source(replace(good, keys=("a", "d")), PLAN))


def test_wrong_option_said_in_the_sentence() -> None:
    item = draft_multiple(PLAN, STEM, KEYS[:2], ("服务性", "时代性"), asked=LIST)
    assert [found.place for found in provenance.wrong_options_are_wrong(item, PLAN)] == ["option c"]


def test_wrong_option_said_in_the_same_frame_elsewhere() -> None:
    plan = make_source(
        "1.甲项工作。深入开展“整卷提质”活动，压降积压案卷。\n2.乙项工作。深入开展“晒卷比武”活动，展示技艺。\n"
    )
    item = draft_single(
        plan, f"深入开展{GAP}活动，压降积压案卷。", "“整卷提质”", ("“晒卷比武”", "“修卷夜校”")
    )
    assert [found.place for found in provenance.wrong_options_are_wrong(item, plan)] == ["option b"]


def test_sisters_of_a_paired_list_may_stand_in_the_sentence() -> None:
    item = draft_single(
        PLAN, f"分管领导负责{GAP}，形成闭环。", "专项推进", ("总体部署", "日常落实"),
        template="paired.single_choice.a",
    )  # fmt: skip
    assert not list(provenance.wrong_options_are_wrong(item, PLAN))


@pytest.mark.parametrize(
    ("stem", "said"),
    [
        ("云岭市档案局要求建立机关科级干部廉政档案。", True),
        ("云岭市档案局党建工作计划提出，建立机关科级干部廉政档案。", True),
        ("社区代表建立机关科级干部廉政档案。", False),
        ("云岭市档案局要求建立机关处级干部廉政档案。", False),
    ],
)
def test_a_lead_in_of_the_stem_is_no_claim(stem: str, said: bool) -> None:
    item = draft_statement(PLAN, stem, "科级", key=True)
    assert bool(list(provenance.key_is_in_source(item, PLAN))) is not said


def test_an_office_in_its_other_writing_is_the_key() -> None:
    plan = make_source("1.甲。党组（党委）书记履行第一责任人职责，抓好库房安全。\n")
    stem = f"履行第一责任人职责的是{GAP}，抓好库房安全。"
    item = draft_single(plan, stem, "党委（党组）书记", ("纪委书记", "支部书记"), asked="党组")
    assert not list(provenance.key_is_in_source(item, plan))


def test_sisters_that_hand_made_items_use() -> None:
    plan = make_source("1.甲。开展党员亮身份、窗口亮承诺、支部亮成绩活动，接受读者监督。\n")
    stem = f"开展亮牌活动，窗口要{GAP}，接受读者监督。"
    item = draft_single(plan, stem, "亮承诺", ("亮身份", "亮成绩"))
    assert not list(provenance.wrong_options_are_wrong(item, plan))
    other = replace(item, stem=item.stem.replace("窗口", "党员、窗口、支部"))
    assert list(provenance.wrong_options_are_wrong(other, plan))
    same = draft_single(plan, f"开展亮牌活动，窗口{GAP}活动。", "亮承诺", ("接受读者", "亮成绩"))
    assert list(provenance.wrong_options_are_wrong(same, plan))


def test_a_sister_is_not_the_key() -> None:
    stem = f"分管领导负责{GAP}，形成闭环。"
    item = draft_single(PLAN, stem, "专项推进", ("总体部署", "日常落实"), template="paired.a")
    assert not list(provenance.key_is_in_source(item, PLAN))
    assert list(provenance.key_is_in_source(replace(item, key="b"), PLAN))


def test_open_list_must_be_closed_by_the_stem() -> None:
    asked = "闭卷测试、网上答题"
    stem = f"面向全体馆员举办保密知识测试，采用{GAP}等方式。"
    item = draft_multiple(PLAN, stem, ("闭卷测试", "网上答题"), ("现场抢答",), asked=asked)
    assert list(provenance.open_list_is_closed(item, PLAN))
    closed = replace(item, stem=item.stem + "（选出计划明确列举的各项）")
    assert not list(provenance.open_list_is_closed(closed, PLAN))


@pytest.mark.parametrize(
    ("tail", "opened"),
    [
        ("等方式", True),
        ("等两种方式", False),
        ("。", False),
        ("等级评定", False),
        ("、一等奖评选", False),
    ],
)
def test_what_opens_a_list(tail: str, opened: bool) -> None:
    plan = make_source(f"1.要点。面向全体馆员举办保密知识测试，采用闭卷测试、网上答题{tail}。\n")
    stem = f"面向全体馆员举办保密知识测试，采用闭卷测试、{GAP}。"
    item = draft_single(plan, stem, "网上答题", ("现场抢答", "口头问答"))
    assert bool(list(provenance.open_list_is_closed(item, plan))) is opened


def test_a_changed_member_of_an_open_list_is_not_false() -> None:
    stem = "面向全体馆员举办保密知识测试，采用闭卷测试、现场抢答等方式。"
    item = draft_statement(PLAN, stem, "网上答题", key=False, correction="网上答题")
    assert list(provenance.open_list_is_closed(item, PLAN))


def test_a_number_is_not_found_inside_a_longer_one() -> None:
    plan = make_source("1.要点。收到修复申请的，应当在十五日内答复申请人并说明理由。\n")
    stem = f"收到修复申请的，应当在{GAP}内答复申请人并说明理由。"
    good = draft_single(plan, stem, "十五日", ("五日", "三十日"))
    assert not list(provenance.wrong_options_are_wrong(good, plan))
    assert list(
        provenance.key_is_in_source(draft_single(plan, stem, "五日", ("三日", "十日")), plan)
    )


def test_wrong_word_of_a_bank_said_in_the_same_frame() -> None:
    plan = make_source("1.甲。深入开展“整卷提质”活动。\n2.乙。深入开展“晒卷比武”活动。\n")
    item = draft_fill_in(plan, f"深入开展“{BLANK}”活动，压降积压案卷。", "整卷提质")
    item = replace(item, word_bank=("整卷提质", "晒卷比武", "修卷夜校"))
    assert [found.place for found in provenance.wrong_options_are_wrong(item, plan)] == ["word 2"]


def test_false_statement_that_stands_elsewhere() -> None:
    plan = make_source(
        "1.甲。机关纪委每季度抽查一次库房管理情况。\n2.乙。各支部自查，机关纪委每月抽查一次库房管理情况。\n"
    )
    stem = "机关纪委每月抽查一次库房管理情况。"
    item = draft_statement(plan, stem, "每季度", key=False, correction="每季度")
    assert list(provenance.wrong_options_are_wrong(item, plan))


def test_wrong_option_that_another_document_asserts() -> None:
    other = make_source("1.甲。本局各支部坚持每月开展一次档案开放日。\n")
    stem = f"各支部坚持{GAP}开展一次档案开放日，并邀请社区代表参加。"
    item = draft_single(PLAN, stem, "每季度", ("每月", "每年"))
    assert not list(provenance.true_elsewhere(item, [other]))
    nameless = replace(item, stem=stem)
    found = list(provenance.true_elsewhere(nameless, [PLAN, other]))
    assert [(one.rule, one.place) for one in found] == [("L04", "option b")]


@pytest.mark.parametrize(
    "change",
    [
        {"document_sha256": "abc"},
        {"quote": ""},
        {"span_end": 0},
        {"raw_end": 0},
        {"end": 10**6},
        {"start": 0},
    ],
)
def test_incomplete_reference(change: dict[str, object]) -> None:
    item = draft_multiple(PLAN, STEM, KEYS, ("时代性",), asked=LIST)
    assert not list(provenance.provenance_is_complete(item, PLAN))
    ref: SourceRef = replace(item.source, **change)  # type: ignore[arg-type]
    assert list(provenance.provenance_is_complete(replace(item, source=ref), PLAN))
