"""The words of a docx: order, tables, revisions, and what must not be followed."""

from __future__ import annotations

import io

import docx
import pytest

from question_bank.reading.refusals import ReadingRefused, RefusalCode
from question_bank.reading.word import read_word
from tests.question_bank.reading.made_files import WORD, docx_of, paragraph, table, zip_of


def test_a_document_of_the_usual_library_is_read() -> None:
    document = docx.Document()
    document.add_heading("云岭市档案局2031年工作要点")
    document.add_paragraph("1.夯实基础。每季度开展一次活动。")
    buffer = io.BytesIO()
    document.save(buffer)
    assert read_word(buffer.getvalue()).text.split("\n") == [
        "云岭市档案局2031年工作要点",
        "1.夯实基础。每季度开展一次活动。",
    ]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (paragraph("甲") + paragraph("") + paragraph("乙"), "甲\n\n乙"),
        (
            "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r></w:p>",
            "甲 乙\n丙",
        ),
        (
            "<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins>"
            "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>",
            "新",
        ),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>甲</w:t></w:r></w:p>", "甲"),
        ("<w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p>", "链接"),
        (f"<w:sdt><w:sdtContent>{paragraph('内')}</w:sdtContent></w:sdt>", "内"),
        (
            table(
                [["事项", "责任人", "时限"], ["保密测试", "办公室", "11月"], ["轮训", "", "6月"]]
            ),
            "事项：保密测试；责任人：办公室；时限：11月。\n事项：轮训；时限：6月。",
        ),
        (table([["1.抓学习，每月一次。", "2.抓测试。"]]), "1.抓学习，每月一次；2.抓测试。"),
        (table([["只有一格。"]]), "只有一格。"),
    ],
)
def test_words_in_reading_order(body: str, text: str) -> None:
    assert read_word(docx_of(body)).text == text


@pytest.mark.parametrize(
    "document",
    [
        "",
        "<w:document",
        f'<w:document xmlns:w="{WORD}"/>',
        f'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:document xmlns:w="{WORD}">'
        "<w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>",
        f'<!DOCTYPE d [<!ENTITY a "{"x" * 50}"><!ENTITY b "{"&a;" * 50}">]>'
        f'<w:document xmlns:w="{WORD}"><w:body>&b;</w:body></w:document>',
        f'<w:document xmlns:w="{WORD}"><w:body>' + "<w:p>" * 5000,
    ],
)
def test_broken_or_hostile_documents_are_refused(document: str) -> None:
    with pytest.raises(ReadingRefused) as caught:
        read_word(zip_of({"word/document.xml": document.encode()}))
    assert caught.value.code is RefusalCode.BROKEN_DOCX


def test_without_its_main_part_it_is_broken() -> None:
    with pytest.raises(ReadingRefused) as caught:
        read_word(zip_of({"word/other.xml": b"<a/>"}))
    assert caught.value.code is RefusalCode.BROKEN_DOCX
