"""Sentences are found by their words."""

from __future__ import annotations

import pytest

from question_bank.checks.values import fold
from question_bank.source import Source
from question_bank.trial.places import EDGE, LIST_EDGE, pairs_of, places_of, without_edges
from tests.question_bank.made_up import make_source

PLAN = make_source()


def test_each_sentence_stands_at_its_span() -> None:
    places = places_of(PLAN)
    for sentence, span in zip(places.sentences, places.spans, strict=True):
        assert sentence[0] == sentence[-1] == EDGE
        assert without_edges(sentence) == fold(PLAN.text[span.start : span.end])


def test_article_numbers_are_no_part_of_a_sentence() -> None:
    assert f"{EDGE}提高组织生活质量{EDGE}" in places_of(PLAN).sentences


@pytest.mark.parametrize("words", ["建立机关科级干部廉政档案", "结合馆藏整理举办业务比武"])
def test_the_sentence_of_its_words_comes_first(words: str) -> None:
    places = places_of(PLAN)
    ranked = places.nearest(words, 3)
    assert words in without_edges(places.sentences[ranked[0][1]])
    assert [weight for weight, _ in ranked] == sorted((w for w, _ in ranked), reverse=True)


def test_foreign_words_have_no_place() -> None:
    assert places_of(PLAN).nearest("鲲鹏", 3) == []


def test_no_pair_across_an_edge() -> None:
    assert pairs_of(f"{EDGE}甲乙{LIST_EDGE}丙丁{EDGE}") == ["甲乙", "丙丁"]


def test_lists_keep_their_edges() -> None:
    listed = next(text for text in places_of(PLAN).sentences if "护档" in text)
    assert f"护档{LIST_EDGE}识档{LIST_EDGE}用档" in listed


def test_a_sentence_that_introduces_lines_comes_with_them() -> None:
    source = Source("", "", "借阅须备：\n（一）证件；\n（二）押金。\n另行登记。\n", ())
    found = places_of(source).sentences
    lead = f"{EDGE}借阅须备{EDGE}"
    assert f"{lead}证件{EDGE}" in found and f"{lead}押金{EDGE}" in found
    assert f"{lead}证件{EDGE}押金{EDGE}" in found
    assert not any("须备" in text and "登记" in text for text in found)
