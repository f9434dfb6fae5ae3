"""Public records of items."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.bundle import FactKind
from question_bank.formats.json_lines import Printed, json_line, knowledge_of, public_record
from question_bank.items import Item, Knowledge
from tests.question_bank.formats.drafts import FALSE, FILL_IN, MULTIPLE, SINGLE, SOURCE
from tests.question_bank.made_up import LABEL, make_fact


def printed(raw: str = SOURCE.text, shift: int = 0) -> Printed:
    offsets = range(shift, len(SOURCE.text) + 1 + shift)
    return Printed(LABEL, raw, offsets, ("preamble", "1", "2", "3"), {})


@given(st.recursive(st.text() | st.booleans(), lambda inner: st.lists(inner, max_size=3)))
def test_any_text_is_one_line_that_reads_back(value: object) -> None:
    line = json_line(value)
    assert len(line.splitlines()) == 1
    assert json.loads(line.encode("utf-8")) == value


@pytest.mark.parametrize(
    ("item", "key"),
    [
        (FILL_IN, [FILL_IN.blanks[0].key]),
        (FALSE, FALSE.key),
    ],
)
def test_keys_of_blanks_and_statements(item: Item, key: object) -> None:
    assert public_record(item, printed(), ())["key"] == key


def test_keys_of_choices_are_places() -> None:
    one, many = SINGLE, MULTIPLE
    record = public_record(one, printed(), ())
    right = next(option.text for option in one.options if option.id == one.key)
    assert [record["options"][place] for place in record["key"]] == [right]
    record = public_record(many, printed(), ())
    rights = [option.text for option in many.options if option.id in many.keys]
    assert [record["options"][place] for place in record["key"]] == rights


def test_places_count_the_decoded_file() -> None:
    raw = "\r\n" + SOURCE.text
    source = public_record(FILL_IN, printed(raw, 2), ())["source"]
    assert raw[source["start"] : source["end"]] == source["quote"] == FILL_IN.source.quote


def test_enemies_are_sorted() -> None:
    assert public_record(FILL_IN, printed(), {"b", "a"})["enemies"] == ["a", "b"]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (FactKind.DUTY, "duty"),
        (FactKind.RULE, "rule"),
        (FactKind.TERM, "term"),
        (FactKind.ENUMERATION, "term"),
    ],
)
def test_knowledge_follows_the_fact(kind: FactKind, said: str) -> None:
    fact = make_fact(SOURCE, "四联四评", kind)
    item = FILL_IN
    assert item.knowledge is Knowledge.GENERAL
    assert knowledge_of(item, fact) == said
