"""Titles in their usual writings."""

from __future__ import annotations

import pytest

from question_bank.answers.titles import title_form


@pytest.mark.parametrize(
    "text",
    [
        "《某项条例》",
        "某项条例（试行）",
        "中国共产党某项条例",
        "中國共產黨某項條例",
        "某项条例（2019年修订）",
    ],
)
def test_short_and_long_forms_are_one(text: str) -> None:
    assert title_form(text) == "某项条例"


def test_authors_go_before_about_only() -> None:
    assert title_form("国务院关于某事的意见") == title_form("某事意见")
    assert title_form("国务院某室规则") != title_form("某室规则")


def test_a_title_of_left_out_words_keeps_them() -> None:
    assert title_form("中国共产党") == "中国共产党"
    assert title_form("关于") == "关于"
