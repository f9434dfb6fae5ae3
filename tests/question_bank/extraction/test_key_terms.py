"""Terms without marks, told by two certain edges."""

from __future__ import annotations

import pytest

from question_bank.bundle import Fact, FactKind
from question_bank.lexicon import lists
from tests.question_bank.made_up_regulation import facts_of, norms, reading

OBJECT = "name:object"


def terms_of(*articles: str) -> list[Fact]:
    return facts_of(norms(*articles), OBJECT)


@pytest.mark.parametrize(
    ("sentence", "value", "before"),
    [
        ("园林部门应当编制寒潮通报。", "寒潮通报", "编制"),
        ("园林部门应当签订供水协议，逐年续订。", "供水协议", "签订"),
        ("认养人应当自觉维护栽种秩序。", "栽种秩序", "维护"),
    ],
)
def test_an_object_runs_from_its_verb_to_the_end_of_the_clause(
    sentence: str, value: str, before: str
) -> None:
    (fact,) = terms_of(sentence, "无。")
    assert fact.kind is FactKind.TERM
    assert (fact.value, fact.detail["part"], fact.detail["before"]) == (value, "object", before)


@pytest.mark.parametrize(
    "sentence",
    [
        "认养人应当参加相关活动。",
        "园林部门应当编制通报。",
        "园林部门应当编制寒潮通报的",
        "园林部门应当编制寒潮通报（附上图纸）。",
        "认养人应当缴纳等额有关费用。",
        "花房开门。",
    ],
)
def test_vague_short_and_open_ended_objects_are_none(sentence: str) -> None:
    assert terms_of(sentence, "无。") == []


@pytest.mark.parametrize(
    "article",
    [
        "园林部门每日巡查。供水协议应当逐年续订。",
        "供水协议应当逐年续订。",
    ],
)
def test_a_topic_runs_from_the_head_of_a_sentence_to_its_modal_word(article: str) -> None:
    topic = next(fact for fact in terms_of(article, "无。") if fact.detail["part"] == "topic")
    assert (topic.value, topic.article_ordinal) == ("供水协议", 1)
    assert topic.detail["after"] == "应当" and topic.detail["before"] == ""


def test_edges_hold_in_the_whole_regulation() -> None:
    text = reading().source.text
    kept = facts_of(reading(), OBJECT)
    assert {"寒潮通报", "栽种秩序"} <= {fact.value for fact in kept}
    for fact in kept:
        assert 3 <= len(fact.value) <= 10
        assert text[: fact.value_start].endswith(fact.detail["before"])
        assert text.startswith(fact.detail["after"], fact.value_end)
        if fact.detail["part"] == "object":
            assert text[fact.value_end] in "，。；"
        words = lists("regulations")
        assert not fact.value.startswith(tuple(words["never_first_in_terms"]))
        assert not fact.value.endswith(tuple(words["never_last_in_terms"]))


def test_things_and_deeds_are_told_apart() -> None:
    found = terms_of("园林部门应当编制寒潮通报。", "园林部门应当加强水质检测。")
    kinds = {fact.value: fact.detail["kind"] for fact in found}
    assert kinds == {"寒潮通报": "thing", "水质检测": "deed"}
