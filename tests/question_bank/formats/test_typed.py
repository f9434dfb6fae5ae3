"""Items from anywhere."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.formats.json_lines import Printed, public_record
from question_bank.formats.typed import NotAnItem, item_of
from question_bank.items import (
    BLANK,
    FillInItem,
    Item,
    MultipleChoiceItem,
    SingleChoiceItem,
    TrueFalseItem,
    item_to_json,
)
from tests.question_bank.formats.drafts import DRAFTS, FILL_IN, SOURCE
from tests.question_bank.made_up import LABEL

PRINTED = Printed(LABEL, SOURCE.text, range(len(SOURCE.text) + 1), ("preamble", "1", "2", "3"), {})
CHOICE: dict[str, Any] = {"kind": "single_choice", "stem": "谁？", "options": ["甲", "乙", "丙"]}


@pytest.mark.parametrize("item", DRAFTS, ids=lambda item: item.kind)
def test_our_own_json_and_public_records_give_the_item(item: Item) -> None:
    assert item_of(item_to_json(item), "x") == item
    assert item_of(public_record(item, PRINTED, ()), "x") == item


@pytest.mark.parametrize("item", DRAFTS, ids=lambda item: item.kind)
def test_the_promised_names_alone_are_enough(item: Item) -> None:
    record = public_record(item, PRINTED, ())
    del record["detail"]
    read = item_of(record, "x")
    assert (read.id, read.stem, read.source.quote) == (item.id, item.stem, item.source.quote)
    assert read.source.start <= read.source.span_start < read.source.span_end <= read.source.end


def test_the_cleaned_sentence_comes_back_while_the_quote_is_the_same() -> None:
    raw = SOURCE.text.replace("开展一次", "开展 一次")
    offsets = [place for place, char in enumerate(raw) if char != " "] + [len(raw)]
    record = public_record(FILL_IN, Printed(LABEL, raw, offsets, ("preamble", "1"), {}), ())
    assert "开展 一次" in record["source"]["quote"]
    read = item_of(record, "x").source
    assert (read.quote, read.span_start) == (FILL_IN.source.quote, FILL_IN.source.span_start)
    record["source"]["quote"] = record["source"]["quote"].replace("一次", "两次")
    assert item_of(record, "x").source.quote == record["source"]["quote"]


@pytest.mark.parametrize("key", [1, [1], "B", "b", ["B"], "乙", ["乙"], " b "])
def test_a_choice_may_name_its_key_in_any_way(key: object) -> None:
    item = item_of(CHOICE | {"key": key}, "line-1")
    assert isinstance(item, SingleChoiceItem)
    assert (item.key, item.id) == ("b", "line-1")


@pytest.mark.parametrize("key", [[0, 2], [2, 0], "AC", "A、C", ["a", "丙"], "ca"])
def test_several_keys_too(key: object) -> None:
    item = item_of(CHOICE | {"kind": "多选题", "key": key}, "x")
    assert isinstance(item, MultipleChoiceItem)
    assert item.keys == ("a", "c")


def test_letters_before_options_are_no_part_of_them() -> None:
    for options in (["A. 甲", "B、乙"], {"B": "乙", "A": "甲"}, [{"text": "甲"}, {"text": "乙"}]):
        item = item_of(CHOICE | {"options": options, "key": 0}, "x")
        assert isinstance(item, SingleChoiceItem)
        assert [option.text for option in item.options] == ["甲", "乙"]


@pytest.mark.parametrize(
    ("key", "holds"), [(True, True), ("对", True), ("√", True), ("错误", False), ("F", False)]
)
def test_verdicts_are_read(key: object, holds: bool) -> None:
    item = item_of({"kind": "判断", "stem": "某事。", "key": key}, "x")
    assert isinstance(item, TrueFalseItem)
    assert item.key is holds


@pytest.mark.parametrize(
    "stem", ["每__开会。", "每____开会。", "每＿＿＿开会。", "每（　）开会。", "每( )开会。"]
)
def test_typed_blanks_become_ours(stem: str) -> None:
    item = item_of({"kind": "填空题", "stem": stem, "key": "月", "accepted": ["个月"]}, "x")
    assert isinstance(item, FillInItem)
    assert item.stem == f"每{BLANK}开会。"
    assert (item.blanks[0].key, item.blanks[0].accepted) == ("月", ("个月",))


@pytest.mark.parametrize(
    ("key", "slot"),
    [
        ("季度", "frequency"),
        ("《某条例》", "title"),
        ("7月1日", "date"),
        ("五千元", "amount"),
        ("两", "amount"),
        ("手拉手", "text"),
    ],
)
def test_a_typed_key_is_compared_as_what_it_is(key: str, slot: str) -> None:
    item = item_of({"kind": "fill_in", "stem": "甲____乙", "key": [key]}, "x")
    assert isinstance(item, FillInItem)
    assert item.blanks[0].slot == slot


def test_an_explanation_tells_the_correction() -> None:
    record = {"kind": "判断题", "stem": "某事每月一次。", "key": False}
    told = item_of(record | {"explanation": "题中“每月”应为“每季度”。"}, "x")
    given = item_of(record | {"correction": "每周"}, "x")
    right = item_of(record | {"key": True, "explanation": "应为“每季度”。"}, "x")
    assert [getattr(item, "correction", None) for item in (told, given, right)] == [
        "每季度",
        "每周",
        "",
    ]


def test_a_typed_row_of_numbers_keeps_its_order() -> None:
    row = item_of(CHOICE | {"options": ["1次", "2次", "3次"], "key": 1}, "x")
    names = item_of(CHOICE | {"key": 1}, "x")
    assert isinstance(row, SingleChoiceItem)
    assert isinstance(names, SingleChoiceItem)
    assert (row.fixed_order, names.fixed_order) == (True, False)


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ([], "object"),
        ({}, "kind is missing"),
        ({"kind": "essay"}, "kind is 'essay'"),
        ({"kind": "fill_in"}, "stem is empty"),
        ({"kind": "fill_in", "stem": 3.5}, "stem is not a text"),
        ({"kind": "fill_in", "stem": "甲____"}, "key is missing"),
        ({"kind": "fill_in", "stem": "甲____", "key": [True]}, "key is not a list of texts"),
        ({"kind": "true_false", "stem": "甲", "key": "maybe"}, "neither true nor false"),
        (CHOICE | {"key": 3}, "key 3 is no option"),
        (CHOICE | {"key": []}, "no option"),
        (CHOICE | {"key": "AB"}, "2 options"),
        (CHOICE | {"options": ["甲"], "key": 0}, "at least two"),
        (CHOICE | {"key": 0, "difficulty": "hardest"}, "difficulty is 'hardest'"),
        (CHOICE | {"key": 0, "seed": "x"}, "seed is not a whole number"),
        ({"source": {"document_sha256": "x"}}, "kind is missing"),
    ],
)
def test_what_is_no_item_says_why(record: object, said: str) -> None:
    with pytest.raises(NotAnItem, match=said):
        item_of(record, "x")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
FIELDS = (
    "stem", "key", "options", "accepted", "word_bank", "source", "detail", "difficulty", "seed",
    "id", "ordered", "explanation",
)  # fmt: skip


@given(
    st.sampled_from(["fill_in", "single_choice", "multiple_choice", "true_false"]),
    st.dictionaries(st.sampled_from(FIELDS), JSON),
)
def test_any_object_is_an_item_or_says_why_not(kind: str, fields: dict[str, Any]) -> None:
    try:
        item = item_of({"kind": kind} | fields, "x")
    except NotAnItem as error:
        assert str(error)
    else:
        assert item.kind == kind
