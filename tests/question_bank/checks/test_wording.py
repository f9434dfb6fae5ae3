"""L04, L06, L08, L09, L16, L17, L24, L25 one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_bank.bundle import SourceProblem
from question_bank.checks import wording
from question_bank.items import BLANK, Item
from tests.question_bank.made_up import PREFIX, draft_fill_in, make_source

PLAN = make_source()
STEM = f"全面推行“{BLANK}”工作法，破解条块分割难题。"
ITEM = draft_fill_in(PLAN, STEM, "四联四评")


def with_stem(stem: str) -> Item:
    return replace(ITEM, stem=PREFIX + stem)


def test_good_item_passes() -> None:
    for rule in (
        wording.names_plan, wording.stands_alone, wording.no_option_on_options,
        wording.no_negative_question, wording.no_foreign_absolutes, wording.no_placeholder,
        wording.punctuation_matches, wording.source_is_sound,
    ):  # fmt: skip
        assert not list(rule(ITEM, PLAN))


def test_other_plan_named() -> None:
    other = replace(ITEM, stem="根据《另一单位计划》，" + STEM)
    assert [found.rule for found in wording.names_plan(other, PLAN)] == ["L04"]


@pytest.mark.parametrize(
    "stem",
    ["其中，" + STEM, "该局" + STEM, "为此" + STEM, f"推行“{BLANK}”法。", STEM * 4],
)
def test_stem_does_not_stand_alone(stem: str) -> None:
    assert [found.rule for found in wording.stands_alone(with_stem(stem), PLAN)] == ["L06"]


@pytest.mark.parametrize("question", ["下列不属于的是：", "不正确的是：", "未提到的有："])
def test_negative_question(question: str) -> None:
    assert list(wording.no_negative_question(with_stem(STEM + question), PLAN))


def test_vague_words_of_our_own_are_a_warning() -> None:
    found = list(wording.no_foreign_absolutes(with_stem("一律" + STEM), PLAN))
    assert [one.blocking for one in found] == [False]


@pytest.mark.parametrize("mask", ["XX局", "××办", "20XX年", "X届X中", "xx目标"])
def test_placeholders(mask: str) -> None:
    assert list(wording.no_placeholder(with_stem(mask + STEM), PLAN))


def test_mask_in_the_name_of_the_plan_is_its_owners() -> None:
    named = replace(ITEM, stem="根据《XX市某计划》，" + STEM)
    assert not list(wording.no_placeholder(named, PLAN))


@pytest.mark.parametrize("stem", ["“" + STEM, "全面推行（" + STEM, "推行,并" + STEM, "《" + STEM])
def test_punctuation(stem: str) -> None:
    assert list(wording.punctuation_matches(with_stem(stem), PLAN))


@pytest.mark.parametrize(("code", "barred"), [("typo", True), ("mask", False)])
def test_faults_of_the_source(code: str, barred: bool) -> None:
    start = ITEM.source.start
    plan = make_source(problems=(SourceProblem(code, "", 1, start, start + 2),))
    assert bool(list(wording.source_is_sound(ITEM, plan))) is barred


@pytest.mark.parametrize(
    ("text", "expected"),
    [("“甲‘乙’丙”", True), ("“甲", False), ("《甲”》", False), ("（甲）", True), ("”甲“", False)],
)
def test_balance(text: str, expected: bool) -> None:
    assert wording.is_balanced(text) is expected
