"""One document in three formats, and the five real plans."""

from __future__ import annotations

from pathlib import Path

import pytest

from question_bank.reading.document import proposed_label, read_document
from question_bank.reading.refusals import ReadingRefused, RefusalCode
from tests.question_bank.made_up import TEXT
from tests.question_bank.reading.made_files import docx_of, paragraph, pdf_of


def test_outline_and_map_of_a_text_file() -> None:
    data = ("\ufeff" + TEXT.replace("\n", "  \r\n")).encode()
    document = read_document(data, "计划.txt")
    assert document.text == TEXT.strip()
    assert [article.number for article in document.articles] == ["1", "2", "3"]
    assert [section.number for section in document.sections] == ["一"]
    assert proposed_label(document) == "云岭市档案局2031年机关党建工作计划"
    assert document.title == ""
    assert document.text[: document.preamble.end].startswith("2031年云岭市")
    for article in document.articles:
        raw = document.raw[document.raw_offsets[article.start] :]
        assert raw.startswith(f"{article.number}.{article.title}")


def test_three_formats_give_the_same_text() -> None:
    lines = TEXT.strip().split("\n")
    width = 46
    broken = [line[at : at + width] for line in lines for at in range(0, len(line), width)]
    texts = {
        read_document(data, name).text
        for data, name in (
            (TEXT.encode("gb18030"), "a.txt"),
            (docx_of("".join(map(paragraph, lines))), "a.docx"),
            (pdf_of([broken[:6], broken[6:]]), "a.pdf"),
        )
    }
    assert texts == {TEXT.strip()}


def test_marks_alone_are_no_text() -> None:
    with pytest.raises(ReadingRefused) as caught:
        read_document("。，、……\n——".encode(), "a.txt")
    assert caught.value.code is RefusalCode.NO_TEXT


def test_articles_of_the_real_plans(plans_dir: Path) -> None:
    documents = [
        read_document(path.read_bytes(), path.name) for path in sorted(plans_dir.glob("*.txt"))
    ]
    assert [len(document.articles) for document in documents] == [19, 19, 20, 19, 16]
    assert all(article.title for document in documents for article in document.articles)
    assert all(len(document.sections) in (5, 6) for document in documents)
    assert all(proposed_label(document).endswith("计划") for document in documents)
    for document in documents:
        for place, char in enumerate(document.text):
            assert char in " \n" or document.raw[document.raw_offsets[place]] == char
