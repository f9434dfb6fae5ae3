"""Encodings are told apart, and what is no text is refused."""

from __future__ import annotations

import pytest

from question_bank.reading.plain_text import decode
from question_bank.reading.refusals import ReadingRefused, RefusalCode

TEXT = "一、夯实基础\n1.提高质量。每季度开展一次档案开放日。\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"]
)
def test_text_in_usual_encodings_is_read(encoding: str) -> None:
    assert decode(TEXT.encode(encoding))[0] == TEXT


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)),
        "Ünïcödé façade".encode("latin-1"),
        b"\x81\x20\xff\xfe\x00",
        "１２".encode("utf-16-le")[:-1] + b"\x00\xd8\x00",
        b"\x00" * 64,
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(ReadingRefused) as caught:
        decode(data)
    assert caught.value.code is RefusalCode.UNKNOWN_ENCODING


def test_chance_characters_are_no_gb18030() -> None:
    rare = "龘靐齉爩鱻麤龗灪吁龖厵" * 5
    with pytest.raises(ReadingRefused):
        decode(rare.encode("gb18030"))
