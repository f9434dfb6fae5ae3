"""Pieces are kept by language and content, and only those that may be."""

from __future__ import annotations

import pytest
from flask import Flask
from flask_babel import force_locale

from quizapp.web import fragments

TEMPLATE = "components/answering.html"


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    fragments._kept.clear()


def test_a_piece_is_made_once_for_the_same_values(app: Flask) -> None:
    with app.test_request_context():
        first = fragments.kept(TEMPLATE, "card_cell", 7, "#q7", True)
        again = fragments.kept(TEMPLATE, "card_cell", 7, "#q7", True)
        other = fragments.kept(TEMPLATE, "card_cell", 7, "#q7", False)
    assert first is again
    assert "answered" in first and "not answered" in other


def test_each_language_has_its_own_piece(app: Flask) -> None:
    shown = {}
    for language in ("en", "zh_Hans_CN"):
        with app.test_request_context(), force_locale(language):
            assert fragments.language() == language
            shown[language] = fragments.kept(TEMPLATE, "card_legend", 1, 2, 3)
    assert shown["en"] != shown["zh_Hans_CN"]


def test_text_is_escaped_and_nothing_else_is_kept_for_one_person(app: Flask) -> None:
    with app.test_request_context():
        piece = fragments.made(TEMPLATE, "card_cell", 1, '"><script>', False)
    assert "<script>" not in piece
    assert fragments._kept == {}


def test_memory_has_an_end(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fragments, "_MOST", 10)
    with app.test_request_context():
        for number in range(25):
            fragments.kept(TEMPLATE, "card_cell", number, "#", False)
    assert 0 < len(fragments._kept) <= 10
