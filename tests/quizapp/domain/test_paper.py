"""Frozen papers: JSON, hash, and the order a member sees."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.items import Kind, Option
from quizapp.domain.drawing import BuiltForm, SectionWish, build_form
from quizapp.domain.paper import Form, KeySheet, order_key, shown_order
from tests.quizapp.domain.building import item

WISHES = [
    SectionWish(Kind.SINGLE_CHOICE, 5, 200),
    SectionWish(Kind.MULTIPLE_CHOICE, 3, 400),
    SectionWish(Kind.TRUE_FALSE, 2, 100),
    SectionWish(Kind.FILL_IN, 2, 150),
]


def built() -> BuiltForm:
    sections = [
        [item(wish.kind, f"{wish.kind}{number}") for number in range(wish.count)] for wish in WISHES
    ]
    sections[0][4] = item(Kind.SINGLE_CHOICE, "fixed", fixed_order=True)
    return build_form(WISHES, sections, seed="s")


BUILT = built()
FORM, KEYS = BUILT.form, BUILT.key_sheet


def test_json_round_trip() -> None:
    assert Form.from_json(json.loads(json.dumps(FORM.to_json()))) == FORM
    assert KeySheet.from_json(json.loads(json.dumps(KEYS.to_json()))) == KEYS


def test_equal_content_has_an_equal_hash() -> None:
    assert FORM.content_hash() == built().form.content_hash()
    read_back = Form.from_json(json.loads(json.dumps(FORM.to_json())))
    assert read_back.content_hash() == FORM.content_hash()
    other = replace(FORM, items=(replace(FORM.items[0], stem="另一题"), *FORM.items[1:]))
    assert other.content_hash() != FORM.content_hash()


def test_a_form_holds_no_key() -> None:
    text = json.dumps(FORM.to_json(), ensure_ascii=False)
    for word in ("key", "explanation", "负责。", "source", "accepted", "correct"):
        assert word not in text


def test_numbers_and_points() -> None:
    assert [(section.first, section.last) for section in FORM.sections] == [
        (1, 5),
        (6, 8),
        (9, 10),
        (11, 12),
    ]
    assert FORM.full == KEYS.full == 2700
    assert [section.points_each for section in FORM.sections] == [200, 400, 100, 150]
    assert replace(FORM.sections[0], points=(1, 2)).points_each is None
    assert [FORM.points(number) for number in (1, 6, 12)] == [200, 400, 150]
    assert FORM.item(6).number == 6
    assert KEYS.by_number[6].points == 400
    for number in (0, 13):
        with pytest.raises(KeyError):
            FORM.item(number)


def test_unshuffled_is_as_printed() -> None:
    shown = shown_order(FORM, "x", shuffle_items=False, shuffle_options=False)
    assert [entry.item for entry in shown] == list(FORM.items)
    assert [entry.place for entry in shown] == list(range(1, 13))
    assert all(entry.options == entry.item.options for entry in shown)


@given(st.text(max_size=8), st.booleans(), st.booleans())
def test_shuffling_moves_items_inside_their_section_only(
    seed: str, items: bool, options: bool
) -> None:
    shown = shown_order(FORM, seed, shuffle_items=items, shuffle_options=options)
    assert [entry.item.section for entry in shown] == [entry.section for entry in FORM.items]
    assert {entry.item.number for entry in shown} == set(range(1, 13))
    for entry in shown:
        assert sorted(entry.options, key=lambda option: option.id) == list(entry.item.options)
        if entry.item.fixed_order:
            assert entry.options == entry.item.options
    assert shown == shown_order(FORM, seed, shuffle_items=items, shuffle_options=options)


def test_the_order_of_a_seed_never_changes() -> None:
    """Stored attempts rely on it: a change here would re-letter finished papers."""
    assert order_key("seed", "item 1")[:16] == "afca346b2d640a50"
    shown = shown_order(FORM, "seed", shuffle_items=True, shuffle_options=True)
    assert [entry.item.number for entry in shown] == [2, 5, 3, 4, 1, 8, 7, 6, 9, 10, 12, 11]


def test_seeds_give_different_orders_and_every_place_is_met() -> None:
    orders = [
        shown_order(FORM, str(n), shuffle_items=True, shuffle_options=True) for n in range(60)
    ]
    assert {order[0].item.number for order in orders} == {1, 2, 3, 4, 5}
    of_first = [next(entry for entry in order if entry.item.number == 1) for order in orders]
    assert {entry.options[0].id for entry in of_first} == set("abcd")


def test_options_are_values() -> None:
    assert all(isinstance(option, Option) for entry in FORM.items for option in entry.options)
