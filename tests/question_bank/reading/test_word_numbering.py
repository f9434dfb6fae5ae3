"""Numbers that Word counts are written out, through styles and levels."""

from __future__ import annotations

import pytest

from question_bank.reading.word import read_word
from question_bank.reading.word_numbering import number_text
from tests.question_bank.reading.made_files import docx_of, paragraph


def level(number: int, format_: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/>'
        f'{more}<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, more: str = "") -> str:
    inner = "".join(levels)
    return (
        f'<w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}'
    )


def at(depth: int, num: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{num}"/></w:numPr>'


OUTLINE = lists(level(0, "chineseCounting", "%1、"), level(1, "decimal", "%2."))


def test_levels_count_on_and_begin_again() -> None:
    body = "".join(
        paragraph(text, at(depth))
        for text, depth in (("部", 0), ("甲", 1), ("乙", 1), ("部", 0), ("丙", 1))
    )
    text = read_word(docx_of(body, numbering=OUTLINE)).text
    assert text.split("\n") == ["一、部", "1.甲", "2.乙", "二、部", "1.丙"]


def test_a_level_that_never_begins_again() -> None:
    numbering = lists(
        level(0, "chineseCounting", "%1、"),
        level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>'),
    )
    body = "".join(
        paragraph(text, at(depth)) for text, depth in (("部", 0), ("甲", 1), ("部", 0), ("乙", 1))
    )
    assert read_word(docx_of(body, numbering=numbering)).text.split("\n")[-1] == "2.乙"


def test_numbers_come_through_the_chain_of_styles() -> None:
    styles = (
        f'<w:style w:type="paragraph" w:styleId="Base"><w:pPr>{at(1)}</w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="Base"/></w:style>'
    )
    body = paragraph("甲", '<w:pStyle w:val="Own"/>') + paragraph("乙", '<w:pStyle w:val="Own"/>')
    text = read_word(docx_of(body, numbering=OUTLINE, styles=styles)).text
    assert text.split("\n") == ["1.甲", "2.乙"]


def test_a_style_that_names_its_level_in_the_list() -> None:
    numbering = lists(
        level(0, "decimal", "%1."), level(1, "decimal", "（%2）", '<w:pStyle w:val="Sub"/>')
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="Sub"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    body = paragraph("甲", '<w:pStyle w:val="Sub"/>')
    assert read_word(docx_of(body, numbering=numbering, styles=styles)).text == "（1）甲"


def test_a_paragraph_can_leave_its_list() -> None:
    body = paragraph("甲", at(1)) + paragraph("无", at(1, num=0)) + paragraph("乙", at(1))
    text = read_word(docx_of(body, numbering=OUTLINE)).text
    assert text.split("\n") == ["1.甲", "无", "2.乙"]


def test_a_list_can_begin_elsewhere() -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    numbering = lists(level(0, "decimal", "%1"), level(1, "decimal", "%2."), more=more)
    body = paragraph("甲", at(1, num=2)) + paragraph("乙", at(1, num=2))
    assert read_word(docx_of(body, numbering=numbering)).text.split("\n") == ["5.甲", "6.乙"]


def test_bullets_and_unknown_lists_give_nothing() -> None:
    numbering = lists(level(0, "bullet", "•"))
    body = paragraph("甲", at(0)) + paragraph("乙", at(0, num=9))
    assert read_word(docx_of(body, numbering=numbering)).text.split("\n") == ["甲", "乙"]


def test_a_tab_follows_a_number_unless_it_says_otherwise() -> None:
    numbering = lists(
        level(0, "chineseCounting", "第%1条").replace('<w:suff w:val="nothing"/>', "")
    )
    text = read_word(docx_of(paragraph("甲", at(0)), numbering=numbering)).text
    assert text == "第一条 甲"


def test_legal_numbers_show_higher_levels_in_digits() -> None:
    numbering = lists(
        level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2 ", "<w:isLgl/>")
    )
    body = paragraph("甲", at(0)) + paragraph("乙", at(1))
    assert read_word(docx_of(body, numbering=numbering)).text.split("\n") == ["一、甲", "1.1 乙"]


def test_empty_paragraphs_count() -> None:
    body = paragraph("甲", at(1)) + paragraph("", at(1)) + paragraph("乙", at(1))
    text = read_word(docx_of(body, numbering=OUTLINE)).text
    assert text.split("\n") == ["1.甲", "", "3.乙"]


def test_levels_above_are_written_too() -> None:
    numbering = lists(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"))
    body = paragraph("甲", at(0)) + paragraph("乙", at(1))
    assert read_word(docx_of(body, numbering=numbering)).text.split("\n") == ["1.甲", "1.1乙"]


@pytest.mark.parametrize(
    ("value", "format_", "text"),
    [
        (12, "chineseCountingThousand", "十二"),
        (105, "chineseCounting", "一百零五"),
        (3, "ideographTraditional", "丙"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (2, "chineseLegalSimplified", "贰"),
        (7, "decimalZero", "07"),
        (28, "lowerLetter", "bb"),
        (1, "upperLetter", "A"),
        (9, "upperRoman", "IX"),
        (44, "lowerRoman", "xliv"),
        (5, "decimal", "5"),
        (5, "hebrew1", "5"),
    ],
)
def test_writing_of_numbers(value: int, format_: str, text: str) -> None:
    assert number_text(value, format_) == text
