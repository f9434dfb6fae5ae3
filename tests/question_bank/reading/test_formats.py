"""Content decides what a file is; its name must not contradict."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.reading.formats import MOST_BYTES, raw_document
from question_bank.reading.refusals import ReadingRefused, RefusalCode
from tests.question_bank.reading.made_files import docx_of, paragraph, pdf_of, zip_of

ROOT = Path(__file__).resolve().parents[3]
TEXT = "1.提高质量。每季度开展一次活动。\n2.健全责任。"
DOCX = docx_of(paragraph(TEXT))
HTML = "<!DOCTYPE html><html><body><p>1.提高质量。每季度开展一次活动。</p></body></html>".encode()
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
        (HTML, "计划.html", "html"),
        (HTML, "", "html"),
        (HTML.decode().encode("utf-16"), "a.htm", "html"),
        ("<p>每季度一次</p>".encode(), "a.html", "html"),
        ("<p>每季度一次</p>".encode(), "a.txt", "txt"),
        ("<？>每季度".encode(), "", "txt"),
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
        (TEXT.encode(), "a.html", RefusalCode.NAME_MISMATCH),
        (DOCX, "a.txt", RefusalCode.NAME_MISMATCH),
        (DOCX, "a.doc", RefusalCode.NAME_MISMATCH),
        (DOCX, "a.pdf", RefusalCode.NAME_MISMATCH),
        (PDF, "a.docx", RefusalCode.NAME_MISMATCH),
        (PDF, "a.wps", RefusalCode.NAME_MISMATCH),
        (HTML, "a.txt", RefusalCode.NAME_MISMATCH),
        (HTML, "a.doc", RefusalCode.NAME_MISMATCH),
        (b"<?xml version='1.0'?><w:wordDocument/>", "", RefusalCode.UNSUPPORTED_FORMAT),
        (b"<html><body><script>a()</script></body></html>", "a.html", RefusalCode.NO_TEXT),
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


def test_only_the_reader_that_is_needed_is_loaded() -> None:
    code = (
        "import sys\n"
        "from question_bank.reading.document import read_document\n"
        "read_document('1.提高质量。\\n2.健全责任。'.encode(), 'a.txt')\n"
        "print([name for name in ('lxml', 'pypdf', 'docx', 'zipfile') if name in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert shown.stdout == "[]\n"


DAMAGED = st.tuples(
    st.sampled_from([(DOCX, "a.docx"), (PDF, "a.pdf"), (HTML, "a.html"), (TEXT.encode(), "a.txt")]),
    st.lists(st.tuples(st.integers(0, 6000), st.binary(max_size=8)), max_size=6),
    st.integers(0, 6000),
)


@settings(max_examples=150, deadline=None)
@given(DAMAGED)
def test_a_damaged_file_is_read_or_refused(
    damaged: tuple[tuple[bytes, str], list[tuple[int, bytes]], int],
) -> None:
    (data, name), changes, length = damaged
    for place, put in changes:
        at = place % len(data)
        data = data[:at] + put + data[at + len(put) :]
    try:
        document = raw_document(data[: max(length, 1)], name)
    except ReadingRefused as refused:
        assert refused.message
    else:
        assert document.text.strip()


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf"]),
    st.binary(max_size=300),
    st.sampled_from(["", "a.txt", "a.docx", "a.pdf", "a.html", "a.doc"]),
)
def test_any_bytes_are_read_or_refused(head: bytes, tail: bytes, name: str) -> None:
    try:
        raw_document(head + tail, name)
    except ReadingRefused as refused:
        assert refused.message
