"""Tests and studies that a document calls for, with the time, audience and topic it names.

A test asks for answers and is scored: 测试, 知识竞赛, 竞答, 考试, or an assessment by points. A
study or training with a time or frequency is listed apart. What only speaks of tests (their
results, their rules) calls for none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from question_bank.bundle import EventKind, FactKind, Genre, PlannedEvent
from question_bank.extraction.event_merging import merged
from question_bank.extraction.event_times import Times, times_in
from question_bank.extraction.event_words import (
    annex_start,
    audience_of,
    blanked,
    core_of,
    modes_of,
    name_of,
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
_JOINT: Final = re.compile(r"、|和|及|与|暨|并|或")
_QUOTED_ASSESSMENT: Final = re.compile(r"“([^”]*(?:百分制|积分|量化)[^”]*?考[核评])[^”]*”")
_ASSESSMENT: Final = re.compile(r"(?:百分制|积分制?|量化|千分制)考[核评]")
_CHINESE: Final = "[一二三四五六七八九十]{1,3}"
_HEADING: Final = re.compile(
    rf"^[ 　]*(?:(?:第?{_CHINESE}[、章节部分]*|[（(]{_CHINESE}[)）]|\d{{1,2}}[.．、])?[ 　]*"
    rf"(?P<time>(?:\d{{1,2}}|{_CHINESE})(?:[-—~～至、](?:\d{{1,2}}|{_CHINESE}))?月|第?[一二三四1-4]季度|[上下]半年)"
    rf"份?(?:[（(][^）)\n]{{0,12}}[)）])?(?:主要|重点|工作|活动|学习|任务|安排|计划|要点)*[：:]?[ 　]*$|{_CHINESE}、|附件|附：)",
    re.MULTILINE,
)
_WAY: Final = r"(?:闭卷测试|闭卷考试|开卷考试|网上答题|线上答题|在线答题|书面测试|现场答题|知识竞赛|知识竞答|个人自测|集中测试|口头测试|必答|抢答)"
_WAYS: Final = re.compile(rf"{_WAY}(?:、{_WAY})+(?P<open>等)?")


@dataclass(frozen=True, slots=True)
class _Call:
    """A word for a test or study in a sentence; offsets into the sentence's body."""

    kind: EventKind
    start: int
    end: int
    name: str
    core: str


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
def _test() -> re.Pattern[str]:
    before = "".join(rf"(?<!{re.escape(word)})" for word in word_list("not_before_tests"))
    return re.compile(
        rf"{before}{one_of('tests')}(?!活动?{one_of('not_after_tests')})(?!{one_of('not_after_tests')})"
    )


@cache
def _mentioned() -> re.Pattern[str]:
    """Words that make what follows in the clause a thing that is there already: 纳入年度考核."""
    return re.compile(rf"{one_of('mentions_before')}[^，。；：、]{{0,10}}$")


@cache
def _study() -> re.Pattern[str]:
    return re.compile(rf"{one_of('studies')}班?(?!{one_of('not_after_studies')})")


@cache
def _held() -> re.Pattern[str]:
    return re.compile(one_of("held"))


@cache
def _going_on() -> re.Pattern[str]:
    """What a clause says that still speaks of the test before it."""
    return re.compile(one_of("going_on"))


def _events_in(source: Source, body: Span, context: Times | None) -> Iterator[PlannedEvent]:
    """The events of one sentence; the context is the time that a heading gives them."""
    raw = source.text[body.start : body.end]
    text = blanked(raw)
    fields = record_of(raw)
    groups = _grouped(text, _calls(text, _item_of(raw, fields)))
    planned: list[tuple[list[_Call], Span, Times]] = []
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


