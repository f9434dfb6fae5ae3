"""Which of the times around a test or study are its own.

Owns the choice between the times of its clause, of the clauses around it, of the event before it
and of the heading above it. The times themselves are read in `event_times`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Final

from question_bank.extraction.event_times import NO_TIMES, Times, times_in
from question_bank.extraction.rule_words import one_of, word_list
from question_bank.lexicon import lists
from question_bank.source import Span

_CLAUSE_END: Final = re.compile("[，。；：]")
_COURSE_END: Final = re.compile(
    r"(每[批期])[^，。；：]{0,6}|(?:培训|集训|轮训|学习|班)?(?:结束|结业|期满)"
)
_SECOND: Final = re.compile("下半年|第[二三四]次|秋季|第二学期|下学期")
_THEN_TIMED: Final = re.compile("，(?:固定在|定在|定于|安排在|放在)")
_LEAD: Final = re.compile(r"[^，。；：]{2,}(?:前|后|时|内|期间|当天)")
_LONGEST_LEAD: Final = 20
"""Characters, with its comma, of a clause in front that only says when."""
_LONGEST_TIME: Final = 14
"""Characters of a clause that says no more than when or how often."""


def own_times(text: str, span: Span, reached: int) -> Times:
    """The times up to the end of the call's clause, else those of later clauses that speak of it.

    A later clause with a long action of its own has its own time: ……竞赛，6月完成某事.
    """
    stop = _CLAUSE_END.search(text, reached, span.end)
    end = stop.end() if stop else span.end
    times = times_in(text[span.start : end])
    begin = max(text.rfind(mark, span.start, reached) for mark in "，。；：") + 1
    if begin > span.start:
        times = _overriding(times, times_in(text[begin:end]))
    later = text[end : span.end]
    if times.frequency and not times.is_dated:
        return _dated_after(times, later)
    if times.is_dated and later:
        return _with_second(times, later)
    if times.is_dated or times.frequency or not later or _rounds().search(text, begin, reached):
        return times
    kept = [
        clause
        for clause in _CLAUSE_END.split(later)
        if len(clause) <= _LONGEST_TIME or going_on().search(clause)
    ]
    return times_in(text[span.start : end] + "，".join(kept))


def _with_second(times: Times, later: str) -> Times:
    """The times with the months of the next clause, where it says when the second test is."""
    clause = _CLAUSE_END.split(later)[0]
    second = times_in(clause) if _SECOND.match(clause) else NO_TIMES
    months = tuple(sorted({*times.months, *second.months}))
    return replace(times, months=months) if second.is_dated else times


def _dated_after(times: Times, later: str) -> Times:
    """The times with the months of the next clause, where it only says when: 每半年一次，分别在6月、12月."""
    clause = _CLAUSE_END.split(later)[0]
    dated = times_in(clause)
    if not (dated.months and clause.startswith(word_list("dating_leads"))):
        return times
    return replace(times, months=dated.months, when=dated.when, is_dated=True)


def _overriding(times: Times, own: Times) -> Times:
    """The times of the whole part, but for the month or frequency that the clause itself names."""
    if own.is_dated and own.months:
        times = replace(times, months=own.months, when=own.when)
    if own.frequency and own.frequency != times.frequency:
        when = times.when if times.is_dated else own.when
        times = replace(times, frequency=own.frequency, per_year=own.per_year, when=when)
        times = replace(times, count=own.count or times.count)
    return times


def in_rounds(times: Times, words: str) -> Times:
    """The times with the rhythm of 实行季度考核, where the words end in one that is held."""
    found = _rounds().search(words)
    if found is None:
        return times
    rate: int = lists("rules")["periods_per_year"].get(found[1], 1)
    return replace(times, frequency=found[1], per_year=rate, when=found[1])


def dated_like(times: Times, before: Times) -> Times:
    """The times, with the date and frequency said before when there is none of their own."""
    if "前" in times.when and "月" not in times.when and before.months and times.months:
        # Below 6月, “七一”前夕 is in June.
        shared = tuple(sorted(set(times.months) & set(before.months)))
        return replace(times, months=shared or before.months)
    if times.months or times.frequency or not (before.months or before.frequency):
        return times
    rate = before.per_year if before.frequency else times.per_year
    return replace(
        times, months=before.months, when=before.when, frequency=before.frequency, per_year=rate
    )


@cache
def going_on() -> re.Pattern[str]:
    """What a clause says that still speaks of the test before it."""
    return re.compile(one_of("going_on"))


@cache
def _rounds() -> re.Pattern[str]:
    return re.compile(
        rf"{one_of('held')}[^，。；：]{{0,8}}?({one_of('rounds')})[^，。；：]{{0,6}}{one_of('assessments')}$"
    )


def course_times(text: str, place: int, before: str) -> Times:
    """The times of the course in the sentence before, at whose end a test is held.

    Of several months only those of 每批 and 每期 are certain: the last day of each course.
    """
    clause = max(text.rfind(mark, 0, place) for mark in "，。；：") + 1
    ends = _COURSE_END.search(text, 0, place)
    if ends is None or ends.end() < clause - _LONGEST_LEAD or not _courses().search(before):
        return NO_TIMES
    times = times_in(before)
    return times if times.is_dated and (len(times.months) == 1 or ends[1]) else NO_TIMES


@cache
def _courses() -> re.Pattern[str]:
    return re.compile(one_of("studies", "studied", "held"))


def own_time_of(text: str, place: int) -> re.Match[str] | None:
    """The words for a time without a month in the clause of this place, or alone in the one before.

    初任法官上岗前，应当通过考试: a short clause that ends in 前, 后, 时 says when; so does one right
    behind that begins with 固定在.
    """
    stop = _CLAUSE_END.search(text, place)
    behind = stop and _THEN_TIMED.match(text, stop.start())
    if behind:
        return behind
    clause = max(text.rfind(mark, 0, place) for mark in "，。；：") + 1
    found = own_time().search(text, clause, place)
    if found is not None or not clause or text[clause - 1] != "，":
        return found
    start = max(text.rfind(mark, 0, clause - 1) for mark in "，。；：") + 1
    if clause - start > _LONGEST_LEAD:
        return None
    return _LEAD.fullmatch(text, start, clause - 1) or own_time().fullmatch(text, start, clause - 1)


@cache
def own_time() -> re.Pattern[str]:
    """Words for a time that names no month: 结业时, 上岗前."""
    return re.compile(one_of("own_times"))
