"""Which times are those of a test: its own clause, the one before, the heading above."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from question_bank.extraction.event_dating import (
    course_times,
    dated_like,
    in_rounds,
    own_time_of,
    own_times,
)
from question_bank.extraction.event_times import times_in
from question_bank.extraction.extracting import Reading
from question_bank.source import Span

Read = Callable[[str], Reading]


@pytest.mark.parametrize(
    ("text", "call", "months", "frequency"),
    [
        ("5月至8月开展练兵，8月下旬举行编目比武。", "比武", (8,), ""),
        ("5月至8月，每月举行一次编目测试。", "测试", (5, 6, 7, 8), "每月"),
        ("每月排练一次，每学期考核一次讲解技能。", "考核", (), "每学期"),
        ("举办编目竞赛，9月底前完成目录数字化和库房改造等工作。", "竞赛", (), ""),
        ("举办编目竞赛，题目由馆里下发，9月举行。", "竞赛", (9,), ""),
        ("编目考试每半年一次，分别在6月、12月举行。", "考试", (6, 12), "每半年"),
        ("每季度组织编目考试，6月底前完成题库。", "考试", (), "每季度"),
        ("编目考试上半年安排在5月20日，下半年安排在11月20日，闭卷作答。", "考试", (5, 11), ""),
        ("编目测试放在期末，1月8日下午全体馆员集中闭卷作答。", "测试", (1,), ""),
    ],
)
def test_own_times(text: str, call: str, months: tuple[int, ...], frequency: str) -> None:
    times = own_times(text, Span(0, len(text)), text.index(call) + len(call))
    assert (times.months, times.frequency) == (months, frequency)


@pytest.mark.parametrize(
    ("words", "frequency", "per_year"),
    [
        ("对各室实行季度考核", "季度", 4),
        ("开展半年度工作考核", "半年度", 2),
        ("年度考核", "", 0),
        ("作为年度考核", "", 0),
    ],
)
def test_rounds_count_only_where_they_are_held(words: str, frequency: str, per_year: int) -> None:
    times = in_rounds(times_in(""), words)
    assert (times.frequency, times.per_year) == (frequency, per_year)


def test_a_feast_stays_in_the_month_of_its_heading() -> None:
    assert dated_like(times_in("“七一”前夕"), times_in("6月")).months == (6,)
    assert dated_like(times_in("9月"), times_in("6月")).months == (9,)


def test_after_one_course_the_test_is_in_its_month_and_after_several_it_is_open(read: Read) -> None:
    one = read("3月举办馆员培训，培训结束后进行闭卷考试。").source.events
    several = read("3月、9月举办馆员培训2期，结业时进行书面测试。").source.events
    assert [event.months for event in one] == [(3,), (3,)]
    assert [event.months for event in several] == [(3, 9), ()]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新馆员上架前，应当通过考试", True),
        ("学年结束时，馆里对各部进行考核", True),
        ("编目组、修复组，应当通过考试", False),
        ("馆员入职前要谈话，再参加考试", False),
    ],
)
def test_a_short_clause_in_front_says_when(text: str, found: bool) -> None:
    assert (own_time_of(text, text.index("考")) is not None) is found


@pytest.mark.parametrize(
    ("before", "text", "months"),
    [
        ("8月28日至30日开展馆员集训。", "集训结束当天组织考试。", (8,)),
        ("第一批3月、第二批10月到馆培训。", "每批培训的最后半天进行考试。", (3, 10)),
        ("3月、10月各开展一次培训。", "培训结束时进行考试。", ()),
        ("3月清点库房。", "馆里进行考试。", ()),
    ],
)
def test_the_test_at_the_end_of_a_course(before: str, text: str, months: tuple[int, ...]) -> None:
    assert course_times(text, text.index("考试"), before).months == months