def _calls(text: str, item: Span) -> list[_Call]:
    """The words for tests and studies between these places, in their order."""
    calls = [
        _Call(EventKind.TEST, match.start(), match.end(), name, core_of(name))
        for match in _test().finditer(text)
        for name in (name_of(text, match.start(), match.end()),)
        if not _mentioned().search(text, 0, match.start())
    ]
    if any(word in text for word in word_list("assessed")):
        scored = list(_assessments(text))
        calls = scored + [one for one in calls if not scored or one.core]
    tests = [(call.start, call.end) for call in calls]
    for match in _study().finditer(text):
        loose = bool(tests) and match[0] in word_list("timed_only")
        loose = loose or _mentioned().search(text, 0, match.start()) is not None
        if not loose and not any(
            start < match.end() and match.start() < end for start, end in tests
        ):
            name = name_of(text, match.start(), match.end())
            calls.append(_Call(EventKind.STUDY, match.start(), match.end(), name, core_of(name)))
    inside = (call for call in calls if item.start <= call.start < item.end)
    return sorted(inside, key=lambda call: call.start)


def _assessments(text: str) -> Iterator[_Call]:
    """An assessment by points is a test when it is held: 纳入百分制考核 only names the scale."""
    quoted = _QUOTED_ASSESSMENT.search(text)
    match = quoted or _ASSESSMENT.search(text)
    if (
        match is None
        or "考核" not in text[match.end() :] + match[0]
        or not times_in(text).frequency
    ):
        return
    name = quoted[1] if quoted else name_of(text, match.start(), match.end())
    yield _Call(EventKind.TEST, match.start(), match.end(), name, core_of(name))


def _grouped(text: str, calls: list[_Call]) -> list[tuple[list[_Call], Span]]:
    """Calls for one event together, each group with the part of the sentence that speaks of it.

    A second word for a test in the same sentence is the same test, unless both have a time or a
    topic of their own.
    """
    groups: list[list[_Call]] = []
    starts: list[int] = []
    for call in calls:
        alike = [place for place, one in enumerate(groups) if one[0].kind is call.kind]
        reached = max((one.end for group in groups for one in group), default=0)
        cut = _cut(text, reached, call.start) if groups else 0
        if alike and _is_same(
            text, groups[alike[-1]], call, text[starts[alike[-1]] : cut], text[cut : call.end]
        ):
            groups[alike[-1]].append(call)
        else:
            groups.append([call])
            starts.append(cut)
    ends = starts[1:]
    if groups:
        last = max(call.end for group in groups for call in group)
        stop = text.find("；", last)
        ends.append(len(text) if stop < 0 else stop + 1)
    return [
        (group, Span(*span))
        for group, span in zip(groups, zip(starts, ends, strict=True), strict=True)
    ]


def _cut(text: str, start: int, end: int) -> int:
    """Where, between two calls, the part of the second one begins: at its time, else at its clause."""
    semicolon = text.rfind("；", start, end)
    if semicolon >= 0:
        return semicolon + 1
    commas = [match.end() for match in re.finditer("[，。：]", text[start:end])]
    for place, cut in enumerate(commas):
        following = text[
            start + cut : start + commas[place + 1] if place + 1 < len(commas) else end
        ]
        times = times_in(following)
        if times.is_dated or times.frequency:
            return start + cut
    if commas:
        return start + commas[-1]
    joints = [match.end() for match in _JOINT.finditer(text[start:end])]
    return start + joints[0] if joints else start


def _is_same(text: str, group: list[_Call], call: _Call, known: str, fresh: str) -> bool:
    if "；" in text[group[-1].end : call.start]:
        return False
    cores = [one.core for one in group if one.core]
    if call.core and cores and call.core not in cores:
        return False
    if call.kind is EventKind.STUDY:
        return True
    own, before = times_in(fresh), times_in(known)
    return not ((own.is_dated or own.frequency) and (before.is_dated or before.frequency))


def _is_planned(source: Source, text: str, call: _Call, times: Times, *, record: bool) -> bool:
    """Whether the words call for it: they say when or how often, or name it behind a verb of holding."""
    timed = bool(times.months or times.frequency or times.count)
    if call.kind is EventKind.STUDY:
        return timed and (source.genre is not Genre.REGULATION or bool(_held().search(text)))
    if source.genre is Genre.REGULATION:
        return bool(_held().search(text)) and (timed or bool(pass_mark_of(text)))
    clause = max(text.rfind(mark, 0, call.start) for mark in "，。；：") + 1
    held = _held().search(text, clause, call.start) is not None
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
    calls: list[_Call],
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
