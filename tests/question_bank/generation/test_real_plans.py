"""The five real plans yield enough items, of every kind, and none that breaks a rule."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from question_bank.bundle import Bundle, bundle_to_json
from question_bank.checks.paper import enemy_pairs, repeats
from question_bank.checks.statements import has_locked_slogan
from question_bank.items import (
    FillInItem,
    Item,
    Kind,
    Knowledge,
    MultipleChoiceItem,
    SingleChoiceItem,
    TrueFalseItem,
)
from question_bank.pipeline import build_bundle

PLANS = ("000", "001", "002", "003", "004")
FEWEST = 60


@cache
def bundle(folder: Path, number: str, seed: int = 1) -> Bundle:
    (path,) = folder.glob(f"{number}_*.txt")
    return build_bundle(path.read_bytes(), path.name, label=f"第{number}号单位工作计划", seed=seed)


def visible_wrong(item: Item) -> list[str]:
    """Everything of an item that may be other than the plan's own words."""
    match item:
        case SingleChoiceItem() | MultipleChoiceItem():
            return [option.text for option in item.options]
        case FillInItem():
            return list(item.word_bank)
        case TrueFalseItem():
            return [] if item.key else [item.correction]


@pytest.mark.parametrize("number", PLANS)
def test_enough_items_of_every_kind(plans_dir: Path, number: str) -> None:
    items = bundle(plans_dir, number).items
    assert len(items) >= FEWEST
    assert {item.kind for item in items} == set(Kind)


def test_general_knowledge_alone_fills_a_paper(plans_dir: Path) -> None:
    items = bundle(plans_dir, "002").items
    general = [item for item in items if item.knowledge is Knowledge.GENERAL]
    assert len(general) >= 20
    assert {item.kind for item in general} == set(Kind)
    assert any(item.knowledge is Knowledge.SCHEDULE for item in items)


@pytest.mark.parametrize("number", PLANS)
def test_same_file_label_and_seed_give_the_same_bytes(plans_dir: Path, number: str) -> None:
    first = json.dumps(bundle_to_json(bundle(plans_dir, number)))
    bundle.cache_clear()
    assert json.dumps(bundle_to_json(bundle(plans_dir, number))) == first


@pytest.mark.parametrize("number", PLANS)
def test_core_phrases_are_only_quoted(plans_dir: Path, number: str) -> None:
    for item in bundle(plans_dir, number).items:
        assert not [text for text in visible_wrong(item) if has_locked_slogan(text)], item.stem


@pytest.mark.parametrize("number", PLANS)
def test_no_item_repeats_another(plans_dir: Path, number: str) -> None:
    items = bundle(plans_dir, number).items
    assert len({item.id for item in items}) == len(items)
    assert not [b.stem for n, a in enumerate(items) for b in items[n + 1 :] if repeats(a, b)]


@pytest.mark.parametrize("number", PLANS)
def test_a_paper_of_twenty_without_enemies_can_be_drawn(plans_dir: Path, number: str) -> None:
    items = bundle(plans_dir, number).items
    pairs = enemy_pairs(items)
    chosen: list[Item] = []
    for kind, count in zip(reversed(Kind), (5, 2, 5, 8), strict=True):
        wanted = len(chosen) + count
        for item in (one for one in items if one.kind is kind):
            if len(chosen) == wanted:
                break
            if not any((min(a.id, item.id), max(a.id, item.id)) in pairs for a in chosen):
                chosen.append(item)
    assert len(chosen) == 20


@pytest.mark.parametrize("number", PLANS)
def test_most_blanks_can_be_answered_from_a_word_bank(plans_dir: Path, number: str) -> None:
    blanks = [item for item in bundle(plans_dir, number).items if isinstance(item, FillInItem)]
    assert sum(bool(item.word_bank) for item in blanks) > len(blanks) / 2


@pytest.mark.parametrize("number", PLANS)
def test_ids_do_not_depend_on_the_seed(plans_dir: Path, number: str) -> None:
    first = {item.id for item in bundle(plans_dir, number).items}
    second = {item.id for item in bundle(plans_dir, number, 2).items}
    assert len(first & second) > 0.7 * len(first)
