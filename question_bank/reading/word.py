"""The words of a Word document.

Owns reading order, tables and what is not text: deleted words, field codes, doubled boxes. The
numbers Word counts itself are in `word_numbering`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from question_bank.reading.archive import members_of
from question_bank.reading.refusals import ReadingRefused, RefusalCode
from question_bank.reading.word_numbering import WORD, Numbering

_DOCUMENT: Final = "word/document.xml"
_NUMBERING: Final = "word/numbering.xml"
_STYLES: Final = "word/styles.xml"
_COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED: Final = frozenset(
    {
        f"{WORD}del", f"{WORD}moveFrom", f"{WORD}instrText", f"{WORD}delText", f"{WORD}pPr",
        f"{WORD}rPr", f"{WORD}tblPr", f"{WORD}sectPr", f"{_COMPATIBILITY}Fallback",
    }
)  # fmt: skip
_SIGNS: Final = {
    f"{WORD}tab": " ", f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}noBreakHyphen": "-",
}  # fmt: skip
_LONGEST_HEAD: Final = 12


def read_word(data: bytes) -> str:
    """The text with a line per paragraph and per row of a table, automatic numbers written out.

    Raises ReadingRefused when it is broken or unpacks to too much.
    """
    parts = members_of(data, frozenset({_DOCUMENT, _NUMBERING, _STYLES}))
    if _DOCUMENT not in parts:
        raise ReadingRefused(RefusalCode.BROKEN_DOCX)
    root = _parsed(parts[_DOCUMENT])
    numbering = Numbering(
        _parsed(parts[_NUMBERING]) if _NUMBERING in parts else None,
        _parsed(parts[_STYLES]) if _STYLES in parts else None,
    )
    body = root.find(f"{WORD}body")
    if body is None:
        raise ReadingRefused(RefusalCode.BROKEN_DOCX)
    return "\n".join(_blocks(body, numbering))


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReadingRefused(RefusalCode.BROKEN_DOCX) from error
    if root.getroottree().docinfo.doctype:
        # Word writes none; entities could stand for other files or grow without end.
        raise ReadingRefused(RefusalCode.BROKEN_DOCX)
    return root


def _blocks(parent: etree._Element, numbering: Numbering) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{WORD}p":
            yield _paragraph(child, numbering)
        elif child.tag == f"{WORD}tbl":
            yield from _rows(child, numbering)
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            yield from _blocks(child, numbering)


def _paragraph(paragraph: etree._Element, numbering: Numbering) -> str:
    text = "".join(_runs(paragraph)).strip("\n")
    if not text.strip():
        return ""
    return numbering.label_of(paragraph) + text


def _runs(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED or not isinstance(child.tag, str):
            continue
        if child.tag == f"{WORD}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == f"{WORD}txbxContent":
            continue
        else:
            yield from _runs(child)


def _rows(table: etree._Element, numbering: Numbering) -> Iterator[str]:
    """Each row as one record; a first row of short cells without figures names the columns."""
    rows = [
        [
            "".join(line.strip() for line in _blocks(cell, numbering))
            for cell in row.iter(f"{WORD}tc")
        ]
        for row in table.findall(f"{WORD}tr")
    ]
    rows = [row for row in rows if any(row)]
    if len(rows) > 1 and len(rows[0]) > 1 and all(_is_head(cell) for cell in rows[0]):
        heads = rows[0]
        for row in rows[1:]:
            cells = [
                f"{heads[place]}：{cell.rstrip('。；')}" if place < len(heads) else cell
                for place, cell in enumerate(row)
                if cell
            ]
            yield "；".join(cells) + "。"
        return
    for row in rows:
        cells = [cell.rstrip("；") for cell in row if cell]
        yield cells[0] if len(cells) == 1 else "；".join(cell.rstrip("。") for cell in cells) + "。"


def _is_head(cell: str) -> bool:
    return 0 < len(cell) <= _LONGEST_HEAD and not any(
        char.isdigit() or char in "。，；" for char in cell
    )
