"""The fact sheets are complete in form, and say of the real plans what stands there."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest

from question_bank.bundle import EventKind
from question_bank.items import Knowledge
from tests.seeds.conftest import SEEDS, read_json

SHEETS = sorted(path.name for path in (SEEDS / "plans").glob("*.json"))
ARTICLES = (19, 19, 20, 19, 16)
TERM_KINDS = {
    *("slogan", "activity", "method", "system", "goal", "problem"),
    *("metaphor", "medium", "award", "place", "position"),
}
MODES = {"closed_book", "online", "written", "contest", "assessment"}
FREQUENCIES = {"week", "month", "quarter", "half_year", "year"}

REQUIRED: dict[str, dict[str, type]] = {
    "articles": {"number": str, "topic": str},
    "terms": {"name": str, "kind": str, "article": str},
    "titles": {"title": str, "article": str, "purpose": str},
    "enumerations": {"head": str, "members": list, "article": str, "closed": bool},
    "rules": {"actor": str, "action": str, "article": str, "knowledge": str},
    "duties": {"actor": str, "duty": str, "article": str, "knowledge": str},
    "events": {
        "kind": str,
        "name": str,
        "modes": list,
        "months": list,
        "when": str,
        "per_year": int,
        "audience": str,
        "topic": str,
        "article": str,
        "knowledge": str,
    },
}
OPTIONAL: dict[str, dict[str, type | tuple[type, ...]]] = {
    "terms": {"gloss": str},
    "titles": {"shortened": bool},
    "enumerations": {"ordered": bool},
    "rules": {
        "frequency": str,
        "count": (int, list),
        "bound": str,
        "unit": str,
        "month": int,
        "when": str,
        "value": str,
    },
}


@pytest.fixture(params=SHEETS)
def sheet(request: pytest.FixtureRequest) -> dict[str, Any]:
    return read_json(f"plans/{request.param}")


def test_there_is_one_sheet_for_each_plan() -> None:
    assert [read_json(f"plans/{name}")["plan"]["articles"] for name in SHEETS] == list(ARTICLES)


def test_records_have_their_fields(sheet: dict[str, Any]) -> None:
    assert set(sheet) == {"plan", *REQUIRED}
    assert set(sheet["plan"]) == {
        *("file", "sha256", "label", "organisation", "year", "sections", "articles")
    }
    for name, required in REQUIRED.items():
        optional = OPTIONAL.get(name, {})
        for record in sheet[name]:
            assert set(required) <= set(record) <= {*required, *optional}, record
            for field, value in record.items():
                kind = required.get(field) or optional[field]
                assert isinstance(value, kind), (name, field, record)


def test_records_point_at_articles_of_the_plan(sheet: dict[str, Any]) -> None:
    numbers = [article["number"] for article in sheet["articles"]]
    assert numbers == [str(n) for n in range(1, sheet["plan"]["articles"] + 1)]
    for name in REQUIRED.keys() - {"articles"}:
        assert {record["article"] for record in sheet[name]} <= {"", *numbers}


def test_words_are_of_their_lists(sheet: dict[str, Any]) -> None:
    assert {term["kind"] for term in sheet["terms"]} <= TERM_KINDS
    for rule in sheet["rules"]:
        assert rule.get("frequency", "year") in FREQUENCIES
        assert rule.get("bound", "at_least") in {"at_least", "at_most"}
        assert rule.get("month", 1) in range(1, 13)
        count = rule.get("count", 1)
        assert count > 0 if isinstance(count, int) else count[0] < count[1]
    for event in sheet["events"]:
        kind = EventKind(event["kind"])
        assert set(event["modes"]) <= MODES
        assert not event["modes"] or kind is EventKind.TEST, event
        assert set(event["months"]) <= set(range(1, 13))
    for name in ("rules", "duties", "events"):
        for record in sheet[name]:
            Knowledge(record["knowledge"])


def test_enumerations_have_members_and_nothing_is_masked(sheet: dict[str, Any]) -> None:
    for enumeration in sheet["enumerations"]:
        members = enumeration["members"]
        assert len(members) == len(set(members)) >= 2, enumeration
    assert not re.search(r"[XＸ×]{2,}", str(sheet), re.IGNORECASE)


def test_the_one_plan_with_three_knowledge_tests_and_an_assessment() -> None:
    events = read_json("plans/002_570601d9778efa07.json")["events"]
    tests = [event for event in events if event["kind"] == EventKind.TEST]
    assert sorted(event["article"] for event in tests) == ["13", "14", "14", "8"]
    assert [event["per_year"] for event in tests if "assessment" in event["modes"]] == [4]


def test_names_and_members_stand_in_the_plan(sheet: dict[str, Any], plans_dir: Path) -> None:
    path = plans_dir / sheet["plan"]["file"]
    data = path.read_bytes()
    assert hashlib.sha256(data).hexdigest() == sheet["plan"]["sha256"]
    brackets = str.maketrans("()", "（）")
    text = data.decode("utf-8").translate(brackets)
    article = {
        match[1]: match[2] for match in re.finditer(r"^ *(\d+)[.、](.*)$", text, re.MULTILINE)
    }
    article[""] = text
    for term in sheet["terms"]:
        assert term["name"].translate(brackets) in article[term["article"]], term
    for title in sheet["titles"]:
        if not title.get("shortened"):
            assert f"《{title['title'].translate(brackets)}》" in article[title["article"]], title
    for enumeration in sheet["enumerations"]:
        place = article[enumeration["article"]]
        missing = [m for m in enumeration["members"] if m.translate(brackets) not in place]
        assert not missing, enumeration
