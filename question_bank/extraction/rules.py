"""Hard rules as facts: how often, how many, by when, at least how much; and whose rule it is.

Owns which hard tokens are rules of the document and what each fact says of its clause. The tokens
themselves are found in `numbers`, actors and actions in `clauses`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Final

from question_bank.bundle import FactKind, Genre
from question_bank.extraction.clauses import Clauses
from question_bank.extraction.making import FactMaker
from question_bank.extraction.numbers import HardToken, hard_tokens
from question_bank.extraction.rule_words import one_of, word_list
from question_bank.extraction.tense import tenses_of
from question_bank.extraction.words import words
from question_bank.items import Knowledge
from question_bank.source import Source, Span

_CELL_BORDER: Final = "|"
_HEADING: Final = re.compile(
    r"(?:[第（(]?[一二三四五六七八九十]{1,3}[）)]?[、章节]?\s*)?(?:[\d一二三四五六七八九十]{1,3}月|第?[一二三四1-4]季度|[上下]半年)"
    r"份?[\u4e00-\u9fff]{0,6}[：:]?"
)
_ENACTED: Final = re.compile(r"[^\n]{0,60}(?:通过|批准|修订|修正|公布|发布|施行|实施|印发)")
_SINCE: Final = re.compile(r"自([^，。；：自]{2,40}?之?日)起(?:计算)?$")
_TITLE_UNIT: Final = "条"
_RECENT: Final = "近"
_EFFECTIVE: Final = "自"
_EXTENDED: Final = "延长"
_OTHERWISE: Final = re.compile(r"(?:或者?|、|和|至|—)\s*$")
_ALSO: Final = re.compile(r"^[\u4e00-\u9fff]{0,2}(?:或者?|、)")
_LONG_TIMES: Final = frozenset({"年", "周年", "个月", "周"})
_EACH: Final = re.compile("(?:每[名人个位家所支]|人均)[^，。；：]{0,16}$")
_STAMP: Final = re.compile(r"[）)](?:\n|$)")
_LONGEST_LABEL: Final = 4
_AROUND_A_DATE: Final = "（）()[]【】。，：; \t\n印发份"
_TIMES: Final = frozenset({"when", "month", "date"})
_HELD_UNITS: Final = ("期", "轮", "场", "批次", "次")


@dataclass(frozen=True, slots=True)
class _Clause:
    """The rules of one clause."""

    span: Span
    tokens: tuple[HardToken, ...]
    extended: bool


def add_rules(maker: FactMaker) -> None:
    """Keep frequencies, counts, dates, deadlines, amounts, levels and scores.

    In a plan times and counts are its own arrangements (工作安排); elsewhere they are to be known.
    """
    clauses = Clauses(maker.source)
    tenses = tenses_of(maker.source)
    for clause in _by_clause(maker, clauses):
        past = tenses.is_past(clause.span)
        for token in clause.tokens:
            _add(maker, clauses, clause, token, past=past)


def _by_clause(maker: FactMaker, clauses: Clauses) -> Iterator[_Clause]:
    text = maker.source.text
    placed = []
    for token in hard_tokens(text):
        spans, index = clauses.at(token.start)
        placed.append((spans[index], (spans[0].start, spans[-1].end), token))
    for (span, sentence), group in groupby(placed, key=lambda one: one[:2]):
        row = text.count(_CELL_BORDER, *sentence) > 1 or _HEADING.fullmatch(text, *sentence)
        found = [token for _, _, token in group]
        tokens = tuple(
            token
            for token in found
            if not row and not _is_label(maker, token, sentence) and _is_rule(maker, token, found)
        )
        if tokens:
            yield _Clause(span, tokens, text.find(_EXTENDED, *sentence) >= 0)


def _is_rule(maker: FactMaker, token: HardToken, beside: list[HardToken]) -> bool:
    genre = maker.source.genre
    if _is_quoted(maker, token):
        return False
    if token.slot == "date" and maker.source.article_at(token.start) is None:
        return not _ENACTED.match(maker.source.text, token.end)
    if token.slot == "date" and _is_repealed(maker.source.text, token):
        return False
    if token.bound in word_list("estimates") and genre is Genre.PROSE:
        return False
    if token.unit == _TITLE_UNIT and maker.source.article_at(token.start) is None:
        # 安全用电70条 is the name of the booklet.
        return False
    if token.bound == _RECENT and token.unit in word_list("duration_units"):
        return False
    if not token.weak:
        return True
    if token.number.startswith(_EFFECTIVE):
        return genre is Genre.REGULATION
    if token.slot == "count":
        often = any(one.slot == "frequency" for one in beside)
        return (
            often
            or _is_allowance(maker, token)
            or (genre is Genre.PLAN and _is_for_each(maker, token))
            or (genre is not Genre.REGULATION and token.unit in _HELD_UNITS)
        )
    if token.slot in ("amount", "deadline"):
        if token.unit not in word_list("duration_units"):
            return genre is not Genre.REGULATION
        # A bare 十年 is a term in a law and a figure of speech in a plan; 5天 is one everywhere.
        told = token.number[0].isdigit() and token.unit not in _LONG_TIMES
        return told or genre in (Genre.REGULATION, Genre.RULES)
    if token.number == "全年":
        return any(one.slot == "count" for one in beside) or genre is Genre.PLAN
    return True


def _is_for_each(maker: FactMaker, token: HardToken) -> bool:
    """Whether the clause sets the count for each person or unit: 每名党员撰写心得1篇."""
    sentence = maker.source.sentence_at(token.start)
    return _EACH.search(maker.source.text, sentence.start, token.start) is not None


def _is_allowance(maker: FactMaker, token: HardToken) -> bool:
    """Whether the bare count is the most there may be: 可以续借一次"""
    sentence = maker.source.sentence_at(token.start)
    return _allowed().search(maker.source.text, sentence.start, token.start) is not None


def _is_repealed(text: str, token: HardToken) -> bool:
    """Whether the date is the one of other rules, which this document repeals or builds on."""
    return _enacted_then().match(text, token.end) is not None


@cache
def _allowed() -> re.Pattern[str]:
    return re.compile(rf"{one_of('allowances')}[一-鿿]{{0,4}}\Z")


@cache
def _enacted_then() -> re.Pattern[str]:
    return re.compile(rf"[^。；，\n起]{{0,40}}{one_of('enacting')}(?:的|《)")


def _is_first_cell(source: Source, token: HardToken) -> bool:
    """Whether the month is a cell by itself, so that it holds for its row."""
    return token.end in source.cells and source.cells[token.end] == token.start


def _is_label(maker: FactMaker, token: HardToken, sentence: tuple[int, int]) -> bool:
    """Whether the time only names the part of a schedule it stands above, or dates the document."""
    text = maker.source.text
    if token.slot not in ("month", "when", "date"):
        return False
    if token.slot == "date" and maker.source.article_at(token.start) is None:
        line = text.rfind("\n", 0, token.start) + 1
        if text.startswith(("（", "("), line) and _STAMP.match(text, token.end):
            return True
    if token.slot == "month" and _is_first_cell(maker.source, token):
        return True
    if len(text[slice(*sentence)].strip(_AROUND_A_DATE)) <= token.end - token.start + 1:
        return True
    article = maker.source.article_at(token.start)
    return (
        article is not None
        and token.slot != "date"
        and token.start - article.start <= _LONGEST_LABEL
        and text[token.start : token.end].rstrip("份") in article.number
    )


def _add(
    maker: FactMaker, clauses: Clauses, clause: _Clause, token: HardToken, *, past: bool
) -> None:
    text = maker.source.text
    scheduled = maker.source.genre is Genre.PLAN and token.slot in word_list("scheduled")
    action = clauses.action(
        token.start, token.end, timed=token.slot in ("deadline", "date", "month", "when")
    )
    verb = next((one for one in words().list_verbs if action.startswith(one)), "")
    since = _SINCE.search(text, max(clause.span.start, token.start - 45), token.start)
    beside = {one.slot: one for one in reversed(clause.tokens) if one is not token}
    detail = {
        "number": token.number,
        "unit": token.unit,
        "bound": token.bound,
        "actor": clauses.actor(token.start, token.start),
        "action": action,
        "object": action[len(verb) :] if verb else "",
        "since": since[1] if since else "",
        "method": clauses.method(token.start),
        "tense": "past" if past else "",
        "worth": "no" if token.slot in ("when", "frequency") and token.weak else "",
        "limit": "yes" if token.weak and _is_allowance(maker, token) else "",
        "polarity": "negative" if clauses.forbids(token.start) else "",
    }
    for slot in ("frequency", "count", "deadline"):
        if slot in beside:
            detail[slot] = text[beside[slot].start : beside[slot].end]
    maker.add(
        FactKind.RULE,
        token.slot,
        token.start,
        token.end,
        head=text[clause.span.start : clause.span.end].strip("，。；：, \n"),
        exclusive=_is_exclusive(text, clause, token),
        knowledge=Knowledge.SCHEDULE if scheduled else Knowledge.GENERAL,
        detail={name: value for name, value in detail.items() if value},
        despite_faults=True,
    )


def _is_exclusive(text: str, clause: _Clause, token: HardToken) -> bool:
    """Whether the clause gives this slot one value: no second one beside it, nothing extends it."""
    if token.weak and token.slot != "count":
        return False
    alike = [one for one in clause.tokens if (one.slot, one.unit) == (token.slot, token.unit)]
    if len(alike) > 1:
        return False
    before = text[clause.span.start : token.start]
    after = text[token.end : clause.span.end]
    if _OTHERWISE.search(before) or _ALSO.match(after):
        return False
    return not (clause.extended and token.slot in ("deadline", "amount") and token.unit)


def _is_quoted(maker: FactMaker, token: HardToken) -> bool:
    """Inside quotation marks a number is part of a name: “最多跑一次”. A festival stands alone there."""
    sentence = maker.source.sentence_at(token.start)
    before = maker.source.text[sentence.start : token.start]
    inside = before.rfind("“") > before.rfind("”") or before.rfind("《") > before.rfind("》")
    return inside and not (before.endswith("“") and token.slot in _TIMES)
