"""The JSON form of what a document yields."""

from __future__ import annotations

import json

import pytest

from question_bank.bundle import (
    Bundle,
    EventKind,
    Genre,
    PlannedEvent,
    Section,
    SourceProblem,
    bundle_from_json,
    bundle_to_json,
)
from question_bank.generation.pipeline import generate_items
from tests.question_bank.made_up import LABEL, SHA256, TEXT, all_facts, make_source

PLAN = make_source()
EVENT = PlannedEvent(
    "event-1", EventKind.TEST, "保密知识测试", ("closed_book", "online"), (11,), "11月", 0,
    "全体馆员", "保密知识", 1, 0, 10, "11月，面向全体馆员举办保密知识测试。",
)  # fmt: skip
BUNDLE = Bundle(
    sha256=SHA256,
    format="txt",
    genre=Genre.PLAN,
    label=LABEL,
    proposed_label=LABEL,
    text=TEXT,
    sections=(Section("一", "夯实组织基础", 0, len(TEXT)),),
    articles=PLAN.articles,
    facts=all_facts(PLAN),
    events=(EVENT,),
    items=generate_items(PLAN, all_facts(PLAN), 1),
    problems=(SourceProblem("typo", "suspected", 1, 0, 2),),
    generator="1",
    seed=1,
)


def test_bundle_comes_back_unchanged() -> None:
    assert bundle_from_json(json.loads(json.dumps(bundle_to_json(BUNDLE)))) == BUNDLE


@pytest.mark.parametrize("name", ["facts", "items", "text"])
def test_a_missing_part_is_refused(name: str) -> None:
    value = bundle_to_json(BUNDLE)
    del value[name]
    with pytest.raises((KeyError, TypeError)):
        bundle_from_json(value)


def test_an_unknown_kind_is_refused() -> None:
    value = bundle_to_json(BUNDLE)
    value["facts"][0]["kind"] = "rumour"
    with pytest.raises(ValueError):
        bundle_from_json(value)
