"""What the tests of the question bank share: documents made by hand in every format."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from question_bank.extraction.extracting import Reading, extract
from question_bank.reading.document import read_document


@pytest.fixture(scope="session")
def read() -> Callable[[str], Reading]:
    """Reads a text as a plan with one article, unless the text has numbers of its own."""

    def reading(text: str) -> Reading:
        whole = (
            text
            if text.lstrip().startswith(("1.", "一、", "第一条", "2031"))
            else f"1.要点。{text}\n2.其余。无。"
        )
        return extract(read_document(whole.encode(), "own.txt"), "云岭市档案局2031年工作计划")

    return reading
