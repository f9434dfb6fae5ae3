"""L02, L10, L11, L12, L13, L15 one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_bank.checks import options
from question_bank.items import BLANK
from question_bank.stem_parts import GAP
from tests.question_bank.made_up import (
    draft_fill_in,
    draft_multiple,
    draft_single,
    make_options,
    make_source,
)

PLAN = make_source()
STEM = f"各支部坚持{GAP}开展一次档案开放日，并邀请社区代表参加。"


def single(key: str, *wrong: str, fixed: bool = False):  # type: ignore[no-untyped-def]
    item = draft_single(PLAN, STEM, key, wrong, asked="每季度")
    return replace(item, fixed_order=fixed)


@pytest.mark.parametrize("wrong", ["效果导向", "结果导向"])
def test_near_synonyms_of_the_key(wrong: str) -> None:
    item = single("效果导向", wrong, "目标导向", "问题导向")
    assert [found.rule for found in options.key_stands_alone(item, None)] == ["L02"]


@pytest.mark.parametrize(
    ("key", "wrong", "mixed"),
    [
        ("每季度", ("每月", "每年"), False),
        ("每季度", ("每月", "书记"), True),
        ("“甲乙丙”", ("“丁戊己”", "庚辛壬"), True),
        ("支部书记", ("纪检委员", "日常保洁"), True),
        ("严谨性", ("时代性",), True),
    ],
)
def test_kinds(key: str, wrong: tuple[str, ...], mixed: bool) -> None:
    assert bool(list(options.options_are_of_a_kind(single(key, *wrong), None))) is mixed


@pytest.mark.parametrize(
    ("key", "wrong", "telling"),
    [
        ("整卷提质", ("晒卷比武", "修卷夜校"), False),
        ("整卷提质与库房管理一体推进", ("晒卷比武", "修卷夜校"), True),
        ("整卷提质增效法", ("晒卷比武", "修卷夜校"), True),
    ],
)
def test_lengths(key: str, wrong: tuple[str, ...], telling: bool) -> None:
    found = list(options.options_are_of_a_length(single(key, *wrong), None))
    assert any(one.blocking for one in found) is telling


def test_titles_of_unlike_length_are_a_warning() -> None:
    item = single("《云岭市档案局支部考评细则》", "《问责条例》", "《考勤规定》")
    found = list(options.options_are_of_a_length(item, None))
    assert found and not any(one.blocking for one in found)


def test_the_words_of_a_bank_are_held_to_the_same() -> None:
    stem = f"各支部坚持每{BLANK}开展一次档案开放日，并邀请社区代表参加。"
    item = draft_fill_in(PLAN, stem, "季度", slot="frequency", asked="季度")
    for bank, rule, place in (
        (("季度", "三个月"), options.options_exclude_each_other, "word 2"),
        (("季度", "书记"), options.options_are_of_a_kind, "word 2"),
        (("季度", "季度"), options.options_exclude_each_other, "word 2"),
    ):
        found = list(rule(replace(item, word_bank=bank), None))
        assert [one.place for one in found] == [place]
    good = replace(item, word_bank=("月", "季度", "半年"))
    assert not list(options.options_exclude_each_other(good, None))
    assert not list(options.options_are_of_a_kind(good, None))


@pytest.mark.parametrize(
    ("wrong", "overlaps"),
    [
        (("五千元以下", "二万元以上五万元以下"), False),
        (("一万元以上三万元以下", "五万元以上"), True),
        (("五千元以上一万元以下", "五万元以上"), True),
    ],
)
def test_fines(wrong: tuple[str, ...], overlaps: bool) -> None:
    item = single("五千元以上二万元以下", *wrong)
    assert bool(list(options.options_exclude_each_other(item, None))) is overlaps


def test_the_wider_office_is_no_wrong_option() -> None:
    item = single("省级人民政府", "县级以上人民政府", "国务院")
    assert [one.place for one in options.key_stands_alone(item, None)] == ["option b"]


def test_equal_and_overlapping_options() -> None:
    assert list(options.options_exclude_each_other(single("每季度", "每三个月", "每年"), None))
    assert list(options.options_exclude_each_other(single("2-3期", "3-4期", "5-6期"), None))
    assert not list(options.options_exclude_each_other(single("2-3期", "4-5期", "6-7期"), None))


def test_two_keys_may_be_near_in_meaning() -> None:
    item = draft_multiple(
        PLAN, STEM, ("同谋划", "同部署"), ("同检查",), asked="每季度", template="draft"
    )
    assert not list(options.options_exclude_each_other(item, None))
    twice = replace(item, options=make_options("同谋划", "同谋划", "同检查"))
    assert list(options.options_exclude_each_other(twice, None))


def test_deeds_have_no_class_of_noun() -> None:
    item = single(
        "评选表彰先进集体和优秀共产党员", "举办一期青年干部业务能力专题培训", "开展理论测试"
    )
    assert not list(options.options_are_of_a_kind(item, None))


def test_an_empty_option_is_of_no_kind() -> None:
    assert [
        one.place for one in options.options_are_of_a_kind(single("严谨性", "传承性", ""), None)
    ] == ["option c"]


def test_natural_order_is_a_warning() -> None:
    item = single("每季度", "每月", "每年", fixed=True)
    assert [found.blocking for found in options.options_are_in_order(item, None)] == [False]
    sorted_one = single("每月", "每季度", "每年", fixed=True)
    assert not list(options.options_are_in_order(sorted_one, None))


def test_convergence_is_a_warning() -> None:
    item = single("甲乙", "甲丙", "丁乙", "戊己")
    assert [found.rule for found in options.options_do_not_converge(item, None)] == ["L15"]
