"""Hard tokens: the numbers, periods and dates of a text, each with its unit and its bound.

Owns one question: which words say how often, how many, how much, by when. Soft words such as 定期
are never hard. Article numbers (第三条), ordinals and slogans are no numbers here. Whose rule it is,
and whether it stands in a quoted name, others decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from question_bank.extraction.rule_words import one_of, word_list

_DIGIT: Final = "〇零一二两三四五六七八九十百千万亿"
_NUMBER: Final = (
    rf"(?:\d+(?:[,，]\d{{3}})*(?:[.．]\d+)?[百千万亿]*"
    rf"|[一二两三四五六七八九十][{_DIGIT}]*(?:点[〇零一二三四五六七八九]+)?|半)"
)
_TO: Final = r"(?:\s?(?:[-－—–~～]|至|到)\s?)"
_YEAR: Final = r"(?:[12]\d{3}|[一二][〇零○一二三四五六七八九]{3})年"
_MONTH: Final = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月"
_DAY: Final = (
    r"(?:[12]\d|3[01]|0?[1-9]|二十[一二三四五六七八九]?|三十一?|十?[一二三四五六七八九]|十)日"
)
_HOUR: Final = (
    r"(?:(?:1\d|2[0-4]|0?\d)(?:[时点](?:\d{1,2}分|半|整)?|[:：][0-5]\d)"
    r"|(?:二十[一二三四]?|十[一二三四五六七八九]?|[一二三四五六七八九])时(?:[一二三四五]?十[一-九]?分)?)"
)
_PART_OF_DAY: Final = "(?:凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜间|早|晚|次日|当日|第二天)*"
_CLOCK: Final = (
    rf"{_PART_OF_DAY}{_HOUR}"
    rf"(?:{_TO}{_PART_OF_DAY}{_HOUR}|(?=以前|之前|前(?![后往来])|以后|之后|后(?![勤续果])))"
)
_MARK: Final = r"(?:[二三四五六七八九]十[一二三四五六七八九]?|[一二三四五六七八九]百(?:[一二三四五六七八九]十)?)分"
_SHARE: Final = (
    rf"(?:[百千万]分之{_NUMBER}(?:点[〇零一二三四五六七八九]+)?|{_NUMBER}(?:分之{_NUMBER}|[%％‰])"
    rf"|[一二三四五六七八九]成(?=以上|以下|以内|左右|[，。；、]))"
)
_UNITS: Final = {
    "duration_units": "not_after_duration",
    "money_units": "not_after_money",
    "age_units": "",
    "person_units": "not_after_person",
    "times_units": "",
    "count_units": "not_after_count",
    "measure_units": "not_after_measure",
    "thing_units": "",
}
"""Each list of units with the list of words that only begin like one of them."""
_MONTH_END: Final = re.compile(r"份?(上旬|中旬|下旬|[底末初中]?(?:以前|之前|前(?!后))|[底末初])")
_DATE_END: Final = re.compile(r"(以前|之前|前(?!后|夕|来|往)|起|止|以后|之后|后(?!果|勤|续))")
_GRADE: Final = "级"
_BY: Final = "由"
_ONE: Final = frozenset({"一", "1"})


@dataclass(frozen=True, slots=True)
class HardToken:
    """A number, period or date in the text. `start` and `end` bound number and unit together.

    `bound` holds the words of bound before or after it (至少, 以内); `number` is as written. `weak`
    marks what is a rule only beside other words: a bare 一次, a duration without a limit.
    """

    slot: str
    start: int
    end: int
    number: str = ""
    unit: str = ""
    bound: str = ""
    weak: bool = False


def hard_tokens(text: str) -> Iterator[HardToken]:
    """Yield all hard tokens of the text in order; they never overlap."""
    for match in _anything().finditer(text):
        if text.startswith(word_list("not_numbers"), match.start()):
            continue
        kind = match.lastgroup or ""
        token = _quantity(text, match) if kind == "quantity" else _other(text, match, kind)
        if token is not None:
            yield token


@cache
def _anything() -> re.Pattern[str]:
    """One pattern for all kinds; what comes first wins where two begin at the same place."""
    unit = one_of(*_UNITS)
    one = rf"(?:{_SHARE}|{_NUMBER}[余多]?{unit})"
    ranged = rf"(?:(?:{_TO}|以上(?:不满|不足|未满|不超过)?){one}(?:以下|以内)?)?"
    loose, alone = one_of("loose_dates"), one_of("dates_alone")
    marks, festivals = one_of("festival_marks"), one_of("festivals")
    kinds = {
        "rhythm": r"[一二两三四六]?个?(?:半年|季度?|月|周|年|学期)一[考测赛学训评讲](?:核|试|评|验|比)?",
        "effective": r"自(?:公布|印发|发布|颁布|签发|批准)之日起(?=施行|实施|执行|试行|生效)",
        "share": rf"{_SHARE}(?:(?:{_TO}|以上(?:不足|不满)?){_SHARE}(?:以下|以内)?)?|半数",
        "date": rf"(?:每年)?(?:{_YEAR})?{_MONTH}{_DAY}(?:{_HOUR})?(?:起?{_TO}(?:{_MONTH})?{_DAY}(?:{_HOUR})?)?"
        rf"|{_YEAR}{_MONTH}|(?:每月|当月|次月|本月){_DAY}",
        "clock": _CLOCK,
        "year": rf"{_YEAR}[春秋]季学期|{_YEAR}(?=年?[底末]|以前|之前|前(?!后))|(?<=[到至]){_YEAR}(?!度)",
        "month": rf"(?:(?:\d{{1,2}}|{_MONTH}份?){_TO})?{_MONTH}(?!一|初[一二三四五六七八九十]|{one_of('not_month_after')})",
        "quarter": r"第?[一二三四1-4]季度(?![一二三四\d]次)|[上下]半年(?!度)",
        "festival": rf"{festivals}(?=[”’]{marks})|{festivals}节?(?={marks}|[、和及]{festivals}节?{marks})",
        "weekday": r"每(?:周|星期)[一二三四五六日天](?![次个期场轮篇测题讲课学])",
        "frequency": rf"每[隔满]?(?:{_NUMBER})?个?{one_of('periods')}(?!{one_of('not_periods')})"
        rf"|[一二两三半]?个?(?:年|季度|月|周|学期){_NUMBER}次(?!性)"
        r"|按(?:季度|半年|月|季|年)(?![照份度龄期底薪级次])",
        "level": rf"{one_of('levels')}(?={one_of('level_ranks')}(?!职工))",
        "score": rf"{one_of('scores')}|\d{{1,3}}分(?:以上)?(?:不满|不足|{_TO})\d{{1,3}}分|{_MARK}以上(?:不满|不足|{_TO}){_MARK}|(?<=不满|不足|低于|满分){_MARK}|{_MARK}(?=以上|以下)"
        rf"|\d{{1,3}}(?:\.\d)?(?:{_TO}\d{{1,3}})?分(?![贝之钟公局支校别析类级期部工配布解管散项组批区])",
        "quantity": rf"(?:{_NUMBER}{_TO})?{one}{ranged}",
        "open": rf"年内|全年(?=[^，。；\n]{{0,24}}[次期轮场]|，)|{loose}(?=以前|之前|前(?!后)|内)"
        rf"|{alone}(?![度起])|每班(?![组级子主])",
    }
    parts = "|".join(f"(?P<{name}>{pattern})" for name, pattern in kinds.items())
    return re.compile(rf"(?<![第{_DIGIT}\d])(?:{parts})")


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(rf"[余多]?({one_of(*_UNITS)})")


@cache
def _sorts() -> dict[str, str]:
    """The list that each unit stands in."""
    return {unit: name for name in _UNITS for unit in word_list(name)}


@cache
def _number() -> re.Pattern[str]:
    return re.compile(_NUMBER)


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"(?!{one_of('not_bounds_after')}){one_of('bounds_after')}")


def bound_before(text: str, place: int) -> str:
    """The word of bound that ends at this place, empty when there is none."""
    for filler in ("", "为", "达", "在"):
        for word in word_list("bounds_before"):
            if text.endswith(word + filler, 0, place):
                return word
    return ""


def _bound_after(text: str, place: int) -> str:
    match = _after().match(text, place)
    return match[0] if match else ""


def _other(text: str, match: re.Match[str], kind: str) -> HardToken | None:
    start, end = match.span()
    words = match[0]
    match kind:
        case "share":
            past = "过" if text.endswith("过", 0, start) else ""
            bound = bound_before(text, start) or _bound_after(text, end) or past
            return HardToken("amount", start, end, words, "", bound)
        case "date" | "year":
            return HardToken("date", start, end, words, "", _found(_DATE_END, text, end))
        case "month":
            if text.endswith("个", 0, start):
                return None
            return HardToken("month", start, end, words[:-1], "月", _found(_MONTH_END, text, end))
        case "clock":
            return HardToken("when", start, end, words, "", _found(_DATE_END, text, end))
        case "quarter" | "open" | "festival":
            bound = _found(_DATE_END, text, end)
            slot = "frequency" if words in ("全年", "每班") else "when"
            return HardToken(slot, start, end, words, "", bound, weak=kind == "open")
        case "effective":
            return HardToken("when", start, end, words, weak=True)
        case "rhythm":
            return HardToken("frequency", start, end, words)
        case "frequency" | "weekday":
            bound = bound_before(text, start)
            loose = words[0] == "按" or text.startswith("适时", end)
            return HardToken("frequency", start, end, words, "", bound, weak=loose)
        case _:
            return HardToken(kind, start, end, words, "", _bound_after(text, end))


def _found(pattern: re.Pattern[str], text: str, place: int) -> str:
    match = pattern.match(text, place)
    return match[1] if match else ""


def _quantity(text: str, match: re.Match[str]) -> HardToken | None:
    """Read a number with its unit; None when the unit is the beginning of another word."""
    start, end = match.span()
    number = _number().match(text, start)
    assert number is not None
    figure = number[0]
    place = number.end()
    unit = None
    while place < end and unit is None:
        unit = _unit().match(text, place, end)
        place += 1
    if unit is None:
        return None
    sort = _sorts()[unit[1]]
    barred = _UNITS[sort]
    last = text.rfind(unit[1], start, end)
    if barred and text.startswith(word_list(barred), last):
        return None
    ranged = end > unit.end() or unit.start() > number.end()
    before, after = bound_before(text, start), _bound_after(text, end)
    bound = before or after
    if sort == "duration_units":
        return _duration(text, start, end, figure, unit[1], (before, after), ranged=ranged)
    single = figure in _ONE and not ranged
    if sort == "count_units":
        return HardToken("count", start, end, figure, unit[1], bound, weak=single and not bound)
    digits = figure[0].isdigit()
    if sort == "person_units" and single and text.endswith(_BY, 0, start):
        return HardToken("amount", start, end, figure, unit[1])  # 由一名教师陪同
    if single and not bound and sort in ("person_units", "thing_units", "times_units"):
        told = digits and sort == "person_units" and len(unit[1]) == 1
        return HardToken("amount", start, end, figure, unit[1]) if told else None
    if unit[1] == _GRADE and figure in _ONE:
        return None  # 设区的市一级以上人民政府
    if sort == "thing_units" and not (bound or ranged):
        return HardToken("amount", start, end, figure, unit[1], weak=True) if digits else None
    if sort == "measure_units" and not (bound or ranged or digits or len(unit[1]) > 1):
        return None
    return HardToken("amount", start, end, figure, unit[1], bound)


def _duration(
    text: str,
    start: int,
    end: int,
    figure: str,
    unit: str,
    bounds: tuple[str, str],
    *,
    ranged: bool,
) -> HardToken | None:
    before, after = bounds
    bound = before or after
    if unit == "年" and not ranged and figure.isdigit() and len(figure) == 4:
        return None
    counted = text.endswith(("日起", "起计算", "时起"), 0, start)
    limits = set(word_list("deadline_bounds"))
    slot = "deadline" if limits & {before, after} or counted else "amount"
    termed = text.endswith(tuple(word_list("term_words")), 0, start)
    weak = not (bound or ranged or counted or termed)
    if weak and figure == "一":
        return None
    return HardToken(slot, start, end, figure, unit, after if after in limits else bound, weak)
