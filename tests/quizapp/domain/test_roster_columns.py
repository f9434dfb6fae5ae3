"""Headings with their synonyms, and how cells are read."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from quizapp.domain.roster_columns import (
    HEADINGS,
    Column,
    UnreadableCell,
    birth_month,
    cell_text,
    column_of,
    is_identity_heading,
    joined_on,
    looks_like_identity_number,
    retired,
)

CELL_OF_A_SHEET = datetime.fromisoformat("1980-05-01T08:30")
"""Sheets know no time zone."""


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("姓名", Column.NAME),
        (" 姓 名 ", Column.NAME),
        ("*姓名（必填）", Column.NAME),
        ("工号", Column.SIGN_IN_NAME),
        ("编号", Column.SIGN_IN_NAME),
        ("登录名", Column.SIGN_IN_NAME),
        ("所在党支部", Column.UNIT),
        ("支部", Column.UNIT),
        ("单位：", Column.UNIT),
        ("处室", Column.OFFICE),
        ("政治面貌", Column.POLITICAL_STATUS),
        ("党内职务", Column.PARTY_POST),
        ("职务层次", Column.RANK_LEVEL),
        ("出生年月", Column.BIRTH_MONTH),
        ("是否离退休", Column.RETIRED),
        ("入职/加入日期", Column.JOINED_ON),
        ("手机号(后四位)", Column.PHONE),
        ("手机后四位", Column.PHONE),
        ("备注", None),
        ("序号", None),
        ("", None),
        (None, None),
        (3.0, None),
    ],
)
def test_headings(heading: object, column: Column | None) -> None:
    assert column_of(heading) is column


@pytest.mark.parametrize(
    "heading",
    ["身份证号", "身份证号码", "居民身份证", "公民身份号码", "证件号码", "证件号", "ID Card No."],
)
def test_identity_headings_name_no_column(heading: str) -> None:
    assert is_identity_heading(heading)
    assert column_of(heading) is None


def test_no_synonym_stands_for_two_columns() -> None:
    names = [name for synonyms in HEADINGS.values() for name in synonyms]
    assert len(names) == len(set(names))
    assert not any(is_identity_heading(name) for name in names)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("  王 明 ", "王 明"),
        ("ＡＢ１", "AB1"),
        (13800000001.0, "13800000001"),
        (12, "12"),
        (1.5, "1.5"),
        (True, "1"),
        (CELL_OF_A_SHEET, "1980-05-01"),
        (date(1980, 5, 1), "1980-05-01"),
        ("王\u200b明\n", "王明"),
    ],
)  # fmt: skip
def test_cells(cell: object, text: str) -> None:
    assert cell_text(cell) == text


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("11010519491231002X", True),
        ("110105194912310021", True),
        ("证件 11010519491231002x", True),
        ("１１０１０５１９４９１２３１００２１", True),
        ("13800000001", False),
        ("6222020200012345678", False),
        ("", False),
    ],
)
def test_identity_numbers(text: str, looks: bool) -> None:
    assert looks_like_identity_number(text) is looks


@pytest.mark.parametrize(
    ("cell", "month"),
    [
        ("", ""),
        (None, ""),
        ("1980-05", "1980-05"),
        ("1980.5", "1980-05"),
        ("1980/5", "1980-05"),
        ("1980年5月", "1980-05"),
        ("1980年05月12日", "1980-05"),
        ("1980-05-12", "1980-05"),
        ("1980.10", "1980-10"),
        ("198005", "1980-05"),
        ("19800512", "1980-05"),
        (198005.0, "1980-05"),
        (1980.05, "1980-05"),
        (1980.12, "1980-12"),
        (CELL_OF_A_SHEET, "1980-05"),
    ],
)  # fmt: skip
def test_birth_months(cell: object, month: str) -> None:
    assert birth_month(cell) == month


@pytest.mark.parametrize("cell", [1980.1, "1980.1", "1980", "五月", "1980-13", "1980-00", "801205"])
def test_birth_months_that_say_nothing_or_two_things(cell: object) -> None:
    with pytest.raises(UnreadableCell):
        birth_month(cell)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("", None),
        ("2024-07-01", date(2024, 7, 1)),
        ("2024.7.1", date(2024, 7, 1)),
        ("2024/7/1", date(2024, 7, 1)),
        ("2024年7月1日", date(2024, 7, 1)),
        ("20240701", date(2024, 7, 1)),
        (20240701.0, date(2024, 7, 1)),
        ("2024-07", date(2024, 7, 1)),
        ("2024年7月", date(2024, 7, 1)),
        (CELL_OF_A_SHEET, date(1980, 5, 1)),
    ],
)  # fmt: skip
def test_days(cell: object, day: date | None) -> None:
    assert joined_on(cell) == day


@pytest.mark.parametrize("cell", ["去年", "2024-13-01", "2024-02-30", "2024-13", "45474"])
def test_days_that_are_none(cell: object) -> None:
    with pytest.raises(UnreadableCell):
        joined_on(cell)


@pytest.mark.parametrize(
    ("cell", "is_retired"),
    [("是", True), ("离退休", True), (1.0, True), (True, True), ("", False), ("否", False), ("在职", False), (0, False)],
)  # fmt: skip
def test_retired(cell: object, is_retired: bool) -> None:
    assert retired(cell) is is_retired


def test_retired_or_not() -> None:
    with pytest.raises(UnreadableCell):
        retired("也许")
