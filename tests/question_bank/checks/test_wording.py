"""L04, L06, L08, L09, L16, L17, L24, L25, L30 one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_bank.bundle import SourceProblem
from question_bank.checks import wording
from question_bank.items import BLANK, Blank, Item
from tests.question_bank.made_up import PREFIX, draft_fill_in, draft_statement, make_source

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


def test_nothing_to_name_without_a_name() -> None:
    nameless = make_source(label="")
    item = replace(ITEM, stem=STEM, source=replace(ITEM.source, label=""))
    assert not list(wording.names_plan(item, nameless))
    assert list(wording.names_plan(replace(ITEM, stem=STEM), PLAN))


def test_other_plan_named() -> None:
    other = replace(ITEM, stem="根据《另一单位计划》，" + STEM)
    assert [found.rule for found in wording.names_plan(other, PLAN)] == ["L04"]


@pytest.mark.parametrize(
    "stem",
    ["其中，" + STEM, "该局" + STEM, "为此" + STEM, f"推行“{BLANK}”法。", STEM * 4],
)
def test_stem_does_not_stand_alone(stem: str) -> None:
    assert [found.rule for found in wording.stands_alone(with_stem(stem), PLAN)] == ["L06"]


def test_words_that_only_begin_like_a_dangling_one() -> None:
    stem = f"使用单位应当推行“{BLANK}”工作法，破解条块分割难题。"
    assert not list(wording.stands_alone(with_stem(stem), PLAN))


def test_what_the_reader_does_not_see() -> None:
    stem = f"有前款规定行为的单位，应当推行“{BLANK}”工作法，破解条块分割难题。"
    assert list(wording.stands_alone(with_stem(stem), PLAN))


@pytest.mark.parametrize("question", ["下列不属于的是：", "不正确的是：", "未提到的有："])
def test_negative_question(question: str) -> None:
    assert list(wording.no_negative_question(with_stem(STEM + question), PLAN))


def test_vague_words_of_our_own_are_a_warning() -> None:
    found = list(wording.no_foreign_absolutes(with_stem("一律" + STEM), PLAN))
    assert [one.blocking for one in found] == [False]


@pytest.mark.parametrize("mask", ["XX局", "××办", "20XX年", "X届X中", "xx目标"])
def test_placeholders(mask: str) -> None:
    assert list(wording.no_placeholder(with_stem(mask + STEM), PLAN))


@pytest.mark.parametrize(
    "item",
    [
        replace(ITEM, word_bank=("四联四评", "XX四评")),
        replace(ITEM, blanks=(Blank("四联四评", ("××四评",)),)),
        replace(ITEM, explanation="依据第1条：X届X中全会精神。"),
        replace(ITEM, source=replace(ITEM.source, quote="学习XXX思想。")),
        draft_statement(PLAN, STEM, "难题", key=False, correction="□局"),
    ],
)
def test_masks_in_any_field(item: Item) -> None:
    assert list(wording.no_placeholder(item, None))


def test_masked_office_in_the_quote_only_warns() -> None:
    item = replace(ITEM, source=replace(ITEM.source, quote="XX局全面推行“四联四评”工作法。"))
    assert [found.blocking for found in wording.no_placeholder(item, None)] == [False]


def test_mask_in_the_name_of_the_plan_is_its_owners() -> None:
    named = replace(ITEM, stem="根据《XX市某计划》，" + STEM)
    assert not list(wording.no_placeholder(named, PLAN))


@pytest.mark.parametrize("stem", ["“" + STEM, "全面推行（" + STEM, "推行,并" + STEM, "《" + STEM])
def test_punctuation(stem: str) -> None:
    assert list(wording.punctuation_matches(with_stem(stem), PLAN))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("办好文明家风等系类活动", True),
        ("理顺关系类型", False),
        ("理顺关系类型，办好系类活动", True),
        ("表杨先进", True),
        ("表扬先进", False),
    ],
)
def test_wrong_writings(text: str, wrong: bool) -> None:
    assert wording.has_typo(text) is wrong
    item = replace(ITEM, source=replace(ITEM.source, quote=text))
    assert bool(list(wording.source_is_sound(item, None))) is wrong


def test_reading_load() -> None:
    assert not list(wording.reading_is_light(ITEM, None))
    long = list(wording.reading_is_light(with_stem("甲" * 61), None))
    assert [(one.rule, one.blocking) for one in long] == [("L30", False)]
    assert list(wording.reading_is_light(replace(ITEM, stem="甲乙丙丁。" * 45), None))


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
