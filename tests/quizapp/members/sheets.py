"""Member lists as files, made for tests."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter

HEADINGS = ("姓名", "工号", "党支部", "手机号")


def xlsx(rows: Sequence[Sequence[object]], *, headings: Sequence[str] = HEADINGS) -> bytes:
    """A workbook with headings and rows."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([headings, *rows]):
            for place, value in enumerate(row):
                sheet.write(number, place, value)
    return out.getvalue()


def csv(rows: Sequence[Sequence[object]], *, headings: Sequence[str] = HEADINGS) -> str:
    """The same as comma-separated text."""
    return "\n".join(",".join(map(str, row)) for row in [headings, *rows])
