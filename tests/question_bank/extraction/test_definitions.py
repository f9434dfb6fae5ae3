"""Defined terms with their meaning, and the systems a regulation sets up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from question_bank.bundle import FactKind
from question_bank.extraction.extracting import Reading
from tests.question_bank.made_up_regulation import facts_of, norms, reading

DEFINITION = "name:definition"
SYSTEM = "name:system"


@pytest.mark.parametrize(
    ("sentence", "term", "meaning"),
    [
        (
            "本规定所称苗床，是指划给一户市民栽种花木的地块。",
            "苗床",
            "划给一户市民栽种花木的地块",
        ),
        (
            "本办法所称的花架，系指架在苗床边上的木头支架。",
            "花架",
            "架在苗床边上的木头支架",
        ),
        ("越冬花木，指气温骤降便会枯萎的盆栽；其余不论。", "越冬花木", "气温骤降便会枯萎的盆栽"),
        ("越冬花木是指气温骤降便会枯萎的盆栽；其余不论。", "越冬花木", "气温骤降便会枯萎的盆栽"),
        (
            "下列用语的含义：\n（一）花匠，是指受聘照看公共苗床的市民。",
            "花匠",
            "受聘照看公共苗床的市民",
        ),
    ],
)
def test_definitions(sentence: str, term: str, meaning: str) -> None:
    (fact,) = facts_of(norms(sentence, "无。"), DEFINITION)
    assert (fact.value, fact.detail["meaning"]) == (term, meaning)
    assert fact.kind is FactKind.TERM
    assert fact.exclusive and fact.article_ordinal == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "苗床的边缘，是指用砖石围成的四面矮墙。",
        "苗床和花架，是指供市民栽种花木的器物。",
        "前款所称，是指供市民栽种花木的各样器物。",
        "苗床，是指地块。",
        "苗床，是指" + "又长又宽" * 28 + "的地块。",
    ],
)
def test_loose_terms_and_meanings_too_short_or_too_long_define_nothing(sentence: str) -> None:
    assert facts_of(norms(sentence, "无。"), DEFINITION) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "越冬花木指气温骤降便会枯萎的盆栽；其余不论。",
        "花房应当指定专人看护入夜之后的各处苗床。",
        "邻里推举的代表指派园丁清扫花房门前的积雪。",
    ],
)
def test_a_bare_point_at_without_is_or_a_comma_defines_nothing(sentence: str) -> None:
    assert facts_of(norms(sentence, "无。"), DEFINITION) == []


@pytest.mark.parametrize(
    ("sentence", "name", "noun"),
    [
        ("花房看护实行分级巡护制度。", "分级巡护", "制度"),
        ("建立健全寒潮预警机制，按日通报。", "寒潮预警", "机制"),
        ("花房应当制定断水应急预案。", "断水应急", "预案"),
    ],
)
def test_systems(sentence: str, name: str, noun: str) -> None:
    (fact,) = facts_of(norms(sentence, "无。"), SYSTEM)
    assert (fact.value, fact.detail["noun"]) == (name, noun)


@pytest.mark.parametrize(
    "sentence",
    [
        "花房实行巡护登记和逐日交接制度。",
        "花房应当建立相应制度。",
        "花房实行分级巡护制度化管理。",
        "花房废除押金制度。",
    ],
)
def test_joined_and_vague_systems_are_none(sentence: str) -> None:
    assert facts_of(norms(sentence, "无。"), SYSTEM) == []


def test_nothing_in_plans(read: Callable[[str], Reading]) -> None:
    found = read("花匠，是指受聘照看公共苗床的市民。花房看护实行分级巡护制度。")
    assert facts_of(found, DEFINITION) == facts_of(found, SYSTEM) == []


def test_meanings_stand_behind_their_terms_in_the_text() -> None:
    text = reading().source.text
    kept = facts_of(reading(), DEFINITION)
    assert len(kept) == 5
    for fact in kept:
        assert text.index(fact.detail["meaning"], fact.value_end) - fact.value_end <= 4
