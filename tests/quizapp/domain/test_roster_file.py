"""Member lists: what is read, every error at once, and what is never looked at."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

import pytest

from quizapp.domain.roster_file import (
    ImportPreview,
    MemberRow,
    find_heading_row,
    read_rows,
    read_table,
)

HEAD = ["姓名", "工号", "党支部"]
IDENTITY = "11010519491231002X"


def errors(preview: ImportPreview) -> list[tuple[int, str]]:
    for error in preview.errors:
        assert "%(" not in str(error.reason)
        assert str(error.reason).endswith(".")
    return [(error.row, error.reason.code) for error in preview.errors]


def test_a_full_row() -> None:
    headings = [
        "序号", "姓名", "工号", "所在党支部", "处室", "政治面貌", "党内职务", "职务层次",
        "出生年月", "是否离退休", "加入日期", "手机号", "身份证号码",
    ]  # fmt: skip
    row = [
        1.0, "王　明", "Ａ００１", "第一支部", "办公室", "中共党员", "组织委员", "科级",
        "1980.5", "否", "2024-07-01", 13800001234.0, IDENTITY,
    ]  # fmt: skip
    preview = read_rows(headings, [row])
    assert preview.can_be_stored
    assert preview.rows == (
        MemberRow(
            row=2,
            name="王 明",
            unit="第一支部",
            sign_in_name="a001",
            office="办公室",
            political_status="中共党员",
            party_post="组织委员",
            rank_level="科级",
            birth_month="1980-05",
            retired=False,
            joined_on=date(2024, 7, 1),
            phone_last_four="1234",
        ),
    )
    assert preview.ignored_headings == ("序号",)
    assert preview.unread_headings == ("身份证号码",)


def test_identity_cards_are_never_read() -> None:
    """The cells would raise if anything looked at them."""

    class Untouchable:
        def __str__(self) -> str:
            raise AssertionError("an identity-card cell was read")

    headings = ["姓名", "身份证号", "支部"]
    rows = [["甲", Untouchable(), "一支部"], ["", Untouchable(), ""], ["乙", Untouchable(), ""]]
    preview = read_rows(headings, rows)
    assert errors(preview) == [(3, "empty_row"), (4, "missing_value")]


def test_an_identity_number_elsewhere_is_refused_and_never_quoted() -> None:
    headings = ["姓名", "工号", "支部", "出生年月", "手机号", "处室"]
    preview = read_rows(
        headings, [[f"甲{IDENTITY}", IDENTITY, "一支部", IDENTITY, IDENTITY, IDENTITY]]
    )
    assert errors(preview) == [(2, "identity_number")] * 5
    assert IDENTITY not in str([asdict(row) for row in preview.rows])
    assert all(IDENTITY not in str(error.reason) for error in preview.errors)
    assert all(IDENTITY[-4:] not in str(error.reason.values) for error in preview.errors)


def test_numbers_that_arrive_as_floats() -> None:
    preview = read_rows(HEAD, [["甲", 13800000001.0, "一支部"], ["乙", 7, "一支部"]])
    assert [row.sign_in_name for row in preview.rows] == ["13800000001", "7"]


def test_row_numbers_are_those_of_the_sheet() -> None:
    table = [
        ["某机关党员名单"],
        [],
        HEAD,
        ["甲", "1", "一支部"],
        ["", "2", "一支部"],
        [None, "", " "],
    ]
    preview = read_table(table)
    assert [row.row for row in preview.rows] == [4, 5]
    assert errors(preview) == [(5, "missing_value")]


def test_empty_rows() -> None:
    rows = [["甲", "1", "一支部"], ["", None, "  "], ["乙", "2", "一支部"], [], ["", "", ""]]
    preview = read_rows(HEAD, rows)
    assert errors(preview) == [(3, "empty_row")]
    assert not preview.can_be_stored
    assert len(preview.rows) == 2


def test_a_repeated_sign_in_name_names_both_rows() -> None:
    rows = [
        ["甲", "A1", "一支部"],
        ["乙", "2", "一支部"],
        ["丙", "ａ１", "二支部"],
        ["丁", "a 1", "二支部"],
    ]
    preview = read_rows(HEAD, rows)
    assert errors(preview) == [(4, "repeated_sign_in_name"), (5, "repeated_sign_in_name")]
    assert preview.errors[0].reason.values == {"first": 2, "row": 4, "name": "a1"}
    assert str(preview.errors[0].reason).startswith("Rows 2 and 4 have the same sign-in name, a1.")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["甲", "1", "一支部"], ["甲", "2", "一支部"]], []),
        ([["甲", "", "一支部"], ["甲", "", "二支部"]], []),
        ([["甲", "", "一支部"], ["甲", "", "一支部"]], [(3, "same_name_in_unit")]),
        ([["甲", "1", "一支部"], ["甲", "", "一支部"]], [(3, "same_name_in_unit")]),
        ([["甲", "", "一支部"], ["甲", "2", "一支部"]], [(3, "same_name_in_unit")]),
        (
            [["甲", "1", "一支部"], ["甲", "2", "一支部"], ["甲", "", "一支部"]],
            [(4, "same_name_in_unit")],
        ),
    ],
)
def test_equal_names(rows: list[list[object]], expected: list[tuple[int, str]]) -> None:
    assert errors(read_rows(HEAD, rows)) == expected


def test_all_errors_at_once_in_order_of_rows() -> None:
    headings = ["姓名", "工号", "支部", "出生年月", "离退休", "加入日期", "手机", "处室"]
    rows: list[list[object]] = [
        ["甲", "1", "一支部", "五月", "也许", "去年", "12", "长" * 121],
        [],
        ["", "1", "", 1980.1, "", "", "", ""],
    ]
    assert errors(read_rows(headings, rows)) == [
        (2, "too_long"),
        (2, "unreadable_birth_month"),
        (2, "unreadable_retired"),
        (2, "unreadable_joined_on"),
        (2, "unreadable_phone"),
        (3, "empty_row"),
        (4, "missing_value"),
        (4, "missing_value"),
        (4, "unreadable_birth_month"),
        (4, "repeated_sign_in_name"),
    ]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["姓名"], [(0, "missing_column")]),
        (["单位"], [(0, "missing_column")]),
        (["备注"], [(0, "missing_column"), (0, "missing_column")]),
        (["姓名", "支部", "单位"], [(0, "repeated_column")]),
    ],
)
def test_columns(headings: list[object], expected: list[tuple[int, str]]) -> None:
    assert errors(read_rows(headings, [["甲", "甲", "甲"]])) == expected


def test_nobody_below_the_headings() -> None:
    assert errors(read_rows(HEAD, [[], ["", ""]])) == [(0, "no_rows")]


@pytest.mark.parametrize(
    ("table", "index"),
    [
        ([], None),
        ([[], []], None),
        ([["甲", "乙"]], None),
        ([["单位", "支部"]], None),
        ([HEAD], 0),
        ([["党支部"], ["", ""], HEAD, ["甲", "1", "姓名"]], 2),
        ([["说明"]] * 10 + [HEAD], None),
    ],
)
def test_headings_are_found(table: list[list[object]], index: int | None) -> None:
    assert find_heading_row(table) == index


def test_a_sheet_without_headings_says_which_it_needs() -> None:
    preview = read_table([["甲", "1", "一支部"]])
    assert errors(preview) == [(0, "no_headings")]
    assert not preview.can_be_stored
