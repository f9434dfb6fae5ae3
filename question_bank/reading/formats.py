"""What kind of file it is, and who reads it.

Owns the limits of size and the match of name and content. Content decides, never the name alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Final

from question_bank.reading.archive import names_in
from question_bank.reading.cleaning import Piece, lines_of
from question_bank.reading.pdf import read_pdf
from question_bank.reading.plain_text import decode
from question_bank.reading.refusals import ReadingRefused, RefusalCode
from question_bank.reading.word import read_word
from question_bank.reading.wrapping import is_wrapped, joined

MOST_BYTES: Final = 10 * 1024 * 1024

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
_LEGACY_ENDINGS: Final = frozenset({".doc", ".wps", ".rtf", ".ofd", ".dot", ".wpt", ".odt"})
_ENDINGS: Final = {".txt": "txt", ".docx": "docx", ".pdf": "pdf"}
_FOREIGN: Final = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"Rar!", b"7z\xbc\xaf",
    b"\x1f\x8b", b"\x7fELF", b"MZ",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RawDocument:
    """The decoded text of a file and the pieces that make up each of its paragraphs."""

    format: str
    text: str = field(repr=False)
    paragraphs: tuple[Sequence[Piece], ...] = field(repr=False)


def raw_document(data: bytes, file_name: str) -> RawDocument:
    """The words of the file. Raises ReadingRefused when it cannot be used."""
    if not data:
        raise ReadingRefused(RefusalCode.EMPTY_FILE)
    if len(data) > MOST_BYTES:
        raise ReadingRefused(RefusalCode.TOO_LARGE)
    kind = _kind(data, _ending(file_name))
    if kind == "docx":
        text = read_word(data)
        return RawDocument(kind, text, tuple((line,) for line in lines_of(text)))
    if kind == "pdf":
        text, paragraphs = read_pdf(data)
        return RawDocument(kind, text, paragraphs)
    text = decode(data)
    if not text.strip():
        raise ReadingRefused(RefusalCode.NO_TEXT)
    lines = lines_of(text)
    if is_wrapped(text, lines):
        words = [line for line in lines if text[line.start : line.end].strip()]
        return RawDocument(kind, text, tuple(joined(text, words)))
    return RawDocument(kind, text, tuple((line,) for line in lines))


def _ending(file_name: str) -> str:
    ending = PurePath(file_name.strip()).suffix.lower()
    # A full stop inside a Chinese name begins no ending.
    return ending if ending[1:].isascii() and 1 < len(ending) < 7 else ""


def _kind(data: bytes, ending: str) -> str:
    found = _by_content(data, ending)
    if ending in _ENDINGS and _ENDINGS[ending] != found:
        if found == "txt":
            broken = {".docx": RefusalCode.BROKEN_DOCX, ".pdf": RefusalCode.BROKEN_PDF}
            raise ReadingRefused(broken[ending])
        raise ReadingRefused(RefusalCode.NAME_MISMATCH)
    if ending in _LEGACY_ENDINGS:
        mismatch = found in ("docx", "pdf")
        raise ReadingRefused(RefusalCode.NAME_MISMATCH if mismatch else RefusalCode.LEGACY_FORMAT)
    if ending and ending not in _ENDINGS:
        raise ReadingRefused(
            RefusalCode.UNSUPPORTED_FORMAT if found == "txt" else RefusalCode.NAME_MISMATCH
        )
    return found


def _by_content(data: bytes, ending: str) -> str:
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLE):
        encrypted = _ENCRYPTED_STREAM in data
        raise ReadingRefused(RefusalCode.ENCRYPTED_DOCX if encrypted else RefusalCode.LEGACY_FORMAT)
    if data.startswith(_ZIP):
        return _of_archive(data, ending)
    if data.startswith(b"{\\rtf"):
        raise ReadingRefused(RefusalCode.LEGACY_FORMAT)
    if data.startswith(_FOREIGN):
        raise ReadingRefused(RefusalCode.UNSUPPORTED_FORMAT)
    return "txt"


def _of_archive(data: bytes, ending: str) -> str:
    names = names_in(data)
    if names is None:
        raise ReadingRefused(
            RefusalCode.BROKEN_DOCX if ending in ("", ".docx") else RefusalCode.UNSUPPORTED_FORMAT
        )
    if "word/document.xml" in names:
        return "docx"
    if "OFD.xml" in names:
        raise ReadingRefused(RefusalCode.LEGACY_FORMAT)
    if ending == ".docx" and "[Content_Types].xml" not in names:
        raise ReadingRefused(RefusalCode.BROKEN_DOCX)
    raise ReadingRefused(RefusalCode.UNSUPPORTED_FORMAT)
