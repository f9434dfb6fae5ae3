"""Blanks are laid on sentences by the words beside them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.trial.alignment import best_fit, common_around
from question_bank.trial.places import EDGE, LIST_EDGE

SENTENCE = f"{EDGE}各组每月集中学习{EDGE}每年培训两次{EDGE}"


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (f"{EDGE}各组每", f"集中学习{EDGE}", "月"),
        (f"{EDGE}每年培训", f"次{EDGE}", "两"),
        (f"集中学习{EDGE}", f"培训两次{EDGE}", "每年"),
        (f"{EDGE}各组每月集中", EDGE, "学习"),
    ],
)
def test_value_at_a_blank(left: str, right: str, expected: str) -> None:
    fit = best_fit(SENTENCE, left, right, longest=20)
    assert fit is not None and SENTENCE[fit.start : fit.end] == expected


def test_two_places_that_fit_alike_give_none() -> None:
    sentence = f"{EDGE}甲组定规{LIST_EDGE}甲组查账{EDGE}"
    assert best_fit(sentence, "甲组", EDGE, longest=2) is not None
    assert best_fit(f"{EDGE}推行一办法{EDGE}推行二办法{EDGE}", "推行", "办法", longest=9) is None


def test_a_context_torn_inside_a_member_tells_against_a_place() -> None:
    sentence = f"{EDGE}改作风提升质量{LIST_EDGE}改方式提升水平{EDGE}加强建设{EDGE}"
    left, right = f"{EDGE}改作风提升", f"{EDGE}加强建设{EDGE}"
    good, bad = (common_around(word, sentence, left, right) for word in ("质量", "水平"))
    assert good is not None and bad is not None and good > bad


def test_a_piece_inside_a_clause_goes_first() -> None:
    sentence = f"{EDGE}履行义务{EDGE}划定区域{EDGE}每日进行巡查{EDGE}"
    fit = best_fit(sentence, f"{EDGE}履行义务{EDGE}", f"进行巡查{EDGE}", longest=20)
    assert fit is not None and sentence[fit.start : fit.end] == "每日"


def test_numbers_are_found_whole() -> None:
    assert common_around("5日", f"{EDGE}在15日内{EDGE}", "在", "内") is None
    assert common_around("15日", f"{EDGE}在15日内{EDGE}", "在", "内") == 2


@given(st.text("甲乙丙丁", min_size=3, max_size=12), st.data())
def test_cut_out_words_are_found_again(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    sentence = EDGE + text + EDGE
    left, right = sentence[: start + 1], sentence[end + 1 :]
    fit = best_fit(sentence, left, right, longest=20)
    assert fit is not None and sentence[fit.start : fit.end] == text[start:end]
