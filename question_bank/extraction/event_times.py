"""When a planned event takes place, and how often.

Owns the reading of times: 6月、12月 as months, 第二季度, 上半年, “七一”前后, 每季度, 全年不少于4次.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from question_bank.extraction.numbers import HardToken, hard_tokens
from question_bank.extraction.rule_words import one_of, word_list
from question_bank.lexicon import lists
from question_bank.numerals import numeral_value

_FIGURE: Final = re.compile(r"\d+|[一二两三四五六七八九十]+")
_TO: Final = re.compile(r"[-－—–~～至到]")
_MONTH: Final = re.compile(r"(\d{1,2}|[一二三四五六七八九十]+)月")
_MONTH_END: Final = re.compile(r"份?(?:上旬|中旬|下旬|[底末初]?(?:以前|之前|前)|[底末初])?")
_SPAN_OF_YEAR: Final = re.compile("季度|半年")
_LIST_MARK: Final = re.compile("[、，和及]")
_MONTH_LIST: Final = re.compile(
    r"(?<![\d.月])(?:(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])[、，和及])+"
    r"(?=(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?!\d))"
)
"""The figures before the last of several months that share one 月: 3、6、9、12月."""
_OPEN: Final = re.compile(r"年内|全年|年底前?|适时")
_JOINED: Final = re.compile(r"[、,，和及或]?\s*$")
_CHANCES: Final = re.compile("[^，。；：]{0,4}机会")
_HELD_UNITS: Final = frozenset({"次", "轮", "场"})
_COUNTED: Final = frozenset({"次", "轮", "场", "期", "批次"})
_LAST_MONTH: Final = 12
_MONTHLY: Final = "每月"


@dataclass(frozen=True, slots=True)
class Times:
    """`months` are 1 to 12, empty when open; the texts are the document's own words.

    `per_year` is how often in a year, 0 when not said. `is_dated` tells whether a month, date,
    quarter or festival is named.
    """

    months: tuple[int, ...]
    when: str
    frequency: str
    count: str
    per_year: int
    is_dated: bool
    lasting: str = ""
    """How much is studied, as 24学时 or 3天."""


NO_TIMES: Final = Times((), "", "", "", 0, is_dated=False)


def times_in(text: str) -> Times:
    """Read all times of a sentence or a part of it. Titles should be blanked out before."""
    tokens = list(hard_tokens(text))
    dated = [one for one in tokens if one.slot in ("month", "date", "when") and not one.weak]
    often = next(
        (
            one
            for one in tokens
            if one.slot == "frequency" and (not one.weak or _in_rhythm().match(text, one.end))
        ),
        None,
    )
    if often is not None or _MONTHLY in text:
        # 自3月起，每月10日: the month only says when the rhythm begins.
        dated = [one for one in dated if not text.startswith("起", one.end)]
    dated = [_with_list(text, one) for one in dated]
    if any(one.slot in ("month", "date") for one in dated):
        # 上半年安排在6月5日: the half only says in which of them.
        dated = [one for one in dated if not _SPAN_OF_YEAR.search(text, one.start, one.end)]
    dated = dated or [HardToken("when", *match.span(1)) for match in _bare_day().finditer(text)]
    counts = [
        one
        for one in tokens
        if one.slot == "count" and one.unit in _COUNTED and not _is_chance(text, one)
    ]
    months = sorted({month for one in dated for month in _months(text[one.start : one.end])})
    frequency = text[often.start : often.end] if often else ""
    if not frequency and any(text.startswith(_MONTHLY, one.start) for one in dated):
        frequency = _MONTHLY
    if not frequency:
        rhythm = _once_in().search(text)
        frequency = rhythm[1] if rhythm else ""
    when = _when(text, dated)
    if not when:
        loose = _OPEN.search(text)
        when = frequency or (loose[0] if loose else "")
        months = [_LAST_MONTH] if when.startswith("年底") else months
    return Times(
        tuple(months),
        when,
        frequency,
        text[counts[0].start : counts[0].end] if counts else "",
        _per_year(frequency, _beside(text, often, counts), len(dated) if "各" in text else 1),
        bool(dated),
        next((text[one.start : one.end] for one in tokens if _is_studied(one)), ""),
    )


def _with_list(text: str, token: HardToken) -> HardToken:
    """The token of a month with the figures listed before it."""
    if token.slot != "month":
        return token
    before = next((m for m in _MONTH_LIST.finditer(text) if m.end() == token.start), None)
    return replace(token, start=before.start()) if before else token


def _is_chance(text: str, token: HardToken) -> bool:
    """Whether it is how often one may try: 两次答题机会, 可以再考两次."""
    return _CHANCES.match(text, token.end) is not None or text.endswith(
        word_list("tried_again"), 0, token.start
    )


def _is_studied(token: HardToken) -> bool:
    """Whether it is an amount of study; a limit such as 3天内 is none."""
    return token.slot in ("amount", "count") and token.unit in word_list("study_units")


def _beside(text: str, often: HardToken | None, counts: list[HardToken]) -> list[HardToken]:
    """The counts that go with the frequency: 每月两次, not those of another clause."""
    if often is None:
        return counts
    ends = [text.find(mark, often.end) for mark in "，。；"]
    stop = min((end for end in ends if end >= 0), default=len(text))
    return [one for one in counts if often.start <= one.start < stop]


def _when(text: str, dated: list[HardToken]) -> str:
    """The words of the first time, with those that go on listing: 6月、12月."""
    if not dated:
        return ""
    start, end = _around(text, dated[0])
    for one in dated[1:]:
        if not _JOINED.fullmatch(text, end, one.start):
            break
        end = _around(text, one)[1]
    return text[start:end]


def _around(text: str, token: HardToken) -> tuple[int, int]:
    start, end = token.start, token.end
    if token.slot == "month":
        ending = _MONTH_END.match(text, end)
        return start, ending.end() if ending else end
    mark = _mark().match(text, end)
    if mark is None:
        return start, end
    quoted = mark[1] and text.startswith(("“", "‘"), start - 1)
    return start - 1 if quoted else start, mark.end()


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(rf"([”’]?)节?{one_of('festival_marks')}|()(?:以前|之前|前|底前?|底|末)")


def _months(words: str) -> tuple[int, ...]:
    known: dict[str, list[int]] = lists("rules")["festivals"]
    day = words if words in known else words.removesuffix("节")
    if day in known:
        return tuple(known[day])
    if "季度" in words:
        number = numeral_value(_FIGURE.findall(words)[0]) or 1
        return tuple(range(3 * number - 2, 3 * number + 1))
    if "半年" in words:
        return tuple(range(1, 7)) if words.startswith("上") else tuple(range(7, 13))
    if _TO.search(words) and "日" not in words:
        ends = [numeral_value(one) or 0 for one in _FIGURE.findall(words)]
        first, last = ends[-2:] if len(ends) > 1 else (ends[0], ends[0])
        return tuple(range(first, last + 1)) if 1 <= first <= last <= _LAST_MONTH else ()
    listed = _MONTH_LIST.search(words)
    if listed:
        words = _LIST_MARK.sub("月", words)
    found = [numeral_value(one) or 0 for one in _MONTH.findall(words)]
    return tuple(one for one in found if 1 <= one <= _LAST_MONTH)


def _per_year(frequency: str, counts: list[HardToken], dates: int) -> int:
    times = 0
    if counts and counts[0].unit in _HELD_UNITS and counts[0].end - counts[0].start < 4:
        times = numeral_value(counts[0].number) or 0
    period = _period().search(frequency)
    if period is None:
        return times * max(dates, 1)
    rate: int = lists("rules")["periods_per_year"][period[2]]
    every = numeral_value(period[1]) or 1 if period[1] else 1
    inside = re.search(r"([一二两三四\d])次$", frequency)
    if inside:
        times = numeral_value(inside[1]) or 1
    return rate // every * max(times, 1)


@cache
def _bare_day() -> re.Pattern[str]:
    """A festival that is a clause by itself: “12·4”国家宪法日，举办竞赛."""
    return re.compile(
        rf"(?:^|[，。；：“”日])(?:国家|全国|中国|国际|世界|全民)*({one_of('festivals')})(?=”?，)"
    )


@cache
def _once_in() -> re.Pattern[str]:
    """A period right before what is held once in it: 半年考核一次."""
    return re.compile(rf"(?<![上下每年\d])(半年|季度?|月){one_of('assessments')}[一1]次")


@cache
def _in_rhythm() -> re.Pattern[str]:
    """What follows 按月 where it is the rhythm of a test: 按月考核, 按季进行测试."""
    return re.compile(rf"(?:{one_of('held')})?{one_of('tests')}")


@cache
def _period() -> re.Pattern[str]:
    names = "|".join(sorted(lists("rules")["periods_per_year"], key=len, reverse=True))
    return re.compile(rf"^[每按]?[隔满]?([一二两三四五六\d])?个?({names})")
