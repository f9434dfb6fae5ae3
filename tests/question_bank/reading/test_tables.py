"""Rows of tables become records, merged cells are said in each of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.reading.tables import Cell, records_of


def cells(*rows: str) -> list[list[Cell]]:
    return [[Cell((words,) if words else ()) for words in row.split("|")] for row in rows]


@pytest.mark.parametrize(
    ("rows", "records"),
    [
        (cells("事项|时限", "测试|6月", "轮训|"), ["事项：测试；时限：6月。", "事项：轮训。"]),
        (cells("测试|6月", "轮训|9月"), ["测试；6月。", "轮训；9月。"]),
        (cells("一份长长的说明。", ""), ["一份长长的说明。"]),
        (cells("2031年安排", "事项|时限", "测试|6月"), ["2031年安排", "事项：测试；时限：6月。"]),
        (
            [
                [Cell(("事项",)), Cell(("时限",))],
                [Cell(("测试",), rows=2), Cell(("6月",))],
                [Cell(("9月",))],
            ],
            ["事项：测试；时限：6月。", "事项：测试；时限：9月。"],
        ),
        (
            [
                [Cell(("事项",)), Cell(("时限",))],
                [Cell(("测试",)), Cell(("6月",))],
                [Cell((), goes_on=True), Cell(("9月",))],
            ],
            ["事项：测试；时限：6月。", "事项：测试；时限：9月。"],
        ),
        (
            [[Cell(("全年安排",), columns=2)], *cells("事项|时限", "测试|6月")],
            ["全年安排", "事项：测试；时限：6月。"],
        ),
        ([[Cell(tuple("一二三四五六七八九")), Cell(("旁注",))]], [*"一二三四五六七八九", "旁注"]),
        ([[Cell(("甲。", "乙。"))]], ["甲。", "乙。"]),
        ([], []),
    ],
)
def test_records(rows: list[list[Cell]], records: list[str]) -> None:
    assert list(records_of(rows)) == records


CELLS = st.builds(
    Cell,
    st.lists(st.sampled_from(["甲", "乙。", "6月"]), max_size=2).map(tuple),
    columns=st.integers(1, 4),
    rows=st.integers(1, 4),
    goes_on=st.booleans(),
)


@given(st.lists(st.lists(CELLS, max_size=4), max_size=6))
def test_any_table_gives_lines(rows: list[list[Cell]]) -> None:
    assert all(record for record in records_of(rows))
