"""Files that are read, and sentences about those that are not."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from quizapp.domain.roster_columns import Column, column_of
from quizapp.members.sheets import LARGEST, UnreadableList, read_table, template
from tests.quizapp.members.sheets import HEADINGS, csv, xlsx

ROWS = [["单雄信", "1007", "Branch 1", "13800138000"], ["秦琼", "1008", "Branch 1", ""]]


@pytest.mark.parametrize(
    "data",
    [
        xlsx(ROWS),
        csv(ROWS).encode(),
        b"\xef\xbb\xbf" + csv(ROWS).encode(),
        csv(ROWS).encode("gb18030"),
        csv(ROWS).encode("utf-16"),
        csv(ROWS).replace(",", "\t").encode(),
        csv(ROWS).replace(",", ";").replace("\n", "\r\n").encode(),
        (csv(ROWS) + "\n,,,\n\n").encode(),
    ],
    ids=["xlsx", "utf-8", "bom", "gb18030", "utf-16", "tabs", "semicolons", "empty end"],
)
def test_lists_are_read_as_offices_send_them(data: bytes) -> None:
    table = read_table(data, name="list")
    assert [[str(cell) for cell in row] for row in table] == [list(HEADINGS), *ROWS]


def test_dates_come_as_dates() -> None:
    table = read_table(csv([["a", "1", "b", "2"]]).encode(), name="x")
    assert table[1] == ["a", "1", "b", "2"]


def test_the_template_reads_back() -> None:
    table = read_table(template(), name="members.xlsx")
    assert [column_of(heading) for heading in table[0]] == list(Column)
    assert len(table) == 3


def broken_xlsx() -> bytes:
    whole = xlsx(ROWS)
    return whole[: len(whole) // 2]


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<x/>")
        made.writestr("xl/workbook.xml", b"<a>" * 50_000_000)
    return out.getvalue()


ENCRYPTED = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "list_empty"),
        (b"\n \n", "list_empty"),
        (xlsx([], headings=()), "list_empty"),
        (broken_xlsx(), "list_broken"),
        (b"PK\x03\x04 no archive at all", "list_broken"),
        (b"\xd0\xcf\x11\xe0 no workbook", "list_broken"),
        (ENCRYPTED, "list_encrypted"),
        (b"\x89PNG\r\n\x1a\n\0\0\xff\xfe", "list_not_text"),
        (b"a" * (LARGEST + 1), "list_too_large"),
        (("姓名,单位\n" + "甲,乙\n" * 20_001).encode(), "list_too_many_rows"),
    ],
    ids=["nothing", "blank", "empty sheet", "cut", "no zip", "no ole", "password", "picture", "20 MB", "rows"],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_told_why(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableList) as refused:
        read_table(data, name="名单.xlsx")
    assert refused.value.code == code
    assert "名单.xlsx" in str(refused.value)


def test_a_hostile_archive_takes_nothing_along() -> None:
    with pytest.raises(UnreadableList):
        read_table(bomb(), name="bomb.xlsx")


def test_the_web_process_never_loads_the_reader() -> None:
    source = Path("quizapp/members/sheets.py").read_text("utf-8")
    assert "python_calamine" not in source
