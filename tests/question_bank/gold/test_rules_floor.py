"""Rules and events of the five plans do not fall below what was measured; their scoring is right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.items.rules import FIELDS, fields_right, score
from question_bank.bundle import FactKind
from question_bank.extraction.extracting import extract
from question_bank.extraction.report import report
from question_bank.reading.document import read_document

GOLD = Path(__file__).parent
FLOOR = {"rules": (0.90, 0.95), "test_events": (0.95, 0.95), "study_events": (0.95, 0.70)}


@pytest.mark.parametrize("kind", sorted(FLOOR))
def test_floor_on_the_five_plans(plans_dir: Path, kind: str) -> None:
    scores = []
    for path in sorted(GOLD.glob("*.rules.json")):
        (plan,) = plans_dir.glob(f"{path.name[:3]}_*.txt")
        document = read_document(plan.read_bytes(), plan.name)
        found = report(document, extract(document, "计划"))[kind]
        scores.append(score(kind, found, json.loads(path.read_text("utf-8"))[kind]))
    recall, precision = FLOOR[kind]
    right = sum(one.right for one in scores)
    assert right >= recall * sum(one.wanted for one in scores), [one.missed for one in scores]
    assert right >= precision * sum(one.found for one in scores), [one.wrong for one in scores]


def test_duties_of_the_five_plans(plans_dir: Path) -> None:
    for path in sorted(GOLD.glob("*.rules.json")):
        (plan,) = plans_dir.glob(f"{path.name[:3]}_*.txt")
        document = read_document(plan.read_bytes(), plan.name)
        places = {
            document.raw_offsets[fact.value_start]
            for fact in extract(document, "计划").facts
            if fact.kind is FactKind.DUTY
        }
        wanted = {one["start"] for one in json.loads(path.read_text("utf-8"))["duties"]}
        assert wanted <= places, path.name


def rule(start: int, **values: str) -> dict[str, Any]:
    empty = {"frequency": None, "count": None, "deadline": None}
    return {"start": start, "end": start + 5, **empty, **values}


def test_a_rule_is_right_when_it_names_the_same_value_at_the_same_place() -> None:
    gold = [rule(0, count="两次"), rule(10, frequency="每月"), rule(20, deadline="6月")]
    found = [rule(2, count="至少2次"), rule(10, frequency="每年"), rule(40, deadline="6月")]
    one = score("rules", found, gold)
    assert (one.wanted, one.found, one.right) == (3, 3, 1)
    assert score("rules", found, gold, [{"start": 39, "end": 50}]).found == 2


def test_an_event_is_right_when_months_and_ways_agree() -> None:
    gold = [{"name": "编目测试", "modes": ["written"], "months": [6], "start": 0, "end": 9}]
    event = {"name": "编目知识测试", "modes": ["written"], "months": [6], "start": 3, "end": 9}
    assert score("test_events", [event], gold).recall == 1
    assert score("test_events", [event | {"months": [7]}], gold).recall == 0
    assert score("test_events", [event | {"modes": ["online"]}], gold).precision == 0


def test_fields_agree_when_one_holds_the_other() -> None:
    gold = dict.fromkeys(FIELDS) | {
        "start": 0,
        "end": 9,
        "audience": "全体馆员",
        "modes": ["other"],
    }
    found = dict.fromkeys(FIELDS) | {"start": 3, "end": 9, "audience": "馆员", "modes": []}
    assert fields_right([found], [gold]) == {name: [True] for name in FIELDS}
    assert fields_right([found | {"audience": None, "months": [6]}], [gold])["months"] == [False]
    assert fields_right([found | {"audience": None}], [gold])["audience"] == [False]
    assert fields_right([found | {"start": 9, "end": 12}], [gold])["months"] == []
