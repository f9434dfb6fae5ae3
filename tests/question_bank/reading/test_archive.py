"""An archive is read within its budget, whatever sizes it declares."""

from __future__ import annotations

import struct

import pytest

from question_bank.reading import archive
from question_bank.reading.archive import members_of, names_in
from question_bank.reading.refusals import ReadingRefused, RefusalCode
from tests.question_bank.reading.made_files import zip_of

WANTED = frozenset({"a"})


def code_of(data: bytes) -> RefusalCode:
    with pytest.raises(ReadingRefused) as caught:
        members_of(data, WANTED)
    return caught.value.code


def test_wanted_members_come_out() -> None:
    data = zip_of({"a": b"one", "b": b"two"})
    assert members_of(data, WANTED) == {"a": b"one"}
    assert names_in(data) == {"a", "b"}


def test_no_archive() -> None:
    assert names_in(b"PK\x03\x04 and nothing more") is None
    assert code_of(b"PK\x03\x04 and nothing more") is RefusalCode.BROKEN_DOCX


def test_budget_is_for_all_members_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_INFLATED", 100_000)
    data = zip_of({"a": b"one", "b": bytes(60_000), "c": bytes(60_000)})
    assert code_of(data) is RefusalCode.ARCHIVE_TOO_LARGE


def test_too_many_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_MEMBERS", 3)
    assert code_of(zip_of({str(n): b"" for n in range(4)})) is RefusalCode.ARCHIVE_TOO_LARGE


def test_declared_size_that_lies_is_no_way_around(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_INFLATED", 100_000)
    data = zip_of({"b": bytes(5_000_000)})
    lying = data.replace(struct.pack("<I", 5_000_000), struct.pack("<I", 10))
    assert lying != data
    assert code_of(lying) in {RefusalCode.BROKEN_DOCX, RefusalCode.ARCHIVE_TOO_LARGE}


def test_damaged_member() -> None:
    data = bytearray(zip_of({"a": b"words " * 400}))
    data[40:60] = bytes(20)
    assert code_of(bytes(data)) is RefusalCode.BROKEN_DOCX
