"""Why a file cannot be read, in one sentence that names the trouble and the cure.

Owns the codes and their sentences. Reads nothing.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class RefusalCode(StrEnum):
    """What is wrong with the file."""

    EMPTY_FILE = "empty_file"
    TOO_LARGE = "too_large"
    UNKNOWN_ENCODING = "unknown_encoding"
    UNSUPPORTED_FORMAT = "unsupported_format"
    LEGACY_FORMAT = "legacy_format"
    BROKEN_DOCX = "broken_docx"
    ENCRYPTED_DOCX = "encrypted_docx"
    BROKEN_PDF = "broken_pdf"
    ENCRYPTED_PDF = "encrypted_pdf"
    SCANNED_PDF = "scanned_pdf"
    ARCHIVE_TOO_LARGE = "archive_too_large"
    NAME_MISMATCH = "name_mismatch"
    NO_TEXT = "no_text"


_SENTENCES: Final = {
    RefusalCode.EMPTY_FILE: "The file is empty; check that it was saved and send it again.",
    RefusalCode.TOO_LARGE: (
        "The file is larger than 10 MB; take out its pictures or save the text alone as .docx or .txt."
    ),
    RefusalCode.UNKNOWN_ENCODING: (
        "The characters of the text file cannot be read; save it as UTF-8 or GB18030 and send it again."
    ),
    RefusalCode.UNSUPPORTED_FORMAT: (
        "This kind of file cannot be read; save the document as .docx, .txt or .pdf and send that file."
    ),
    RefusalCode.LEGACY_FORMAT: (
        "Files of the kinds .doc, .wps, .rtf and .ofd cannot be read; open it with WPS, save it as .docx"
        " and send that file (请用WPS另存为docx)."
    ),
    RefusalCode.BROKEN_DOCX: (
        "The .docx file is damaged; open it with WPS or Word, save it again and send the new file."
    ),
    RefusalCode.ENCRYPTED_DOCX: (
        "The .docx file is protected by a password; save a copy without a password and send the copy."
    ),
    RefusalCode.BROKEN_PDF: (
        "The .pdf file is damaged; export it again, or send the original as .docx or .txt."
    ),
    RefusalCode.ENCRYPTED_PDF: (
        "The .pdf file is protected by a password; save a copy without a password and send the copy."
    ),
    RefusalCode.SCANNED_PDF: (
        "The .pdf file holds pictures of pages and no text; send the original as .docx or .txt"
        " (请用WPS另存为docx)."
    ),
    RefusalCode.ARCHIVE_TOO_LARGE: (
        "The file unpacks to more than can be read; save the text alone as .docx or .txt and send that."
    ),
    RefusalCode.NAME_MISMATCH: (
        "The ending of the file's name does not fit what is in the file; give it the right ending or"
        " save it again as .docx, .txt or .pdf."
    ),
    RefusalCode.NO_TEXT: (
        "No readable text was found in the file; send the original as .docx or .txt."
    ),
}


class ReadingRefused(Exception):
    """The file cannot be used. `code` says why, `message` is one sentence with the cure."""

    def __init__(self, code: RefusalCode) -> None:
        self.code = code
        self.message = _SENTENCES[code]
        super().__init__(self.message)
