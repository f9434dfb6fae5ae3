"""Content decides what a file is; its name must not contradict."""

from __future__ import annotations

import pytest

from question_bank.reading.formats import MOST_BYTES, raw_document
from question_bank.reading.refusals import ReadingRefused, RefusalCode
from tests.question_bank.reading.made_files import docx_of, paragraph, pdf_of, zip_of

TEXT = "1.提高质量。每季度开展一次活动。\n2.健全责任。"
DOCX = docx_of(paragraph(TEXT))
PDF = pdf_of([["1.提高质量。每季度开展一次活动。", "2.健全责任。"]])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (TEXT.encode(), "计划.txt", "txt"),
        (TEXT.encode(), "", "txt"),
        (TEXT.encode(), "2031.党建计划", "txt"),
        (DOCX, "计划.DOCX", "docx"),
        (DOCX, "", "docx"),
        (PDF, "计划.pdf", "pdf"),
        (b"\n\n" + PDF, "", "pdf"),
    ],
)
def test_formats_are_told_apart(data: bytes, name: str, kind: str) -> None:
    document = raw_document(data, name)
    assert document.format == kind
    assert "每季度" in document.text


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.txt", RefusalCode.EMPTY_FILE),
        (b"x" * (MOST_BYTES + 1), "a.txt", RefusalCode.TOO_LARGE),
        (b" \n\t\n", "a.txt", RefusalCode.NO_TEXT),
        (bytes(range(256)), "a.txt", RefusalCode.UNKNOWN_ENCODING),
        (TEXT.encode(), "a.docx", RefusalCode.BROKEN_DOCX),
        (TEXT.encode(), "a.pdf", RefusalCode.BROKEN_PDF),
        (TEXT.encode(), "a.doc", RefusalCode.LEGACY_FORMAT),
        (TEXT.encode(), "a.html", RefusalCode.UNSUPPORTED_FORMAT),
        (DOCX, "a.txt", RefusalCode.NAME_MISMATCH),
        (DOCX, "a.doc", RefusalCode.NAME_MISMATCH),
        (DOCX, "a.pdf", RefusalCode.NAME_MISMATCH),
        (PDF, "a.docx", RefusalCode.NAME_MISMATCH),
        (PDF, "a.wps", RefusalCode.NAME_MISMATCH),
        (OLE, "a.doc", RefusalCode.LEGACY_FORMAT),
        (OLE, "a.wps", RefusalCode.LEGACY_FORMAT),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", RefusalCode.ENCRYPTED_DOCX),
        (b"{\\rtf1 a}", "a.rtf", RefusalCode.LEGACY_FORMAT),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a.png", RefusalCode.UNSUPPORTED_FORMAT),
        (zip_of({"OFD.xml": b"<a/>"}), "a.ofd", RefusalCode.LEGACY_FORMAT),
        (zip_of({"xl/workbook.xml": b"<a/>"}), "a.xlsx", RefusalCode.UNSUPPORTED_FORMAT),
        (zip_of({"a.txt": b"x"}), "a.docx", RefusalCode.BROKEN_DOCX),
        (DOCX[:200], "a.docx", RefusalCode.BROKEN_DOCX),
    ],
)
def test_refusals(data: bytes, name: str, code: RefusalCode) -> None:
    with pytest.raises(ReadingRefused) as caught:
        raw_document(data, name)
    assert caught.value.code is code
