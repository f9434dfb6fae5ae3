"""The words of a pdf: broken lines, what pages repeat, what cannot be read."""

from __future__ import annotations

import io
import zlib

import pytest
from pypdf import PdfReader, PdfWriter

from question_bank.reading.cleaning import cleaned
from question_bank.reading.pdf import read_pdf
from question_bank.reading.refusals import ReadingRefused, RefusalCode
from tests.question_bank.reading.made_files import pdf_of

HEAD = "云岭市档案局文件"
PAGES = [
    [HEAD, "一、夯实基础", "1.提高质量。坚持每季度开展一次档案开放日活动并邀请社区代表参加，", "局机关全年组织2-3期讲座。", "- 1 -"],
    [HEAD, "2.健全责任链条。党组书记负责总体部署，分管领导负责推进，形成闭环机制，", "支部书记抓落实。", "- 2 -"],
    [HEAD, "二、保障措施", "3.严格考核。每半年考核一次。", "- 3 -"],
]  # fmt: skip


def code_of(data: bytes) -> RefusalCode:
    with pytest.raises(ReadingRefused) as caught:
        read_pdf(data)
    return caught.value.code


def test_lines_are_joined_and_what_repeats_is_dropped() -> None:
    raw = read_pdf(pdf_of(PAGES))
    assert cleaned(raw.text, raw.paragraphs).text.split("\n") == [
        "一、夯实基础",
        "1.提高质量。坚持每季度开展一次档案开放日活动并邀请社区代表参加，局机关全年组织2-3期讲座。",
        "2.健全责任链条。党组书记负责总体部署，分管领导负责推进，形成闭环机制，支部书记抓落实。",
        "二、保障措施",
        "3.严格考核。每半年考核一次。",
    ]


def test_what_two_pages_repeat_is_dropped_too() -> None:
    raw = read_pdf(pdf_of(PAGES[:2]))
    assert HEAD not in cleaned(raw.text, raw.paragraphs).text


def test_what_a_browser_prints_at_the_edges_is_dropped() -> None:
    page = ["3/5/31, 2:38 PM", "一、夯实基础", "1.提高质量。", "https://a.example/x 1/1"]
    raw = read_pdf(pdf_of([page]))
    assert cleaned(raw.text, raw.paragraphs).text == "一、夯实基础\n1.提高质量。"


def test_a_stream_that_inflates_without_end_is_refused() -> None:
    data = zlib.compress(bytes(200_000_000))
    page = pdf_of([["甲"]]).replace(b"/Length", b"/Filter /FlateDecode /Length", 1)
    start = page.index(b"stream\n") + 7
    bomb = page[:start] + data + page[page.index(b"\nendstream") :]
    with pytest.raises(ReadingRefused):
        read_pdf(bomb)


def encrypted(password: str, owner: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of(PAGES))))
    writer.encrypt(password, owner, algorithm="AES-256")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_a_password_to_open_is_refused() -> None:
    assert code_of(encrypted("secret", "owner")) is RefusalCode.ENCRYPTED_PDF


def test_a_password_to_change_is_no_hindrance() -> None:
    assert "夯实基础" in read_pdf(encrypted("", "owner")).text


def test_pages_without_words_are_scans() -> None:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    buffer = io.BytesIO()
    writer.write(buffer)
    assert code_of(buffer.getvalue()) is RefusalCode.SCANNED_PDF


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4\n", b"%PDF-1.7\ngarbage" * 20, pdf_of(PAGES)[:400], b"%PDF-1.4\n%%EOF"]
)
def test_damaged_files_are_refused(data: bytes) -> None:
    assert code_of(data) is RefusalCode.BROKEN_PDF


def test_damage_at_any_place_is_refused_or_read() -> None:
    whole = pdf_of(PAGES)
    for place in range(20, len(whole), 97):
        data = whole[:place] + b"\x00<<[(" + whole[place + 5 :]
        try:
            read_pdf(data)
        except ReadingRefused as refused:
            assert refused.code in {
                RefusalCode.BROKEN_PDF,
                RefusalCode.SCANNED_PDF,
                RefusalCode.NO_TEXT,
                RefusalCode.ENCRYPTED_PDF,
            }
