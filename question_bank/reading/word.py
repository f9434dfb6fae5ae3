"""The words of a Word document.

Owns reading order, tables and what is not text: deleted words, field codes, doubled boxes. The
numbers Word counts itself are in `word_numbering`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from question_bank.reading.archive import members_of, names_in
from question_bank.reading.cleaning import RawText
from question_bank.reading.glyphs import as_written
from question_bank.reading.refusals import ReadingRefused, RefusalCode
from question_bank.reading.tables import Cell, records_of
from question_bank.reading.word_numbering import WORD, Numbering

_DOCUMENT: Final = re.compile(r"word/document\d*\.xml")
"""Some programs number the main part."""
_NUMBERING: Final = "word/numbering.xml"
_STYLES: Final = "word/styles.xml"
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL: Final = WORD[1:-1].encode()
_COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED: Final = frozenset(
    {
        f"{WORD}del", f"{WORD}moveFrom", f"{WORD}instrText", f"{WORD}delText", f"{WORD}pPr",
        f"{WORD}rPr", f"{WORD}tblPr", f"{WORD}sectPr", f"{WORD}sdtPr", f"{WORD}rt",
        f"{_COMPATIBILITY}Fallback",
    }
)  # fmt: skip
_SIGNS: Final = {
    f"{WORD}tab": " ", f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}noBreakHyphen": "-",
}  # fmt: skip
_BOX: Final = f"{WORD}txbxContent"
_CONTENTS: Final = (
    f"{WORD}sdtPr/{WORD}docPartObj/{WORD}docPartGallery[@{WORD}val='Table of Contents']"
)
_AROUND_ROWS: Final = frozenset(
    {f"{WORD}sdt", f"{WORD}sdtContent", f"{WORD}ins", f"{WORD}customXml", f"{WORD}moveTo"}
)


def read_word(data: bytes) -> RawText:
    """The text with a line per paragraph and per row of a table, automatic numbers written out.

    Raises ReadingRefused when it is broken or unpacks to too much.
    """
    main = next((name for name in sorted(names_in(data) or ()) if _DOCUMENT.fullmatch(name)), "")
    parts = members_of(data, frozenset({main, _NUMBERING, _STYLES}))
    if main not in parts:
        raise ReadingRefused(RefusalCode.BROKEN_DOCX)
    root = _parsed(parts[main])
    numbering = Numbering(
        _parsed(parts[_NUMBERING]) if _NUMBERING in parts else None,
        _parsed(parts[_STYLES]) if _STYLES in parts else None,
    )
    body = root.find(f"{WORD}body")
    if body is None:
        raise ReadingRefused(RefusalCode.BROKEN_DOCX)
    return RawText.of_lines(as_written("\n".join(_blocks(body, numbering))))


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(data.replace(_STRICT, _USUAL), parser)
    except etree.XMLSyntaxError as error:
        raise ReadingRefused(RefusalCode.BROKEN_DOCX) from error
    if root.getroottree().docinfo.doctype:
        # Word writes none; entities could stand for other files or grow without end.
        raise ReadingRefused(RefusalCode.BROKEN_DOCX)
    return root


def _blocks(parent: etree._Element, numbering: Numbering) -> Iterator[str]:
    before = ""
    for child in parent:
        if child.tag == f"{WORD}p":
            text = "".join(_runs(child)).strip("\n")
            joins = child.find(f"{WORD}pPr/{WORD}rPr/{WORD}del") is not None
            # Word counts empty paragraphs too, but not one that a reviser took out.
            label = numbering.label_of(child) if text or not joins else ""
            line = before or (label if text.strip() else "")
            line += text
            # A reviser who takes out a paragraph's end joins it to the next.
            before = line if joins else ""
            if not joins:
                yield line
            for box in child.iter(_BOX):
                if not any(above.tag in _SKIPPED for above in box.iterancestors()):
                    yield from _blocks(box, numbering)
        elif child.tag == f"{WORD}tbl":
            yield from _rows(child, numbering)
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED and not _is_contents(child):
            yield from _blocks(child, numbering)
    if before:
        yield before


def _is_contents(element: etree._Element) -> bool:
    """Whether Word made a table of contents there."""
    return element.find(_CONTENTS) is not None


def _runs(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED or not isinstance(child.tag, str):
            continue
        if child.tag == f"{WORD}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == _BOX or (child.tag == f"{WORD}r" and _is_hidden(child)):
            continue
        else:
            yield from _runs(child)


def _is_hidden(run: etree._Element) -> bool:
    hidden = run.find(f"{WORD}rPr/{WORD}vanish")
    return hidden is not None and hidden.get(f"{WORD}val", "1") not in ("0", "false", "off")


def _rows(table: etree._Element, numbering: Numbering) -> Iterator[str]:
    rows = [[_cell(cell, numbering) for cell in _inside(row, "tc")] for row in _inside(table, "tr")]
    yield from records_of(rows)


def _inside(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also those in a content control or put in by a reviser."""
    for child in parent:
        if child.tag == f"{WORD}{name}":
            if child.find(f"{WORD}trPr/{WORD}del") is None:
                yield child
        elif child.tag in _AROUND_ROWS:
            yield from _inside(child, name)


def _cell(cell: etree._Element, numbering: Numbering) -> Cell:
    lines = tuple(line for line in _blocks(cell, numbering) if line.strip())
    properties = cell.find(f"{WORD}tcPr")
    if properties is None:
        return Cell(lines)
    span = properties.find(f"{WORD}gridSpan")
    merged = properties.find(f"{WORD}vMerge")
    width = span.get(f"{WORD}val", "") if span is not None else ""
    return Cell(
        lines,
        columns=int(width) if width.isdecimal() and len(width) < 3 else 1,
        goes_on=merged is not None and merged.get(f"{WORD}val", "continue") == "continue",
    )
