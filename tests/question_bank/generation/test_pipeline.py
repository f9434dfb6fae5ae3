"""From the facts of a document to its items."""

from __future__ import annotations

import json
from itertools import combinations

import pytest

from question_bank.checks.item_linter import is_blocked
from question_bank.checks.paper import repeats
from question_bank.checks.statements import has_locked_slogan
from question_bank.generation.pipeline import generate_items
from question_bank.items import (
    FillInItem,
    Kind,
    Knowledge,
    MultipleChoiceItem,
    SingleChoiceItem,
    TrueFalseItem,
    item_to_json,
)
from tests.question_bank.made_up import PREFIX, all_facts, make_source

PLAN = make_source()
FACTS = all_facts(PLAN)
ITEMS = generate_items(PLAN, FACTS, 9)


def as_bytes(seed: int) -> bytes:
    items = generate_items(make_source(), all_facts(make_source()), seed)
    return json.dumps([item_to_json(item) for item in items], ensure_ascii=False).encode()


def test_all_kinds_and_both_sorts_of_knowledge() -> None:
    assert {item.kind for item in ITEMS} == set(Kind)
    assert {item.knowledge for item in ITEMS} == set(Knowledge)


def test_same_input_and_seed_give_the_same_bytes() -> None:
    assert as_bytes(4) == as_bytes(4)
    assert as_bytes(4) != as_bytes(5)


def test_every_item_passes() -> None:
    assert all(not is_blocked(item, PLAN) for item in ITEMS)


def test_no_item_twice() -> None:
    assert len({item.id for item in ITEMS}) == len(ITEMS)
    assert not any(repeats(a, b) for a, b in combinations(ITEMS, 2))


def test_families_are_facts() -> None:
    assert {item.family for item in ITEMS} <= {fact.id for fact in FACTS}


def test_every_stem_names_the_plan_and_every_key_is_explained() -> None:
    for item in ITEMS:
        assert item.stem.startswith(PREFIX)
        assert item.explanation.startswith("依据第")
        assert item.seed == 9 and item.generator


def test_core_phrases_are_only_quoted() -> None:
    for item in ITEMS:
        match item:
            case SingleChoiceItem() | MultipleChoiceItem():
                assert not any(has_locked_slogan(option.text) for option in item.options)
            case FillInItem():
                assert not any(has_locked_slogan(word) for word in item.word_bank)
            case TrueFalseItem():
                assert item.key or not has_locked_slogan(item.correction)


@pytest.mark.parametrize("facts", [(), FACTS[:1]])
def test_few_facts_few_items(facts: tuple[object, ...]) -> None:
    items = generate_items(PLAN, facts, 1)  # type: ignore[arg-type]
    assert bool(items) is bool(facts)
