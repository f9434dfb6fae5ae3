"""Spreadsheets with lists of members: read in a child process with limits; the template to fill in.

Owns the child and the sentences about files that cannot be read. What the cells mean is in
`quizapp.domain.roster_file`.
"""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any, Final

import xlsxwriter

from quizapp.documents.child import ChildTooSlow, NoFreeChild, run_module
from quizapp.domain.refusals import N_, Refusal, RefusalKind
from quizapp.domain.roster_columns import LABELS, Column

LARGEST: Final = 10 * 1024 * 1024
"""Bytes of a list."""
SECONDS: Final = 30


_TROUBLES: Final = {
    "empty": N_("The file %(name)s is empty. Fill in the list and send it again."),
    "broken": N_(
        "The file %(name)s is damaged or is no spreadsheet. Open it in a spreadsheet program, save"
        " it as xlsx and send it again."
    ),
    "not_text": N_(
        "The file %(name)s is neither a spreadsheet nor text. Save the list as xlsx or csv and"
        " send it again."
    ),
    "encrypted": N_(
        "The file %(name)s is protected by a password. Remove the password and send it again."
    ),
    "too_many_rows": N_(
        "The list in %(name)s has more than 20,000 rows. Divide it by branches and send the parts."
    ),
    "too_large": N_("The file %(name)s is too large. Lists of up to 10 MB can be sent."),
    "busy": N_(
        "Other files are being read just now, so %(name)s was not. Send it again in a minute."
    ),
    "too_slow": N_(
        "Reading %(name)s took too long and was stopped. Copy the list into a new spreadsheet"
        " without formats and formulas, and send that."
    ),
}


class UnreadableList(Refusal):
    """The file is not a list that can be read."""

    def __init__(self, trouble: str, name: str) -> None:
        super().__init__(
            f"list_{trouble}", _TROUBLES[trouble], kind=RefusalKind.INVALID, values={"name": name}
        )


def read_table(data: bytes, *, name: str) -> list[list[Any]]:
    """Give the cells of a list's first filled sheet; UnreadableList says what is wrong."""
    if not data:
        raise UnreadableList("empty", name)
    if len(data) > LARGEST:
        raise UnreadableList("too_large", name)
    answer = _ask_child(data, name)
    if "trouble" in answer:
        raise UnreadableList(answer["trouble"], name)
    return [[_cell(cell) for cell in row] for row in answer["rows"]]


def _ask_child(data: bytes, name: str) -> dict[str, Any]:
    try:
        child = run_module("quizapp.documents.read_sheet", (), data=data, seconds=SECONDS)
    except ChildTooSlow as error:
        raise UnreadableList("too_slow", name) from error
    except NoFreeChild as error:
        raise UnreadableList("busy", name) from error
    if child.status:
        # Ended by a limit, or the library gave up on the file.
        raise UnreadableList("broken", name)
    answer: dict[str, Any] = json.loads(child.out)
    return answer


def _cell(cell: Any) -> Any:
    return date.fromisoformat(cell["date"]) if isinstance(cell, dict) else cell


def template() -> bytes:
    """Give a spreadsheet with all headings and two invented people, to fill in."""
    rows = [list(LABELS.values()), *_EXAMPLES]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True, "bg_color": "#f1efea", "border": 1})
        text = book.add_format({"num_format": "@"})  # keeps 1980-10 and 007 as they are typed
        sheet = book.add_worksheet("人员名单")
        sheet.set_column(0, len(LABELS) - 1, 16, text)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                sheet.write_string(number, place, value, bold if number == 0 else text)
        notes = book.add_worksheet("填写说明")
        notes.set_column(0, 0, 90)
        for number, note in enumerate(_NOTES):
            notes.write_string(number, 0, note)
    return out.getvalue()


_EXAMPLE: Final = {
    Column.NAME: ("张三", "李四"),
    Column.SIGN_IN_NAME: ("1001", "1002"),
    Column.UNIT: ("综合党支部", "综合党支部"),
    Column.OFFICE: ("办公室", "人事处"),
    Column.POLITICAL_STATUS: ("中共党员", "入党积极分子"),
    Column.PARTY_POST: ("组织委员", ""),
    Column.RANK_LEVEL: ("", ""),
    Column.BIRTH_MONTH: ("1980-05", "1996-10"),
    Column.RETIRED: ("否", "否"),
    Column.JOINED_ON: ("2004-07-01", "2024-07-01"),
    Column.PHONE: ("8000", "1234"),
}
_EXAMPLES: Final = [[_EXAMPLE[column][row] for column in LABELS] for row in range(2)]
_NOTES: Final = (
    "姓名、单位必填，其余各列可以留空或删除。示例两行请删除。",
    "工号用于登录，不能重复；没有工号的，由系统按姓名拼音生成登录名。同一支部内有同名人员的，必须填写工号。",
    "单位填写党支部名称；不同党总支下有同名党支部的，写成“党总支名称/党支部名称”。",
    "手机号可以只填后四位，系统只保存后四位的校验值。",
    "请不要填写身份证号，系统不读取、不保存身份证号。",
    "日期写成 2024-07-01，出生年月写成 1980-05。",
)
