"""What kind of file it is, and who reads it.

Owns the limits of size and the match of name and content. Content decides, never the name alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import PurePath
from typing import Any, Final

from question_bank.reading.cleaning import Piece, RawText
from question_bank.reading.refusals import ReadingRefused, RefusalCode

MOST_BYTES: Final = 10 * 1024 * 1024

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
_LEGACY_ENDINGS: Final = frozenset({".doc", ".wps", ".rtf", ".ofd", ".dot", ".wpt", ".odt"})
_ENDINGS: Final = {
    ".txt": "txt", ".docx": "docx", ".pdf": "pdf", ".html": "html", ".htm": "html", ".xhtml": "html",
}  # fmt: skip
_READERS: Final = {
    "txt": ("question_bank.reading.plain_text", "read_text"),
    "docx": ("question_bank.reading.word", "read_word"),
    "pdf": ("question_bank.reading.pdf", "read_pdf"),
    "html": ("question_bank.reading.html", "read_html"),
    "zip": ("question_bank.reading.archive", "names_in"),
}
"""Module and function by format. Only the one that is needed is loaded: each brings its library."""
_FOREIGN: Final = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"Rar!", b"7z\xbc\xaf",
    b"\x1f\x8b", b"\x7fELF", b"MZ",
)  # fmt: skip
_MAIN_PART: Final = re.compile(r"word/document\d*\.xml")
_HEAD: Final = 4096
_PAGE: Final = re.compile(
    r"(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b",
    re.S,
)
_TAG: Final = re.compile(r"<(?:html|body|p|div|br|h[1-6]|ol|ul|table|span|article|section)[\s/>]")


@dataclass(frozen=True, slots=True)
class RawDocument:
    """The decoded text of a file and the pieces that make up each of its paragraphs."""

    format: str
    encoding: str
    """How a text file or web page is to be decoded, empty for other formats."""
    text: str = field(repr=False)
    paragraphs: tuple[Sequence[Piece], ...] = field(repr=False)


def raw_document(data: bytes, file_name: str) -> RawDocument:
    """The words of the file. Raises ReadingRefused when it cannot be used."""
    if not data:
        raise ReadingRefused(RefusalCode.EMPTY_FILE)
    if len(data) > MOST_BYTES:
        raise ReadingRefused(RefusalCode.TOO_LARGE)
    kind = _kind(data, _ending(file_name))
    raw: RawText = _function(kind)(data)
    if not raw.text.strip():
        raise ReadingRefused(RefusalCode.NO_TEXT)
    return RawDocument(kind, raw.encoding, raw.text, raw.paragraphs)


def _function(name: str) -> Callable[[bytes], Any]:
    module, function = _READERS[name]
    found: Callable[[bytes], Any] = getattr(import_module(module), function)
    return found


def _ending(file_name: str) -> str:
    ending = PurePath(file_name.strip()).suffix.lower()
    # A full stop inside a Chinese name begins no ending.
    return ending if ending[1:].isascii() and 1 < len(ending) < 7 else ""


def _kind(data: bytes, ending: str) -> str:
    found = _by_content(data, ending)
    if ending in _ENDINGS and _ENDINGS[ending] != found:
        if found == "txt" and ending in (".docx", ".pdf"):
            broken = {".docx": RefusalCode.BROKEN_DOCX, ".pdf": RefusalCode.BROKEN_PDF}
            raise ReadingRefused(broken[ending])
        raise ReadingRefused(RefusalCode.NAME_MISMATCH)
    if ending in _LEGACY_ENDINGS:
        mismatch = found != "txt"
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
    head = _head(data)
    if _PAGE.match(head) or (_ENDINGS.get(ending) == "html" and _TAG.search(head)):
        return "html"
    if head.startswith("<?xml"):
        raise ReadingRefused(RefusalCode.UNSUPPORTED_FORMAT)
    return "txt"


def _head(data: bytes) -> str:
    """The first characters in small letters, as far as they are of ASCII."""
    head = data[:_HEAD]
    if b"\x00" in head:
        # UTF-16: the zero bytes go with all characters that are not of ASCII.
        head = head.replace(b"\x00", b"")
    return head.decode("ascii", "ignore").lower().lstrip()


def _of_archive(data: bytes, ending: str) -> str:
    names: frozenset[str] | None = _function("zip")(data)
    if names is None:
        raise ReadingRefused(
            RefusalCode.BROKEN_DOCX if ending in ("", ".docx") else RefusalCode.UNSUPPORTED_FORMAT
        )
    if any(_MAIN_PART.fullmatch(name) for name in names):
        return "docx"
    if "OFD.xml" in names:
        raise ReadingRefused(RefusalCode.LEGACY_FORMAT)
    if ending == ".docx" and "[Content_Types].xml" not in names:
        raise ReadingRefused(RefusalCode.BROKEN_DOCX)
    raise ReadingRefused(RefusalCode.UNSUPPORTED_FORMAT)
