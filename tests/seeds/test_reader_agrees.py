"""What the reader finds in the real plans is what the fact sheets say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from question_bank.bundle import Bundle, EventKind, FactKind, PlannedEvent
from question_bank.pipeline import build_bundle
from tests.seeds.conftest import read_json
from tests.seeds.test_fact_sheets import SHEETS

BRACKETS = str.maketrans("()", "（）")


@pytest.fixture(scope="module", params=SHEETS)
def pair(request: pytest.FixtureRequest, plans_dir: Path) -> tuple[dict[str, Any], Bundle]:
    sheet = read_json(f"plans/{request.param}")
    name = sheet["plan"]["file"]
    label = sheet["plan"]["label"]
    return sheet, build_bundle((plans_dir / name).read_bytes(), name, label=label, seed=1)


def test_outline(pair: tuple[dict[str, Any], Bundle]) -> None:
    sheet, bundle = pair
    assert bundle.sha256 == sheet["plan"]["sha256"]
    assert len(bundle.sections) == sheet["plan"]["sections"]
    assert [a.number for a in bundle.articles] == [a["number"] for a in sheet["articles"]]


def test_tests_of_the_year(pair: tuple[dict[str, Any], Bundle]) -> None:
    sheet, bundle = pair
    numbers = {article.ordinal: article.number for article in bundle.articles}

    def seen(event: PlannedEvent) -> tuple[str, list[str], list[int], int]:
        per_year = event.per_year if "assessment" in event.modes else 0
        return numbers[event.article_ordinal], sorted(event.modes), list(event.months), per_year

    def told(event: dict[str, Any]) -> tuple[str, list[str], list[int], int]:
        per_year = event["per_year"] if "assessment" in event["modes"] else 0
        return event["article"], sorted(event["modes"]), event["months"], per_year

    found = sorted(seen(event) for event in bundle.events if event.kind is EventKind.TEST)
    assert found == sorted(told(e) for e in sheet["events"] if e["kind"] == EventKind.TEST)


def test_no_title_is_made_up(pair: tuple[dict[str, Any], Bundle]) -> None:
    sheet, bundle = pair
    told = {(t["article"], t["title"].translate(BRACKETS)) for t in sheet["titles"]}
    shortened = {t["article"] for t in sheet["titles"] if t.get("shortened")}
    numbers = {article.ordinal: article.number for article in bundle.articles}
    for fact in bundle.facts:
        # The sheets leave masked names out, as seeds/README.md says.
        if fact.kind is not FactKind.TITLE or "XX" in fact.value:
            continue
        if numbers[fact.article_ordinal] not in shortened:
            assert (numbers[fact.article_ordinal], fact.value.translate(BRACKETS)) in told
