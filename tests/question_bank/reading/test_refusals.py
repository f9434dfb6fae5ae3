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


@pytest.mark.parametrize("code", [RefusalCode.LEGACY_FORMAT, RefusalCode.SCANNED_PDF])
def test_what_the_office_program_can_cure_is_said_in_its_users_words(code: RefusalCode) -> None:
    assert "请用WPS另存为docx" in ReadingRefused(code).message
