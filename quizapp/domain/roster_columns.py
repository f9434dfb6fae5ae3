"""The columns of a member list: which headings name them, and how a cell is read.

Owns headings with their usual synonyms and the reading of single cells; rows and their
errors are in `roster_file`. Columns of identity-card numbers are known only to be left unread.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from enum import StrEnum
from typing import Final


class Column(StrEnum):
    """What a column says of a member."""

    NAME = "name"
    SIGN_IN_NAME = "sign_in_name"
    UNIT = "unit"
    OFFICE = "office"
    POLITICAL_STATUS = "political_status"
    PARTY_POST = "party_post"
    RANK_LEVEL = "rank_level"
    BIRTH_MONTH = "birth_month"
    RETIRED = "retired"
    JOINED_ON = "joined_on"
    PHONE = "phone"


HEADINGS: Final[dict[Column, tuple[str, ...]]] = {
    Column.NAME: ("姓名", "名字", "人员姓名", "党员姓名", "name"),
    Column.SIGN_IN_NAME: (
        "工号", "编号", "登录名", "登录账号", "账号", "帐号", "用户名", "职工号", "职工编号",
        "人员编号", "员工编号", "sign-in name", "sign in name", "number",
    ),
    Column.UNIT: (
        "单位", "支部", "党支部", "所在党支部", "所在支部", "所属党支部", "所属支部", "所在单位",
        "所属单位", "所在党组织", "所属党组织", "党组织", "支部名称", "党支部名称", "unit", "branch",
    ),
    Column.OFFICE: ("处室", "科室", "部门", "所在处室", "所在部门", "所在科室", "office"),
    Column.POLITICAL_STATUS: ("政治面貌", "人员类别", "political status"),
    Column.PARTY_POST: ("党内职务", "党内职务名称", "支部职务", "党务职务", "party post"),
    Column.RANK_LEVEL: ("职务层次", "职级", "职务职级", "行政级别", "rank"),
    Column.BIRTH_MONTH: ("出生年月", "出生日期", "出生年月日", "生日", "birth month"),
    Column.RETIRED: ("是否离退休", "离退休", "是否退休", "退休", "retired"),
    Column.JOINED_ON: (
        "入职日期", "加入日期", "入职时间", "加入时间", "入职/加入日期", "到岗日期", "joined on",
    ),
    Column.PHONE: (
        "手机号", "手机", "手机号码", "手机后四位", "手机号后四位", "手机尾号", "联系电话", "电话",
        "移动电话", "phone",
    ),
}  # fmt: skip

LABELS: Final[dict[Column, str]] = {column: names[0] for column, names in HEADINGS.items()}
"""The heading by which an error names a column, as it stands in Chinese lists."""

REQUIRED: Final = (Column.NAME, Column.UNIT)

LENGTHS: Final[dict[Column, int]] = {
    Column.NAME: 64,
    Column.SIGN_IN_NAME: 64,
    Column.UNIT: 120,
    Column.OFFICE: 120,
    Column.POLITICAL_STATUS: 32,
    Column.PARTY_POST: 64,
    Column.RANK_LEVEL: 64,
}
"""Longest text of a column, in characters."""

_IDENTITY_HEADING: Final = re.compile(
    r"身份证|身份号|证件号|证件号码|公民身份|identity|id\s*card|idno"
)
_IDENTITY_NUMBER: Final = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dA-Za-z])")
_IN_BRACKETS: Final = re.compile(r"[(（\[【].*?[)）\]】]")
_YEAR_MONTH: Final = re.compile(r"((?:19|20)\d\d)(?:[-./年](\d{1,2})月?|(\d\d))(?:\D.*|\d\d)?")
_FULL_DATE: Final = re.compile(
    r"((?:19|20)\d\d)(?:[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d\d)(\d\d))(?:\s.*)?"
)
_MONTH_ONLY: Final = re.compile(r"((?:19|20)\d\d)[-./年](\d{1,2})月?")
_AMBIGUOUS_MONTH: Final = re.compile(r"\d{4}\.1")
_YES: Final = frozenset(
    {"是", "有", "离退休", "退休", "离休", "已退休", "√", "y", "yes", "true", "1"}
)
_NO: Final = frozenset({"", "否", "无", "在职", "未退休", "不是", "×", "n", "no", "false", "0"})


class UnreadableCell(ValueError):
    """The cell does not say what its column is for."""


def _by_heading() -> dict[str, Column]:
    return {_folded(name): column for column, names in HEADINGS.items() for name in names}


def column_of(heading: object) -> Column | None:
    """Give the column a heading names, or None when it names none that is read."""
    if is_identity_heading(heading):
        return None
    whole = _folded(cell_text(heading))
    bare = _folded(_IN_BRACKETS.sub("", cell_text(heading)))
    return _COLUMNS.get(whole) or _COLUMNS.get(bare)


def is_identity_heading(heading: object) -> bool:
    """Say whether a column holds identity-card numbers and must not be read."""
    return _IDENTITY_HEADING.search(_folded(cell_text(heading))) is not None


def looks_like_identity_number(text: str) -> bool:
    """Say whether a text contains what is shaped like an identity-card number."""
    return _IDENTITY_NUMBER.search(unicodedata.normalize("NFKC", text)) is not None


def cell_text(cell: object) -> str:
    """Give a cell as text: trimmed, full-width folded, whole numbers without ".0"."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    text = unicodedata.normalize("NFKC", str(cell))
    return " ".join("".join(c for c in text if c.isspace() or c.isprintable()).split())


def birth_month(cell: object) -> str:
    """Read "1980-05" from what lists write: 1980.5, 198005, 1980年5月, a date. "" stays "".

    1980.1 may be January, or October that lost its zero as a number; it is refused.
    """
    text = cell_text(cell)
    if not text:
        return ""
    if _AMBIGUOUS_MONTH.fullmatch(text):
        raise UnreadableCell(text)
    match = _YEAR_MONTH.fullmatch(text)
    month = int(match[2] or match[3]) if match else 0
    if match is None or not 1 <= month <= 12:
        raise UnreadableCell(text)
    return f"{match[1]}-{month:02d}"


def joined_on(cell: object) -> date | None:
    """Read a date; of a month alone, its first day. None for an empty cell."""
    text = cell_text(cell)
    if not text:
        return None
    full = _FULL_DATE.fullmatch(text)
    month = None if full else _MONTH_ONLY.fullmatch(text)
    try:
        if full:
            return date(int(full[1]), int(full[2] or full[4]), int(full[3] or full[5]))
        if month:
            return date(int(month[1]), int(month[2]), 1)
    except ValueError as error:
        raise UnreadableCell(text) from error
    raise UnreadableCell(text)


def retired(cell: object) -> bool:
    """Read yes or no in the ways lists write it. Empty is no."""
    text = _folded(cell_text(cell))
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise UnreadableCell(text)


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold().strip("*:")


_COLUMNS: Final = _by_heading()
