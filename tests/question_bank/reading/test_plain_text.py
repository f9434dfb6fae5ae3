"""Encodings are told apart, and what is no text is refused."""

from __future__ import annotations

import pytest

from question_bank.reading.plain_text import decode, read_text
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


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32", "gb18030", "utf-8-sig"])
@pytest.mark.parametrize(
    "text", ["一、加强学习\n二、考核\n", "没有换行的一行话", TEXT.replace("\n", "\r\n")]
)
def test_the_named_encoding_gives_the_text(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    read, named = decode(data)
    assert read == text == data.decode(named)


def test_traditional_writing_in_big5_is_refused_not_garbled() -> None:
    with pytest.raises(ReadingRefused):
        decode(("一、加強學習，每季度開展一次檔案開放日活動，形成長效機制。" * 4).encode("big5"))


def test_lines_are_paragraphs() -> None:
    raw = read_text("甲\r\n\r\n乙".encode())
    assert [raw.text[one.start : one.end] for (one,) in raw.paragraphs] == ["甲", "", "乙"]
