"""One event named twice is one; two events that differ stay two."""

from __future__ import annotations

from typing import Any

from question_bank.bundle import EventKind, PlannedEvent
from question_bank.extraction.event_merging import merged as merged_before


def merged(events: tuple[PlannedEvent, ...]) -> tuple[PlannedEvent, ...]:
    return merged_before(events, 1000)


def event(name: str, place: int, **changes: Any) -> PlannedEvent:
    fields: dict[str, Any] = {
        "id": f"event-{place}",
        "kind": EventKind.TEST,
        "name": name,
        "modes": (),
        "months": (),
        "when_text": "",
        "per_year": 0,
        "audience": "",
        "topic": name,
        "article_ordinal": place,
        "start": place,
        "end": place + 5,
        "quote": name,
    }
    return PlannedEvent(**fields | changes)


def test_a_row_of_an_annex_fills_in_what_was_open() -> None:
    first = event("保密知识测试", 1)
    row = event("保密知识闭卷测试", 9, months=(6,), when_text="6月", modes=("closed_book",))
    (one,) = merged((first, row))
    assert (one.start, one.months, one.when_text, one.modes) == (1, (6,), "6月", ("closed_book",))


def test_a_summary_gives_way_to_its_article() -> None:
    summary = event("保密知识测试", 0, count="4次", per_year=4)
    detail = event("保密知识测试", 3, frequency="每季度", per_year=4)
    (one,) = merged((summary, detail))
    assert (one.article_ordinal, one.frequency, one.count) == (3, "每季度", "4次")


def test_what_differs_stays_apart() -> None:
    events = (
        event("保密知识测试", 1, months=(6,)),
        event("保密知识测试", 2, months=(11,)),
        event("档案知识测试", 3, months=(6,)),
        event("保密百分制考核", 4, modes=("assessment",), months=(6,)),
        event("保密知识测试", 5, kind=EventKind.STUDY),
        event("测试", 6),
    )
    assert merged(events) == events


def test_a_bare_name_beside_its_heading_is_the_same() -> None:
    heading = event("保密知识测试", 1)
    sentence = event("闭卷测试", 1, start=7, months=(6,), modes=("closed_book",))
    (one,) = merged((heading, sentence))
    assert (one.name, one.months) == ("保密知识测试", (6,))


def test_a_test_in_an_annex_is_the_one_of_that_month() -> None:
    body = event("保密知识闭卷测试", 1, months=(6,), when_text="6月")
    row = event("测试", 1200, months=(6,), when_text="6月")
    other = event("测试", 1300, months=(9,), when_text="9月")
    assert merged((body, row, other)) == (body, other)
