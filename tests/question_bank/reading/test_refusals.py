"""Each refusal is one sentence with a cure."""

from __future__ import annotations

import pytest

from question_bank.reading.refusals import ReadingRefused, RefusalCode


@pytest.mark.parametrize("code", list(RefusalCode))
def test_every_code_has_one_sentence(code: RefusalCode) -> None:
    message = ReadingRefused(code).message
    assert message[0].isupper()
    assert message.endswith(".")
    assert ";" in message
