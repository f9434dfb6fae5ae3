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


def test_a_heading_gives_way_to_the_sentence_it_announces() -> None:
    heading = event("馆员比武", 4, months=(4,), when_text="四月份", quote="四月份：馆员比武")
    sentence = event("馆员技能比武", 4, start=40, months=(4,), quote="4月2日举办馆员技能比武。")
    (one,) = merged((heading, sentence))
    assert one.start == 40


def test_what_recurs_is_not_what_is_held_once() -> None:
    yearly = event("年度目标考核", 1, months=(12,))
    monthly = event("考核", 1, start=9, frequency="每月", per_year=12)
    assert merged((yearly, monthly)) == (yearly, monthly)


def test_two_studies_of_one_short_subject_stay_two() -> None:
    studies = (
        event("新生安全教育", 1, kind=EventKind.STUDY),
        event("全员安全培训", 2, kind=EventKind.STUDY),
    )
    assert merged(studies) == studies


def test_a_row_with_a_month_is_the_test_that_recurs() -> None:
    body = event("抽考", 1, frequency="每月", per_year=12)
    row = event("月度抽考", 1200, months=(3,))
    assert merged((body, row)) == (body,)


def test_a_sentence_that_ends_in_a_colon_announces_the_next() -> None:
    first = event("擂台赛", 7, months=(7,), quote="“七一”前夕举办擂台赛：", article_ordinal=1)
    later = event("编目知识竞赛", 12, months=(6,), article_ordinal=1)
    (one,) = merged((first, later))
    assert (one.name, one.months) == ("编目知识竞赛", (6,))
