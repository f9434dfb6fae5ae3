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


BOX = (
    "<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent"
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">'
    f"<w:drawing><w:txbxContent>{paragraph('框内')}</w:txbxContent></w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict><w:txbxContent>{paragraph('框内')}</w:txbxContent></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)
MERGED = (
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>事项</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>时限</w:t></w:r></w:p></w:tc></w:tr>"
    '<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>测试</w:t></w:r></w:p></w:tc>'
    "<w:tc><w:p><w:r><w:t>6月</w:t></w:r></w:p></w:tc></w:tr>"
    "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>9月</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)
DELETED_END = "<w:rPr><w:del/></w:rPr>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (BOX, "正文\n框内"),
        (MERGED, "事项：测试；时限：6月。\n事项：测试；时限：9月。"),
        (
            f"<w:tbl><w:tr><w:tc>{paragraph('外')}{table([['甲', '乙']])}</w:tc><w:tc>{paragraph('旁')}</w:tc></w:tr></w:tbl>",
            "外甲；乙；旁。",
        ),
        (
            f"<w:tbl><w:tr><w:tc>{paragraph('一、学习。')}{paragraph('1.甲。')}</w:tc></w:tr></w:tbl>",
            "一、学习。\n1.甲。",
        ),
        (
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:t>甲</w:t></w:r></w:p>",
            "甲",
        ),
        (
            '<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>不藏</w:t></w:r></w:p>',
            "不藏",
        ),
        (paragraph("前半", DELETED_END) + paragraph("后半"), "前半后半"),
        (
            "<w:p><w:r><w:ruby><w:rt><w:r><w:t>dàng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>档</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
            "档",
        ),
        (
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
            f"<w:sdtContent>{paragraph('一、学习 1')}</w:sdtContent></w:sdt>{paragraph('一、学习')}",
            "一、学习",
        ),
        (
            '<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>乙</w:t></w:r></w:p>',
            "甲乙",
        ),
        (
            "<w:p><w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新处</w:t></w:r></w:moveTo></w:p>",
            "新处",
        ),
        (
            f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('删')}</w:tc></w:tr><w:tr><w:tc>{paragraph('留')}</w:tc></w:tr></w:tbl>",
            "留",
        ),
    ],
)
def test_boxes_merged_cells_hidden_and_revised_words(body: str, text: str) -> None:
    assert read_word(docx_of(body)).text == text


def test_numbers_of_the_usual_style_are_written_out() -> None:
    document = docx.Document()
    for words in ("甲", "乙"):
        document.add_paragraph(words, style="List Number")
    buffer = io.BytesIO()
    document.save(buffer)
    assert read_word(buffer.getvalue()).text.split("\n") == ["1. 甲", "2. 乙"]


def test_the_strict_form_and_a_numbered_main_part_are_read() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    xml = f'<w:document xmlns:w="{strict}"><w:body>{paragraph("甲")}</w:body></w:document>'
    assert read_word(zip_of({"word/document2.xml": xml.encode()})).text == "甲"


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
