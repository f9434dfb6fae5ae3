"""How articles are named to people."""

from __future__ import annotations

import pytest
from flask import Flask

from quizapp.web.item_words import article_name


@pytest.mark.parametrize(
    ("ordinal", "number", "name"),
    [
        (0, "", "Preamble"),
        (3, "8", "Article 8"),
        (3, "8.", "Article 8"),
        (12, "十二", "Article 十二"),
        (120, "一百二十", "Article 一百二十"),
        (12, "第十二条", "第十二条"),
        (5, "", "Paragraph 5"),
        (5, "3.2", "3.2"),
    ],
)
def test_article_is_named_by_its_printed_number(
    app: Flask, ordinal: int, number: str, name: str
) -> None:
    with app.test_request_context():
        assert article_name(ordinal, number) == name
