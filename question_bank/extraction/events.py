"""Tests and studies that a document calls for, with the time, audience and topic it names.

A test asks for answers and is scored: 测试, 知识竞赛, 竞答, 考试, or an assessment by points. A
study or training with a time or frequency is listed apart. What only speaks of tests (their
results, their rules) calls for none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from question_bank.bundle import EventKind, FactKind, Genre, PlannedEvent
from question_bank.extraction.clauses import body_of
from question_bank.extraction.event_calls import Call, calls_in, calls_of_tests, grouped, holding
from question_bank.extraction.event_dating import (
    course_times,
    dated_like,
    going_on,
    in_rounds,
    own_time,
    own_time_of,
    own_times,
)
from question_bank.extraction.event_headings import headings_of
from question_bank.extraction.event_merging import merged, sort_of
from question_bank.extraction.event_tables import cells_of, flat_tables, row_time
from question_bank.extraction.event_takers import audience_in, audience_of, pass_mark_of
from question_bank.extraction.event_times import NO_TIMES, Times, times_in
from question_bank.extraction.event_words import (
    annex_start,
    blanked,
    core_of,
    modes_of,
    record_of,
    topic_of,
)
from question_bank.extraction.making import FactMaker
from question_bank.extraction.rule_words import one_of, word_list
from question_bank.extraction.tense import tenses_of
from question_bank.identity import stable_id
from question_bank.items import Knowledge
from question_bank.source import Source, Span

_SENTENCE_ENDS: Final = ("。", "；", "！")
_LONGEST_VERB: Final = 1
"""Characters before a word for a test that name no subject in a motto: 严考核."""
_EACH_ONCE: Final = re.compile(r"[^，。；：]{0,10}(?:各(?:一|1|[2-9]|两|三)[次场轮]|随.随[考测])")
"""What follows a test that is held so often: 考试上、下学期各一次."""
_SAME_MONTH: Final = re.compile("同月|同期|同日")
_WAY: Final = r"(?:闭卷测试|闭卷考试|开卷考试|网上答题|线上答题|在线答题|书面测试|现场答题|知识竞赛|知识竞答|个人自测|集中测试|口头测试|必答|抢答)"
_WAYS: Final = re.compile(rf"{_WAY}(?:、{_WAY})+(?P<open>等)?")


def find_events(maker: FactMaker) -> tuple[PlannedEvent, ...]:
    """List the events in the order of the text, each once, however often it is repeated."""
    found: list[PlannedEvent] = []
    source = maker.source
    tables = tuple(flat_tables(source.text))
    rows = [row for table in tables for row in table.rows]
    headings = headings_of(source.text, (table.span for table in tables))
    tenses = tenses_of(source)
    last = -1
    for match in _anything().finditer(source.text):
        if match.start() < last or any(
            table.span.start <= match.start() < table.span.end for table in tables
        ):
            continue
        sentence = source.sentence_at(match.start())
        last = sentence.end
        body = body_of(source, sentence)
        context = headings.above(body.start)
        events = list(_events_of(source, body, context))
        if headings.is_heading(source.text, sentence.start):
            events = [one for one in events if len(core_of(one.name)) > _LONGEST_VERB]
        if events and tenses.is_of_last_year(_told(source, body)):
            continue
        if events:
            found += events
            found[-1] = _dated_by_next(source, found[-1], sentence.end)
        elif found and not tenses.is_of_last_year(body):
            found[-1] = _completed(source, found[-1], body)
    for row in rows:
        found += _events_in(source, row.span, None, row.record)
    annex = min([annex_start(source.text), *(table.span.start for table in tables)])
    found.sort(key=lambda event: event.start)
    return merged(tuple(found), annex)


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


def _told(source: Source, body: Span) -> Span:
    """The sentence up to the clause of its first test: what comes later tells of no other year."""
    text = blanked(source.text[body.start : body.end])
    first = next(iter(calls_of_tests(text)), None)
    if first is None:
        return body
    ends = [text.find(mark, first.end) for mark in "，。；："]
    stop = min((end for end in ends if end >= 0), default=len(text))
    return Span(body.start, body.start + stop)


@cache
def _anything() -> re.Pattern[str]:
    return re.compile(rf"{one_of('tests', 'studies', 'assessed')}|\d分")


def _events_of(source: Source, body: Span, context: Times | None) -> Iterator[PlannedEvent]:
    """The events of a sentence or, one cell after the other, of a row of a table."""
    cells = cells_of(source, body)
    named = row_time(source, body)
    if named is not None:
        context = named
    elif len(cells) > 1:
        context = dated_like(times_in(source.text[body.start : body.end]), context or NO_TIMES)
    for cell in cells:
        yield from _events_in(source, cell, context)


def _events_in(
    source: Source, body: Span, context: Times | None, record: str = ""
) -> Iterator[PlannedEvent]:
    """The events of one sentence; the context is the time that a heading gives them.

    `record` is what a row of a flattened table says, in place of its own words.
    """
    raw = record or source.text[body.start : body.end]
    text = blanked(raw)
    fields = record_of(raw)
    groups = grouped(text, calls_in(text, _item_of(raw, fields)))
    planned: list[tuple[list[Call], Span, Times]] = []
    before: Times | None = None
    for place, (calls, segment) in enumerate(groups):
        span = Span(0, len(text)) if fields else segment
        times = times_in(text) if fields else own_times(text, span, calls[-1].end)
        rhythmic = in_rounds(times, text[segment.start : calls[-1].end])
        apart = rhythmic is not times or (
            # Of several courses the document does not say after which the test is held.
            before is not None
            and len(before.months) != 1
            and own_time().search(text, segment.start, calls[0].start) is not None
        )
        if (
            before
            and not (times.months or apart)
            and (
                "；" not in text[groups[place - 1][1].start : segment.start]
                or _SAME_MONTH.search(text, segment.start, segment.end)
            )
        ):
            times = dated_like(times, before)
        own = times
        if not (times.months or times.frequency) and calls[0].kind is EventKind.TEST:
            course = course_times(text, calls[0].start, _sentence_before(source, body))
            times = replace(times, months=course.months)
        if context and not _personal_time().search(text, segment.start, segment.end):
            times = dated_like(times, context)
        before = times
        if not (times.months or times.frequency):
            times = rhythmic
        held = own.count or own.lasting or _is_held(text, calls[0])
        if own != times and text.endswith(_SENTENCE_ENDS) and not held:
            # The month of a heading calls for no test that a sentence only speaks of.
            continue
        if _is_planned(source, text, calls[0], times, record=bool(fields)):
            planned.append((calls, span, times))
    for calls, span, times in planned:
        shown = Span(0, len(text)) if len(planned) == 1 else span
        yield _event(source, body, raw, calls, (span, shown), times, fields)


def _sentence_before(source: Source, body: Span) -> str:
    """The sentence before in the same article and line, empty when there is none."""
    line = source.text.rfind("\n", 0, body.start) + 1
    if not source.text[line : body.start].strip():
        return ""
    before = source.sentence_at(body.start - 1)
    return blanked(source.text[max(before.start, line) : before.end])


def _item_of(raw: str, fields: dict[str, str]) -> Span:
    """Where the record says what is done; the whole sentence when it is none."""
    for label, value in fields.items():
        if label in word_list("record_labels"):
            start = raw.index(value, raw.index(label))
            return Span(start, start + len(value))
    return Span(0, len(raw))


def _is_held(text: str, call: Call) -> bool:
    """Whether its clause says that it is held."""
    clause = max(text.rfind(mark, 0, call.start) for mark in "，。；：") + 1
    held = holding().search(text, clause, call.start)
    return held is not None or own_time_of(text, call.start) is not None


def _is_planned(source: Source, text: str, call: Call, times: Times, *, record: bool) -> bool:
    """Whether the words call for it: they say when or how often, or name it behind a verb of holding."""
    clause = max(text.rfind(mark, 0, call.start) for mark in "，。；：") + 1
    timed = bool(times.months or times.frequency or times.count)
    if call.kind is EventKind.STUDY:
        timed = timed or bool(times.lasting)
        return timed and (source.genre is not Genre.REGULATION or bool(holding().search(text)))
    timed = timed or own_time_of(text, call.start) is not None
    if source.genre is Genre.REGULATION:
        held = (
            holding().search(text) is not None
            or text.startswith("每", call.end)
            or bool(times.frequency and text.endswith(times.frequency, 0, call.start))
        )
        return held and (timed or bool(pass_mark_of(text)))
    held = holding().search(text, clause, call.start) is not None
    if not held and not record and not (times.months or times.frequency or times.is_dated):
        # 考试两次不合格的 has a count and calls for nothing.
        own = own_time().search(text, clause, call.start) is not None
        return own or _EACH_ONCE.match(text, call.end) is not None
    return timed or record or (held and text[call.start : call.end] not in word_list("timed_only"))


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
    start, end = body.start + shown.start, min(body.start + shown.end, body.end)
    while start < end and source.text[start].isspace():
        start += 1
    article = source.article_at(start)
    is_test = call.kind is EventKind.TEST
    if is_test and not call.core:
        call = replace(call, name=_full_name(blanked(raw), call, article.title if article else ""))
    topic = topic_of(part, call.name)
    if not topic and is_test and article is not None and article.title not in part:
        topic = article.title
    modes = modes_of(blanked(part)) if is_test else ()
    names = [call.name, *(one.name for one in calls)]
    if is_test and any(_is_assessment(name) for name in names):
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
        audience=audience
        or audience_of(blanked(part))
        or (audience_in(call.name) if is_test else ""),
        topic=topic or call.name,
        article_ordinal=article.ordinal if article else 0,
        start=start,
        end=end,
        quote=source.text[start:end],
        frequency=times.frequency,
        count=times.count or ("" if is_test else times.lasting),
        pass_mark=pass_mark_of(part) if is_test else "",
    )


def _is_assessment(name: str) -> bool:
    """Whether people or their work are judged; a 测评 of knowledge is a test."""
    if not name.endswith(word_list("assessments")):
        return False
    return not (name.endswith("测评") and any(word in name for word in word_list("known")))


def _full_name(text: str, call: Call, title: str) -> str:
    """The name of a bare 考核: as the sentence calls it before, or its heading, else its own.

    Only a name of the same sort is taken; 抽考 is a way and takes any.
    """
    bare = text[call.start : call.end]
    if call.name != bare:
        return call.name
    heading = _adorning().sub("", title)
    before = [one for one in calls_of_tests(text[: call.start]) if one.core]
    headed = [one for one in calls_of_tests(heading) if len(one.name) > len(bare)]
    for one in (*reversed(before), *headed):
        if sort_of(one.name) == sort_of(bare) or bare in word_list("spot_checks"):
            return one.name
    judged = _judged().search(text, 0, call.start)
    return judged[1] + bare if judged else bare


def _dated_by_next(source: Source, event: PlannedEvent, place: int) -> PlannedEvent:
    """The event of a heading with the time that the next sentence gives: 办好竞赛。于11月举办。"""
    while place < len(source.text) and source.text[place].isspace():
        place += 1
    if event.kind is not EventKind.TEST or not _is_heading(event) or place >= len(source.text):
        return event
    sentence = source.sentence_at(place)
    text = blanked(source.text[sentence.start : sentence.end])
    article = source.article_at(place)
    if (article.ordinal if article else 0) != event.article_ordinal or _anything().search(text):
        return event
    times = times_in(text)
    if not going_on().search(text) or not (times.is_dated or times.frequency):
        return event
    return replace(
        event,
        months=times.months,
        when_text=times.when,
        per_year=times.per_year,
        frequency=times.frequency,
        count=event.count or times.count,
    )


def _is_heading(event: PlannedEvent) -> bool:
    """Whether it is named without a time in a short sentence: 办好防雷知识竞赛。"""
    timed = event.months or event.frequency or event.when_text
    return not timed and not any(mark in event.quote for mark in "，；：")


@cache
def _fixes_time() -> re.Pattern[str]:
    """How a later sentence begins that fixes the time of the test: 测试时间初定6月27日."""
    return re.compile(rf"[^，。；：]{{0,6}}时间[^，。；：]{{0,2}}{one_of('dating_leads')}?")


@cache
def _personal_time() -> re.Pattern[str]:
    return re.compile(one_of("personal_times"))


@cache
def _judged() -> re.Pattern[str]:
    """What a bare 考核 is of, right before it: 对安全工作进行考核."""
    amount = r"(?:[一二两三\d]+次)?"
    return re.compile(
        rf"对([^，。；：\ufffc]{{2,12}}?)(?:每个?{one_of('periods')})?(?:{one_of('held')}{amount})?$"
    )


@cache
def _adorning() -> re.Pattern[str]:
    return re.compile(rf"^{one_of('title_verbs', 'held')}+")


def _completed(source: Source, event: PlannedEvent, body: Span) -> PlannedEvent:
    """The event with what a later sentence of its article adds: ways, pass mark, audience."""
    article = source.article_at(body.start)
    if (
        event.kind is not EventKind.TEST
        or (article.ordinal if article else 0) != event.article_ordinal
        or "\n" in source.text[event.end : body.start].strip(" 　")
    ):
        return event
    text = blanked(source.text[body.start : body.end])
    fixed = times_in(text) if _fixes_time().match(text) else NO_TIMES
    if fixed.months and set(fixed.months) <= set(event.months or fixed.months):
        event = replace(event, months=fixed.months, when_text=fixed.when)
    return replace(
        event,
        modes=event.modes or modes_of(text),
        audience=event.audience or audience_of(text),
        pass_mark=event.pass_mark or pass_mark_of(text),
    )
