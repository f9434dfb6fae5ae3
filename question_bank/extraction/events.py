"""Tests and studies that a document calls for, with the time, audience and topic it names.

A test asks for answers and is scored: 测试, 知识竞赛, 竞答, 考试, or an assessment by points. A
study or training with a time or frequency is listed apart. What only speaks of tests (their
results, their rules) calls for none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from question_bank.bundle import EventKind, FactKind, Genre, PlannedEvent
from question_bank.extraction.event_calls import Call, calls_in, grouped, holding
from question_bank.extraction.event_merging import merged
from question_bank.extraction.event_times import Times, times_in
from question_bank.extraction.event_words import (
    annex_start,
    audience_of,
    blanked,
    modes_of,
    pass_mark_of,
    record_of,
    topic_of,
)
from question_bank.extraction.making import FactMaker
from question_bank.extraction.rule_words import one_of, word_list
from question_bank.extraction.tense import tenses_of
from question_bank.identity import stable_id
from question_bank.items import Knowledge
from question_bank.source import Source, Span

_CLAUSE_END: Final = re.compile("[，。；：]")
_LONGEST_TIME: Final = 14
"""Characters of a clause that says no more than when or how often."""
_CHINESE: Final = "[一二三四五六七八九十]{1,3}"
_HEADING: Final = re.compile(
    rf"^[ 　]*(?:(?:第?{_CHINESE}[、章节部分]+|[（(]{_CHINESE}[)）]|\d{{1,2}}[.．、])?[ 　]*"
    rf"(?P<time>(?:\d{{1,2}}|{_CHINESE})(?:[-—~～至、](?:\d{{1,2}}|{_CHINESE}))?月|第?[一二三四1-4]季度|[上下]半年)"
    rf"份?(?:[（(][^）)\n]{{0,12}}[)）])?(?:主要|重点|工作|活动|学习|任务|安排|计划|要点)*[：:]?[ 　]*$|{_CHINESE}、|附件|附：)",
    re.MULTILINE,
)
_WAY: Final = r"(?:闭卷测试|闭卷考试|开卷考试|网上答题|线上答题|在线答题|书面测试|现场答题|知识竞赛|知识竞答|个人自测|集中测试|口头测试|必答|抢答)"
_WAYS: Final = re.compile(rf"{_WAY}(?:、{_WAY})+(?P<open>等)?")


def find_events(maker: FactMaker) -> tuple[PlannedEvent, ...]:
    """List the events in the order of the text, each once, however often it is repeated."""
    found: list[PlannedEvent] = []
    source = maker.source
    places, heads = _headings(source.text)
    tenses = tenses_of(source)
    last = -1
    for match in _anything().finditer(source.text):
        if match.start() < last:
            continue
        sentence = source.sentence_at(match.start())
        last = sentence.end
        body = source.body_of(sentence)
        head = bisect_right(places, body.start) - 1
        events = list(_events_in(source, body, heads[head] if head >= 0 else None))
        if events and tenses.is_of_last_year(body):
            continue
        if events:
            found += events
        elif found:
            found[-1] = _completed(source, found[-1], body)
    return merged(tuple(found), annex_start(source.text))


def add_ways(maker: FactMaker) -> None:
    """Keep the ways in which a test is held, where the document lists them."""
    for match in _WAYS.finditer(maker.source.text):
        members = tuple(re.findall(_WAY, match[0]))
        end = match.start("open") if match["open"] else match.end()
        maker.add(
            FactKind.TEST,
            "ways",
            match.start(),
            end,
            members=members,
            head=maker.clause_of(match.start()).strip("，。；：, \n"),
            closed=not match["open"],
            knowledge=Knowledge.SCHEDULE,
        )


@cache
def _anything() -> re.Pattern[str]:
    return re.compile(rf"{one_of('tests', 'studies', 'assessed')}|\d分")


@cache
def _going_on() -> re.Pattern[str]:
    """What a clause says that still speaks of the test before it."""
    return re.compile(one_of("going_on"))


def _events_in(source: Source, body: Span, context: Times | None) -> Iterator[PlannedEvent]:
    """The events of one sentence; the context is the time that a heading gives them."""
    raw = source.text[body.start : body.end]
    text = blanked(raw)
    fields = record_of(raw)
    groups = grouped(text, calls_in(text, _item_of(raw, fields)))
    planned: list[tuple[list[Call], Span, Times]] = []
    before: Times | None = None
    for place, (calls, segment) in enumerate(groups):
        span = Span(0, len(text)) if fields else segment
        times = times_in(text) if fields else _own_times(text, span, calls[-1].end)
        if (
            before
            and not times.months
            and "；" not in text[groups[place - 1][1].start : segment.start]
        ):
            times = _dated_like(times, before)
        if context:
            times = _dated_like(times, context)
        before = times
        if _is_planned(source, text, calls[0], times, record=bool(fields)):
            planned.append((calls, span, times))
    for calls, span, times in planned:
        shown = Span(0, len(text)) if len(planned) == 1 else span
        yield _event(source, body, raw, calls, (span, shown), times, fields)


def _own_times(text: str, span: Span, reached: int) -> Times:
    """The times up to the end of the call's clause, else those of later clauses that speak of it.

    A later clause with a long action of its own has its own time: ……竞赛，6月完成某事.
    """
    stop = _CLAUSE_END.search(text, reached, span.end)
    end = stop.end() if stop else span.end
    times = times_in(text[span.start : end])
    later = text[end : span.end]
    if times.is_dated or times.frequency or not later:
        return times
    kept = [
        clause
        for clause in _CLAUSE_END.split(later)
        if len(clause) <= _LONGEST_TIME or _going_on().search(clause)
    ]
    return times_in(text[span.start : end] + "，".join(kept))


def _dated_like(times: Times, before: Times) -> Times:
    """The times, with the date and frequency said before when there is none of their own."""
    if "前" in times.when and "月" not in times.when and before.months and times.months:
        # Below 6月, “七一”前夕 is in June.
        return (
            times
            if set(times.months) & set(before.months)
            else replace(times, months=before.months)
        )
    if times.months or times.frequency or not (before.months or before.frequency):
        return times
    rate = before.per_year if before.frequency else times.per_year
    return replace(
        times, months=before.months, when=before.when, frequency=before.frequency, per_year=rate
    )


def _item_of(raw: str, fields: dict[str, str]) -> Span:
    """Where the record says what is done; the whole sentence when it is none."""
    for label, value in fields.items():
        if label in word_list("record_labels"):
            start = raw.index(value, raw.index(label))
            return Span(start, start + len(value))
    return Span(0, len(raw))


def _is_planned(source: Source, text: str, call: Call, times: Times, *, record: bool) -> bool:
    """Whether the words call for it: they say when or how often, or name it behind a verb of holding."""
    timed = bool(times.months or times.frequency or times.count)
    if call.kind is EventKind.STUDY:
        return timed and (source.genre is not Genre.REGULATION or bool(holding().search(text)))
    if source.genre is Genre.REGULATION:
        return bool(holding().search(text)) and (timed or bool(pass_mark_of(text)))
    clause = max(text.rfind(mark, 0, call.start) for mark in "，。；：") + 1
    held = holding().search(text, clause, call.start) is not None
    return timed or record or (held and text[call.start : call.end] not in word_list("timed_only"))


def _headings(text: str) -> tuple[list[int], list[Times | None]]:
    """The lines that name a month or quarter for all below them, and those that end its reach."""
    found = list(_HEADING.finditer(text))
    times = [times_in(match["time"]) if match["time"] else None for match in found]
    return [match.start() for match in found], times


def _event(
    source: Source,
    body: Span,
    raw: str,
    calls: list[Call],
    spans: tuple[Span, Span],
    times: Times,
    fields: dict[str, str],
) -> PlannedEvent:
    """The event of these calls. The first span is what it is read from, the second what is shown."""
    span, shown = spans
    call = next((one for one in calls if one.core), calls[0])
    part = raw[span.start : span.end]
    start, end = body.start + shown.start, body.start + shown.end
    while start < end and source.text[start].isspace():
        start += 1
    article = source.article_at(start)
    is_test = call.kind is EventKind.TEST
    topic = topic_of(part, call.name)
    if not topic and is_test and article is not None and article.title not in part:
        topic = article.title
    modes = modes_of(blanked(part)) if is_test else ()
    if is_test and any(one.name.endswith(word_list("assessments")) for one in calls):
        modes = ("assessment", *modes)
    audience = next((fields[one] for one in word_list("audience_labels") if one in fields), "")
    return PlannedEvent(
        id=stable_id("event", source.sha256, call.kind.value, start),
        kind=call.kind,
        name=call.name,
        modes=modes,
        months=times.months,
        when_text=times.when,
        per_year=times.per_year,
        audience=audience or audience_of(blanked(part)),
        topic=topic or call.name,
        article_ordinal=article.ordinal if article else 0,
        start=start,
        end=end,
        quote=source.text[start:end],
        frequency=times.frequency,
        count=times.count,
        pass_mark=pass_mark_of(part) if is_test else "",
    )


def _completed(source: Source, event: PlannedEvent, body: Span) -> PlannedEvent:
    """The event with what a later sentence of its article adds: ways, pass mark, audience."""
    article = source.article_at(body.start)
    if (
        event.kind is not EventKind.TEST
        or (article.ordinal if article else 0) != event.article_ordinal
    ):
        return event
    text = blanked(source.text[body.start : body.end])
    return replace(
        event,
        modes=event.modes or modes_of(text),
        audience=event.audience or audience_of(text),
        pass_mark=event.pass_mark or pass_mark_of(text),
    )
