"""The twenty sorts of bad items must be caught, good ones let through, seeded flaws found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.checks.item_linter import check_item, is_blocked
from question_bank.checks.paper import check_paper
from question_bank.generation.pipeline import generate_items
from question_bank.items import (
    BLANK,
    Blank,
    FillInItem,
    Item,
    Kind,
    MultipleChoiceItem,
    SingleChoiceItem,
    SourceRef,
    TrueFalseItem,
)
from question_bank.source import Source
from question_bank.stem_parts import GAP
from tests.question_bank.checks.bad_examples import BadExample, bad_examples
from tests.question_bank.made_up import (
    PREFIX,
    all_facts,
    make_options,
    make_source,
)

PLAN = make_source()
ITEMS = generate_items(PLAN, all_facts(PLAN), 3)


def blocking(item: Item, source: Source = PLAN) -> set[str]:
    return {found.rule for found in check_item(item, source) if found.blocking}


@pytest.mark.parametrize("example", bad_examples(), ids=lambda example: example.name)
def test_bad_example_is_caught(example: BadExample) -> None:
    found = {
        one.rule
        for item in example.items
        for one in check_item(item, example.source)
        if one.blocking
    }
    found |= {one.rule for one in check_paper(example.items) if one.blocking}
    assert example.rules <= found


def test_all_twenty_are_there() -> None:
    assert len({example.name for example in bad_examples()}) == 20


TEXTS = st.text(st.sampled_from("甲乙月5_“”《》（）、，。：等一X "), max_size=12)
NOWHERE = SourceRef("", "", "", 0, 0, 0, 0, 0, "", 0, 0)


@st.composite
def typed_items(draw: st.DrawFn) -> Item:
    """Whatever somebody may type or import, with or without a place in a document."""
    good = draw(st.sampled_from(ITEMS))
    shared: dict[str, Any] = {
        "id": draw(TEXTS),
        "stem": draw(st.one_of(TEXTS, st.just(BLANK), st.just(f"甲{GAP}乙。"), st.just(good.stem))),
        "explanation": draw(TEXTS),
        "source": draw(
            st.sampled_from([NOWHERE, good.source, replace(NOWHERE, quote="甲、乙等。")])
        ),
        "knowledge": good.knowledge,
        "difficulty": good.difficulty,
        "family": "",
        "template": "",
        "generator": "",
        "seed": 0,
    }
    texts = draw(st.lists(TEXTS, max_size=7))
    options = make_options(*texts)
    match draw(st.sampled_from(Kind)):
        case Kind.FILL_IN:
            blanks = tuple(
                Blank(text, (), draw(st.sampled_from(["text", "date"]))) for text in texts
            )
            return FillInItem(blanks=blanks, word_bank=tuple(draw(st.lists(TEXTS))), **shared)
        case Kind.SINGLE_CHOICE:
            return SingleChoiceItem(options=options, key=draw(st.sampled_from("abz")), **shared)
        case Kind.MULTIPLE_CHOICE:
            keys = tuple(draw(st.lists(st.sampled_from("abz"), max_size=3)))
            return MultipleChoiceItem(options=options, keys=keys, **shared)
        case _:
            return TrueFalseItem(key=draw(st.booleans()), correction=draw(TEXTS), **shared)


@given(typed_items(), st.sampled_from([None, PLAN]))
def test_any_typed_item_gets_a_verdict(item: Item, source: Source | None) -> None:
    found = check_item(item, source)
    assert is_blocked(item, source) is any(one.blocking for one in found)
    assert all(one.message and one.cure and one.place for one in found)
    check_paper([item, *ITEMS[:3]])


def test_a_good_item_typed_by_hand_lacks_its_source_only() -> None:
    for item in ITEMS:
        typed = replace(item, source=NOWHERE)
        assert {one.rule for one in check_item(typed, None) if one.blocking} == {"L28"}, item.stem


def test_good_items_pass() -> None:
    assert len(ITEMS) > 30
    for item in ITEMS:
        assert not blocking(item), item.stem


def test_without_the_document_good_items_pass_too() -> None:
    for item in ITEMS:
        assert not is_blocked(item, None), item.stem


def _mask(item: Item) -> Item | None:
    return replace(item, stem=item.stem.replace("，", "，XX", 2))


def _dangle(item: Item) -> Item | None:
    return replace(item, stem=item.stem.replace("》，", "》，其中，", 1))


def _unname(item: Item) -> Item | None:
    return replace(item, stem=item.stem.removeprefix(PREFIX))


def _unbalance(item: Item) -> Item | None:
    return replace(item, stem=item.stem + "”")


def _half_width(item: Item) -> Item | None:
    return replace(item, stem=item.stem.replace("》，", "》,", 1) + "附注,另见")


def _lose_source(item: Item) -> Item | None:
    return replace(item, source=replace(item.source, document_sha256=""))


def _move_source(item: Item) -> Item | None:
    ref = item.source
    return replace(item, source=replace(ref, quote="乙" + ref.quote[1:]))


def _lose_explanation(item: Item) -> Item | None:
    return replace(item, explanation="")


def _negate(item: Item) -> Item | None:
    return replace(item, stem=item.stem + "下列说法不正确的是")


def _wrong_key(item: Item) -> Item | None:
    match item:
        case FillInItem():
            return replace(item, blanks=(Blank("无中生有"), *item.blanks[1:]))
        case SingleChoiceItem():
            other = next(o.id for o in item.options if o.id != item.key)
            return None if item.template.startswith("paired") else replace(item, key=other)
        case MultipleChoiceItem():
            other = next(o.id for o in item.options if o.id not in item.keys)
            return replace(item, keys=(*item.keys, other))
        case TrueFalseItem():
            return replace(item, key=not item.key)


def _all_of_the_above(item: Item) -> Item | None:
    if not isinstance(item, SingleChoiceItem | MultipleChoiceItem):
        return None
    texts = [option.text for option in item.options][:5]
    return replace(item, options=make_options(*texts, "以上都对"))


def _repeat_option(item: Item) -> Item | None:
    if not isinstance(item, SingleChoiceItem):
        return None
    key = next(option.text for option in item.options if option.id == item.key)
    texts = [option.text for option in item.options][:3]
    return replace(item, options=make_options(*texts, key), key=item.key)


def _long_option(item: Item) -> Item | None:
    if not isinstance(item, SingleChoiceItem) or item.fixed_order:
        return None
    wrong = next(option for option in item.options if option.id != item.key)
    longer = tuple(
        replace(option, text=option.text + "以及由此而来的各项后续安排和保障")
        if option == wrong
        else option
        for option in item.options
    )
    return replace(item, options=longer)


def _tell_key(item: Item) -> Item | None:
    if not isinstance(item, FillInItem) or len(item.blanks[0].key) < 3:
        return None
    return replace(item, stem=item.stem.removesuffix("。") + f"，即{item.blanks[0].key}。")


def _fourth_blank(item: Item) -> Item | None:
    if not isinstance(item, FillInItem):
        return None
    return replace(item, blanks=item.blanks * 4)


def _other_correction(item: Item) -> Item | None:
    if not isinstance(item, TrueFalseItem) or item.key:
        return None
    return replace(item, correction="无此说法")


MUTATIONS: list[Callable[[Item], Item | None]] = [
    _mask, _dangle, _unname, _unbalance, _half_width, _lose_source, _move_source,
    _lose_explanation, _negate, _wrong_key, _all_of_the_above, _repeat_option, _long_option,
    _tell_key, _fourth_blank, _other_correction,
]  # fmt: skip


@pytest.mark.parametrize("mutate", MUTATIONS)
def test_seeded_flaws_are_found(mutate: Callable[[Item], Item | None]) -> None:
    spoiled = [(item, bad) for item in ITEMS if (bad := mutate(item)) is not None and bad != item]
    assert spoiled
    missed = [item.stem for item, bad in spoiled if not is_blocked(bad, PLAN)]
    assert len(missed) <= 0.02 * len(spoiled), missed
