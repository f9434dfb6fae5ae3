"""Where in the year a test lies."""

from __future__ import annotations

from typing import Any

import pytest

from question_bank.bundle import EventKind
from quizapp.plans.events import EventRow, by_time, spans, year_line


def event(id_: int = 1, **values: Any) -> EventRow:
    return EventRow(
        **{
            "id": id_,
            "kind": EventKind.TEST,
            "name": f"Test {id_}",
            "modes": (),
            "months": (),
            "when_text": "",
            "per_year": 0,
            "audience": "",
            "topic": "",
            "quote": "",
            "article_ordinal": 1,
            "article_number": "1",
            "plan_id": 1,
            "plan_label": "Plan 2026",
            "exam_id": None,
        }
        | values
    )


@pytest.mark.parametrize(
    ("months", "per_year", "expected"),
    [
        ((), 0, ()),
        ((), 1, ()),
        ((6,), 0, ((6, 6),)),
        ((6, 7), 0, ((6, 7),)),
        ((12, 1, 2), 0, ((1, 2), (12, 12))),
        ((6, 7), 2, ((6, 6), (7, 7))),
        ((), 4, ((1, 3), (4, 6), (7, 9), (10, 12))),
        ((), 2, ((1, 6), (7, 12))),
        ((), 5, ()),
        ((), 12, tuple((month, month) for month in range(1, 13))),
    ],
)
def test_spans(
    months: tuple[int, ...], per_year: int, expected: tuple[tuple[int, int], ...]
) -> None:
    assert spans(event(months=months, per_year=per_year)) == expected


def test_year_line_sorts_into_months_rhythm_and_open() -> None:
    line = year_line(
        [event(1, months=(1, 12)), event(2, per_year=4), event(3), event(4, per_year=1)]
    )
    assert [len(events) for events in line.months] == [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    assert [one.id for one in line.repeated] == [2]
    assert [one.id for one in line.open] == [3, 4]


def test_order_is_months_then_rhythm_then_open() -> None:
    events = [event(1), event(2, per_year=4), event(3, months=(12,)), event(4, months=(3, 9))]
    assert [one.id for one in by_time(events)] == [4, 3, 2, 1]
