"""`python -m quizapp.documents.table_docx`: tables as JSON on stdin, a docx on stdout.

Owns the look of the document. Runs as a child process: python-docx is heavy.
"""

from __future__ import annotations

import io
import json
import sys
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt


def document(sheet: dict[str, Any]) -> bytes:
    """Write the sheet: title, note, then each table with its heading, on landscape A4."""
    made = Document()
    page = made.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Mm(297), Mm(210)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(page, side, Mm(20))
    _use_font(made.styles["Normal"], "仿宋", 11)
    _line(made, sheet["title"], "方正小标宋简体", 18, centred=True)
    _line(made, sheet["note"], "仿宋", 11, centred=True)
    for table in sheet["tables"]:
        _line(made, table["title"], "黑体", 14)
        _table(made, table)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _table(made: Any, table: dict[str, Any]) -> None:
    drawn = made.add_table(rows=1, cols=len(table["headings"]))
    drawn.style = "Table Grid"
    drawn.autofit = False
    share = 257 / sum(table["widths"])
    for column, width in zip(drawn.columns, table["widths"], strict=True):
        column.width = Mm(width * share)
    head = drawn.rows[0]
    # The heading row comes again on every page.
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    head._tr.get_or_add_trPr().append(repeat)
    _fill(head, table["headings"], table["widths"], share, bold=True)
    for row in table["rows"]:
        _fill(drawn.add_row(), row, table["widths"], share)


def _fill(
    row: Any, texts: list[str], widths: list[int], share: float, *, bold: bool = False
) -> None:
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = Mm(width * share)
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run(text).bold = bold


def _line(made: Any, text: str, font: str, size: int, *, centred: bool = False) -> None:
    paragraph = made.add_paragraph()
    run = paragraph.add_run(text)
    _use_font(run, font, size)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _use_font(styled: Any, name: str, size: int) -> None:
    styled.font.name = name
    styled.font.size = Pt(size)
    # Without the East Asian name, Chinese falls back to another font.
    styled.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


if __name__ == "__main__":
    sys.stdout.buffer.write(document(json.load(sys.stdin)))
