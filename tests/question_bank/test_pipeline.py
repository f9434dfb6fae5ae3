"""One file in, the whole bundle out, byte for byte the same each time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from question_bank.bundle import bundle_from_json, bundle_to_json
from question_bank.checks.item_linter import check_item
from question_bank.extraction.extracting import extract
from question_bank.items import Item
from question_bank.pipeline import build_bundle
from question_bank.reading.document import read_document
from tests.question_bank.made_up import TEXT


def as_bytes(data: bytes, label: str | None = None, seed: int = 1) -> str:
    return json.dumps(bundle_to_json(build_bundle(data, "a.txt", label=label, seed=seed)))


def test_same_input_gives_the_same_bytes() -> None:
    assert as_bytes(TEXT.encode()) == as_bytes(TEXT.encode())
    assert as_bytes(TEXT.encode(), seed=2) == as_bytes(TEXT.encode(), seed=2)


def test_bundle_survives_json() -> None:
    bundle = build_bundle(TEXT.encode(), "a.txt", label="甲计划", seed=1)
    assert bundle_from_json(json.loads(json.dumps(bundle_to_json(bundle)))) == bundle


def test_label_is_the_given_one_the_title_or_nothing() -> None:
    proposed = "云岭市档案局2031年机关党建工作计划"
    bundle = build_bundle(TEXT.encode(), "a.txt", label=None, seed=1)
    assert (bundle.label, bundle.proposed_label) == ("", proposed)
    bundle = build_bundle(f"云岭市档案局2031年要点\n{TEXT}".encode(), "a.txt", label=" ", seed=1)
    assert bundle.label == bundle.proposed_label == "云岭市档案局2031年要点"
    bundle = build_bundle(TEXT.encode(), "a.txt", label=" 甲计划 ", seed=1)
    assert bundle.label == "甲计划"
    assert all("甲计划" in item.stem for item in bundle.items)


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_real_plans_give_forty_sound_items(plans_dir: Path, number: str) -> None:
    (path,) = plans_dir.glob(f"{number}_*.txt")
    data = path.read_bytes()
    bundle = build_bundle(data, path.name, label="某单位计划", seed=1)
    source = extract(read_document(data, path.name), "某单位计划").source
    assert len(bundle.items) >= 40
    assert {item.kind.value for item in bundle.items} == {
        "fill_in", "single_choice", "multiple_choice", "true_false",
    }  # fmt: skip

    def blocking(item: Item) -> list[str]:
        return [found.rule for found in check_item(item, source) if found.blocking]

    assert [blocking(item) for item in bundle.items if blocking(item)] == []
