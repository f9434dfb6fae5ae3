"""The JSON form of items."""

from __future__ import annotations

import json

import pytest

from question_bank.generation.pipeline import generate_items
from question_bank.items import Kind, item_from_json, item_to_json
from tests.question_bank.made_up import all_facts, make_source

PLAN = make_source()
ITEMS = generate_items(PLAN, all_facts(PLAN), 1)


def test_every_kind_comes_back_unchanged() -> None:
    assert {item.kind for item in ITEMS} == set(Kind)
    for item in ITEMS:
        assert item_from_json(json.loads(json.dumps(item_to_json(item)))) == item


@pytest.mark.parametrize(
    "change",
    [{"kind": "essay"}, {"knowledge": "other"}, {"difficulty": "none"}, {"surplus": 1}],
)
def test_other_values_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        item_from_json(item_to_json(ITEMS[0]) | change)


def test_a_missing_field_is_refused() -> None:
    value = item_to_json(ITEMS[0])
    del value["source"]
    with pytest.raises(KeyError):
        item_from_json(value)
