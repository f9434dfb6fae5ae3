"""Word lists become patterns, the longest word first."""

from __future__ import annotations

import re

import pytest

from question_bank.extraction.rule_words import one_of, word_list
from question_bank.lexicon import lists


def test_longer_words_go_first() -> None:
    pattern = re.compile(one_of("duration_units"))
    match = pattern.match("个工作日内")
    assert match is not None
    assert match[0] == "个工作日"
    lengths = [len(word) for word in word_list("bounds_before")]
    assert lengths == sorted(lengths, reverse=True)


def test_lists_are_joined() -> None:
    assert re.fullmatch(one_of("age_units", "money_units"), "周岁")
    assert re.fullmatch(one_of("age_units", "money_units"), "万元")


def test_unknown_list() -> None:
    with pytest.raises(KeyError):
        word_list("nothing")


def test_every_list_has_a_note() -> None:
    assert set(lists("rules")) - {"about"} == set(lists("rules")["about"])
