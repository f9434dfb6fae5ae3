"""The rules of a document as other programs read them: one for each clause that sets a number.

Owns putting together the hard facts of one clause, and of a clause that only says when with the one
it belongs to. Offsets are those of the clean text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Final

from question_bank.bundle import Fact, FactKind
from question_bank.extraction.clauses import body_of, forbids
from question_bank.extraction.event_words import annex_start, core_of, record_item
from question_bank.extraction.extracting import Reading
from question_bank.extraction.rule_words import word_list
from question_bank.source import Source, Span

_DEADLINE: Final = frozenset({"deadline", "date", "month", "when"})
_MARKS: Final = "，。；：、,;:!?！？ \t\n"
_LEFT_OVER: Final = re.compile(r"“”(?:前夕|前后|期间)?|^(?:并于|并|于)|(?<=\S)以上$")
_LISTED: Final = re.compile(r"[、；]|(?<=[\u4e00-\u9fff”])[和及并](?=[\u4e00-\u9fff\d“])")
_UPPER: Final = ("以上", "以下", "以内")
_AND: Final = re.compile("[、和及至到]")
_ALSO: Final = ("并", "且", "同时", "每次")
_CLAUSE_END: Final = re.compile("[，。；：]")
_END: Final = re.compile(
    r"[”’]?节?(?:前夕|前后|期间|当天|当日)"
    r"|份?(?:上旬|中旬|下旬|[底末初]?(?:以前|之前|前)|[底末初]|以内|之内|内|以后|之后|后|起)?"
)
_BINDING: Final = frozenset({"frequency", "bound", "limit"})
_LONGEST_TIME: Final = 2
"""Characters beside the hard words of a clause that says no more than when."""


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One rule. Empty texts where the clause says nothing; the texts are the document's words."""

    actor: str
    action: str
    frequency: str
    count: str
    deadline: str
    polarity: str
    article_ordinal: int
    span: Span


def rule_entries(reading: Reading) -> Iterator[RuleEntry]:
    """The rules in the order of the text. Figures that only describe what was are left out."""
    source = reading.source
    hard = [
        fact
        for fact in reading.facts
        if fact.kind is FactKind.RULE
        and fact.detail.get("tense") != "past"
        and fact.slot != "level"
    ]
    hard.sort(key=lambda fact: fact.value_start)
    grouped = [
        (span, list(facts)) for span, facts in groupby(hard, key=lambda fact: _clause(source, fact))
    ]
    annex = annex_start(source.text)
    said: dict[str, list[str]] = {}
    waiting: list[Fact] = []
    before: RuleEntry | None = None
    for place, (span, facts) in enumerate(grouped):
        following = grouped[place + 1][0] if place + 1 < len(grouped) else None
        if _only_says_when(source, span, facts):
            if following and _goes_on(source, span, following):
                waiting += facts
                continue
            span = _with_next(source, span)
        start = _clause(source, waiting[0]).start if waiting else span.start
        parts = _parts(source, [*waiting, *facts], Span(start, span.end))
        waiting = []
        for own, part in parts:
            entry = _entry(source, own, part)
            if part.start >= annex and _is_cell(source, part):
                continue
            if _is_heading(source, own, entry.span):
                continue
            if (
                not (entry.frequency or entry.deadline)
                and before
                and _goes_with(source, before, entry)
            ):
                entry = replace(entry, frequency=before.frequency)
            if not entry.frequency and all(map(_is_idle, own)):
                continue
            before = entry
            if not _is_repeated(source, entry, said):
                yield entry


def _is_idle(fact: Fact) -> bool:
    """Whether it is a bare 一次 or 一轮 without a time, which says no more than the verb."""
    return fact.value in ("一次", "一轮") and not _BINDING & set(fact.detail)


def _is_heading(source: Source, facts: list[Fact], part: Span) -> bool:
    """Whether an article's title only names the scale, which its sentences then set."""
    article = source.article_at(part.start)
    titled = article is not None and article.title == source.text[part.start : part.end].strip(
        _MARKS
    )
    return titled and all(fact.slot == "score" for fact in facts)


def _is_cell(source: Source, part: Span) -> bool:
    """Whether the words are a cell of a table that stands on a line of its own."""
    sentence = source.sentence_at(part.start)
    words = source.text[sentence.start : sentence.end]
    return not words.endswith(("。", "；")) and not record_item(words)


def _parts(source: Source, facts: list[Fact], span: Span) -> list[tuple[list[Fact], Span]]:
    """A clause that lists several amounts, 甲4次、乙2次, is a rule for each; a time goes with all."""
    amounts = [fact for fact in facts if fact.slot not in _DEADLINE and fact.slot != "frequency"]
    if not amounts:
        # 24小时内受理、10个工作日内办结 sets two terms.
        amounts = [fact for fact in facts if fact.slot == "deadline"]
    cuts = [span.start]
    for one, other in pairwise(amounts):
        between = source.text[one.value_end : other.value_start]
        listed = _LISTED.search(between)
        if listed is not None:
            cuts.append(one.value_end + listed.start())
    if len(cuts) == 1:
        return [(facts, span)]
    timed = [fact for fact in facts if fact not in amounts]
    return [
        ([*timed, *(fact for fact in amounts if start <= fact.value_start < end)], Span(start, end))
        for start, end in zip(cuts, [*cuts[1:], span.end], strict=True)
    ]


def _goes_on(source: Source, clause: Span, following: Span) -> bool:
    """Whether the clause that sets the next number is what the time is said of."""
    if source.sentence_at(clause.start) != source.sentence_at(following.start):
        return False
    between = source.text[clause.end : following.start]
    return not between or (
        between.startswith(word_list("adverbials")) and len(_CLAUSE_END.findall(between)) == 1
    )


