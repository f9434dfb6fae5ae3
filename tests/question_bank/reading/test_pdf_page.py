"""Indents tell where paragraphs of a pdf begin."""

from __future__ import annotations

import io

from pypdf import PdfReader

from question_bank.reading.pdf_page import indented, page_of
from tests.question_bank.reading.made_files import pdf_of


def test_words_and_where_their_lines_begin() -> None:
    (made,) = PdfReader(io.BytesIO(pdf_of([["一、学习", "工作作⻛好转"]]))).pages
    page = page_of(made)
    assert page.text.split("\n")[:2] == ["一、学习", "工作作风好转"]
    assert [round(left) for left in page.lefts.values()] == [50, 50]
    assert list(page.lefts) == [0, 5]


def test_lines_a_little_right_of_the_margin_are_indented() -> None:
    lefts = [(0, 250.0), (10, 57.7), (20, 33.7), (30, 33.9), (40, 57.7), (50, 33.7)]
    assert indented(lefts) == {10, 40}


def test_without_places_nothing_is_indented() -> None:
    assert indented([]) == frozenset()