def _goes_with(source: Source, before: RuleEntry, entry: RuleEntry) -> bool:
    """Whether the clause goes on with 并 and so happens as often as the one before it."""
    between = source.text[before.span.end : entry.span.start].strip(_MARKS)
    return not between and source.text.startswith(_ALSO, entry.span.start)


def _with_next(source: Source, clause: Span) -> Span:
    clauses = source.clauses_of(source.sentence_at(clause.start))
    later = [one for one in clauses if one.start == clause.end]
    return Span(clause.start, later[0].end) if later else clause


def _is_repeated(source: Source, entry: RuleEntry, said: dict[str, list[str]]) -> bool:
    """Whether a row of a table only repeats what a sentence said: same time, same thing."""
    key = f"{entry.frequency}|{entry.deadline}"
    item = record_item(source.text[entry.span.start : entry.span.end])
    words = item or source.text[entry.span.start : entry.span.end]
    if item and any(item in one or core_of(item) in one for one in said.get(key, ())):
        return True
    said.setdefault(key, []).append(words)
    return False


def _clause(source: Source, fact: Fact) -> Span:
    sentence = source.sentence_at(fact.value_start)
    if record_item(source.text[sentence.start : sentence.end]):
        return sentence
    for clause in source.clauses_of(sentence):
        if clause.start <= fact.value_start < clause.end:
            return clause
    return sentence


def _only_says_when(source: Source, clause: Span, facts: Iterable[Fact]) -> bool:
    said = 0
    for fact in facts:
        if fact.slot not in _DEADLINE and fact.slot != "frequency":
            return False
        said += len(_timed(source, fact))
    body = body_of(source, clause)
    return len(source.text[body.start : clause.end].strip(_MARKS)) - said <= _LONGEST_TIME


def _entry(source: Source, facts: list[Fact], span: Span) -> RuleEntry:
    body = body_of(source, Span(span.start, span.end))
    start, end = body.start, span.end
    while start < end and source.text[start] in _MARKS:
        start += 1
    while end > start and source.text[end - 1] in _MARKS:
        end -= 1
    main = facts[-1]
    negative = forbids(source.text, start, end)
    return RuleEntry(
        actor=next((fact.detail["actor"] for fact in facts if "actor" in fact.detail), ""),
        action=record_item(source.text[start:end]) or _action(source, facts, Span(start, end)),
        frequency=_first(fact.value for fact in facts if fact.slot == "frequency"),
        count="、".join(
            dict.fromkeys(
                _bounded(source, fact)
                for fact in facts
                if fact.slot != "frequency" and fact.slot not in _DEADLINE
            )
        ),
        deadline=_deadline(source, [fact for fact in facts if fact.slot in _DEADLINE]),
        polarity="negative" if negative else "positive",
        article_ordinal=main.article_ordinal,
        span=Span(start, end),
    )


def _action(source: Source, facts: list[Fact], span: Span) -> str:
    """The words of the clause without its numbers, times and actor."""
    text = source.text
    kept, place = "", span.start
    for fact in facts:
        if fact.value_start < place or fact.value_end > span.end:
            continue
        left, right = fact.value_start, fact.value_end
        since = f"自{fact.detail['since']}起" if "since" in fact.detail else ""
        if since and text.endswith(since, place, left):
            left -= len(since)
        bound = fact.detail.get("bound", "")
        if bound and text.endswith(bound, place, left):
            left -= len(bound)
        elif bound and text.startswith(bound, right):
            right += len(bound)
        kept += text[place:left]
        place = right
    words = _LEFT_OVER.sub("", kept + text[place : span.end]).strip(_MARKS)
    actor = next((fact.detail["actor"] for fact in facts if "actor" in fact.detail), "")
    words = words.removeprefix(actor).strip(_MARKS) if actor else words
    return words if len(words) > 1 else facts[-1].detail.get("action", "")


def _deadline(source: Source, facts: list[Fact]) -> str:
    """The times in the document's words, 4月和10月; with 、 where others stand between them."""
    words, end = "", -1
    for fact in facts:
        own = _timed(source, fact)
        start = source.text.find(
            own, max(fact.value_start - len(own), end), fact.value_end + len(own)
        )
        joint = source.text[end:start] if 0 <= end <= start else ""
        if own in words:
            continue
        words += (joint if _AND.fullmatch(joint) else "、") + own if words else own
        end = start + len(own) if start >= 0 else -1
    return words


def _first(texts: Iterable[str]) -> str:
    return next(iter(texts), "")


def _bounded(source: Source, fact: Fact) -> str:
    """The value with its word of bound, where both stand together: 不少于4次, 三分之二以上."""
    bound = fact.detail.get("bound", "")
    if bound and source.text.endswith(bound, 0, fact.value_start):
        upper = next((one for one in _UPPER if source.text.startswith(one, fact.value_end)), "")
        return bound + fact.value + upper
    if bound and source.text.startswith(bound, fact.value_end):
        return fact.value + bound
    return fact.value


def _timed(source: Source, fact: Fact) -> str:
    """The time with what it counts from and its word of bound: 自收到之日起十五日内, 6月底前."""
    end = _END.match(source.text, fact.value_end)
    words = fact.value + (end[0] if end else "")
    if source.text.startswith(("”", "’"), fact.value_end) and end:
        words = source.text[fact.value_start - 1] + words
    since = f"自{fact.detail['since']}起" if "since" in fact.detail else ""
    if since and source.text.endswith(since, 0, fact.value_start):
        return since + words
    if fact.slot == "date" and words.endswith("起") and source.text[fact.value_start - 1] == "自":
        return "自" + words
    return _bounded(source, fact) if fact.detail.get("bound") == "提前" else words
