"""Other values that a number could have had.

Owns the usual steps of each unit and the writing in the style of the key. Whether a value is wrong
follows from the slot: one deadline, one amount.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from question_bank.generation.ranges import ranges_beside
from question_bank.generation.standing import pattern
from question_bank.lexicon import lists
from question_bank.numerals import chinese_numeral, numeral_value
from question_bank.source import Source, Span

_NUMBER: Final = r"(?:\d+(?:\.\d+)?|[〇零一二两三四五六七八九十百千万]+?)"
_UNIT: Final = f"(?:{'|'.join(sorted(lists('regulations')['asked_units'], key=len, reverse=True))})"
_PLAIN: Final = re.compile(rf"(?P<n>{_NUMBER})(?P<u>{_UNIT})")
_RANGE: Final = re.compile(
    rf"(?P<n>{_NUMBER})(?P<u>{_UNIT})(?P<joint>以上(?:不满|不足|不超过)?|至|到|-|—|～)(?P<m>{_NUMBER})(?P<v>{_UNIT})(?P<tail>以下|以内)?"
)
_INTERVAL: Final = re.compile(
    rf"(?P<n>{_NUMBER})(?P<joint>[至到\-－—~～])(?P<m>{_NUMBER})(?P<u>个?{_UNIT})"
)
_SHARE: Final = re.compile(r"百分之(?P<n>[零一二两三四五六七八九十百千]+)")
_PARTS: Final = re.compile(r"(?P<d>[二两三四五十])分之(?P<n>[一二三四])")
_DATE: Final = re.compile(r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日")
_EVERY: Final = re.compile(
    r"每(?P<n>\d{1,2}|[两二三四五六七八十]{1,2}|)(?P<u>小时|分钟|个月|天|日|周|年)"
)
_FREQUENCY: Final = re.compile(
    r"每(?:个)?(?:半年|季度|季|年度|年|半?月|周|日|天|小时)"
    r"|每(?:\d{1,2}|[两二三四五六七八十]{1,2})(?:小时|分钟|个月|天|日|周|年)"
)

_FREQUENCIES: Final = ("每周", "每月", "每季度", "每半年", "每年", "每两年")
_OTHER_RHYTHMS: Final = {"每日": -1.0, "每半月": 0.5}
"""Rhythms that are asked and never offered as wrong: where they stand among the usual ones."""
_TENTHS: Final = (1, 2, 3, 5, 8, 10, 15, 20, 25, 30, 40, 50)
_WARMTH: Final = ("℃", "摄氏度")
_FRACTIONS: Final = ("四分之一", "三分之一", "二分之一", "三分之二", "四分之三", "五分之四")
_CALENDAR: Final = 1900
"""From here on a number of years is a year."""
_MONTHS: Final = (1, 3, 5, 7, 9, 10, 12)
WANTED: Final = 3
_CONDITION: Final = re.compile(r"(?:的|时|后|者)[，,；;]?$")
_THRESHOLD: Final = re.compile(r"(?:超过|满|达到|不足|低于|高于|不满)[一-鿿]{0,2}$")
_DUTY: Final = re.compile("^的|应|须|要|可|不得|由|为|报")
_AT_MOST: Final = re.compile(
    r"(?:不超过|不得超过|不多于|不高于|不得高于|不大于|不得大于|不长于|不晚于|不得晚于|最长|最多|至多|不迟于|不得迟于|控制在)[一-鿿]{0,2}$"
)
_BARRED: Final = re.compile(
    r"(?:以内|之内|内|前|之前)[^，。；]{0,6}?(?:不得|不准|不可|不能|不要|不应|不宜|不许|禁止|严禁|勿)"
)
_AT_LEAST: Final = re.compile(
    r"(?:不少于|不得少于|至少|不低于|不得低于|不小于|不得小于|不短于|不早于|不得早于|最低|最少|提前|达到|达)[一-鿿]{0,2}$"
)
_BOUND: Final = re.compile(
    "(?P<least>不少于|不得少于|不低于|至少|以上)|不超过|不得超过|不多于|至多|以内"
)
_LARGEST_SMALL: Final = 12
_WHOLE: Final = 100
_PERCENT: Final = frozenset("%％")
_ROUND: Final = 5
"""46 among round numbers is found at sight."""
_LATE: Final = (11, 2, 11, 7, 0, 11, 5, 3, 2, 9, 11, 8)
"""Of four, three and two places these take the last one most often (remainders 3, 2, 1)."""
_MIDDLE: Final = 100.0
"""Size of a range among its neighbours, which are apart by one."""
_FURTHEST: Final = 6.5
_FURTHEST_TIME: Final = 3.2
"""Eight hours beside 24 can be told at sight; fines differ by more."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The texts of one question in their natural order, and which of them is the key."""

    texts: tuple[str, ...]
    key: int


def choice_of(text: str, avoided: Sequence[str], *, rank: int) -> Choice | None:
    """Four values of one kind in their order, the key among them at the place that `rank` picks.

    `avoided` are values that the article itself names: they are never offered. None when the text
    is no value of a known kind or fewer than two others are left.
    """
    own, others = _others(text)
    barred = {_normal(one) for one in avoided}
    kept = [
        (size, one)
        for size, one in others
        if _normal(one) not in barred and one != text and _is_near(size, own, text)
    ]
    return window(own, text, kept, rank=rank)


def window(
    own: float, text: str, others: Sequence[tuple[float, str]], *, rank: int
) -> Choice | None:
    """The neighbours of a value by size, the key among them at the place that `rank` picks, so that
    its place says nothing. None when there are fewer than two."""
    lower = sorted(one for one in others if one[0] < own)[-WANTED:]
    upper = sorted(one for one in others if one[0] > own)[:WANTED]
    if len(lower) + len(upper) < 2:
        return None
    wanted = min(WANTED, len(lower) + len(upper))
    fewest = max(0, wanted - len(upper))
    most = min(len(lower), wanted)
    below = fewest + rank % (most - fewest + 1)
    chosen = [*lower[len(lower) - below :], (own, text), *upper[: wanted - below]]
    return Choice(tuple(one for _, one in chosen), below)


def rank_of(turn: int) -> int:
    """The rank for one question after another. Small numbers have no smaller ones beside them and
    months no earlier ones, so the first places fill by themselves: where the key is free, it stands
    late, and over a bank no place is the key's more often than another."""
    return _LATE[turn % len(_LATE)]


def _is_near(size: float, own: float, text: str) -> bool:
    """Whether a value is of the key's order, so that nobody can leave it out at sight."""
    furthest = _FURTHEST_TIME if text.endswith(("时", "钟")) else _FURTHEST
    return own <= 0 or size <= 0 or own / furthest <= size <= own * furthest


def contrary(source: Source, sentence: Span, value: Span, known: Choice, *, turn: int) -> str:
    """The neighbour that makes the sentence false; empty where none is certain to.

    At most 3 is not contradicted by at most 5, so an upper bound is lowered and a lower bound raised.
    In a condition no value is certain: who is over 250 is over 200 too.
    """
    text = source.text
    clause = next(
        (one for one in source.clauses_of(sentence) if one.start <= value.start < one.end), sentence
    )
    before, behind = text[clause.start : value.start], text[value.end : clause.end]
    if text[value.start] == "每" and (bound := _BOUND.search(behind)):
        # At least once each year holds once each month too, and not the other way round.
        nearer = known.key + (-1 if bound["least"] else 1)
        return known.texts[nearer] if 0 <= nearer < len(known.texts) else ""
    if behind.startswith("以上") and not _AT_LEAST.search(before):
        # 3天以上报教导处: so do five days.
        return ""
    if (
        _CONDITION.search(behind)
        or pattern("met_by_more").search(behind)
        or (_THRESHOLD.search(before) and _DUTY.search(behind))
    ):
        # 值守满三日的园丁, 超过二百平方米应当设置: who does more does that much too.
        return ""
    if re.search(rf"(?<!不)(?<!不得){pattern('thresholds').pattern}[一-鿿]{{0,2}}$", before):
        # Who failed four times running failed three times running, too.
        return ""
    lower = known.texts[known.key - 1] if known.key else ""
    upper = known.texts[known.key + 1] if known.key + 1 < len(known.texts) else ""
    if _AT_MOST.search(before) or behind.startswith(("以内", "之内", "内", "以下", "前", "之前")):
        # Who must not lie down within thirty minutes must not within twenty either.
        return upper if _BARRED.match(behind) else lower
    if _AT_LEAST.search(before):
        return upper
    return (lower, upper)[turn % 2] or lower or upper


def values_in(text: str) -> tuple[str, ...]:
    """All numbers with their units, shares and frequencies of a text."""
    found: list[str] = []
    for kind in (_RANGE, _INTERVAL, _PLAIN, _SHARE, _PARTS, _DATE, _FREQUENCY):
        found += [match[0] for match in kind.finditer(text)]
    return tuple(dict.fromkeys(found))


def _normal(text: str) -> str:
    return text.replace("两", "二").replace("天", "日").replace(" ", "")


def _others(text: str) -> tuple[float, list[tuple[float, str]]]:
    """The size of the value, and other values with theirs."""
    if ordered := ranges_beside(text):
        key = ordered.index("")
        return _MIDDLE, [(_MIDDLE + place - key, one) for place, one in enumerate(ordered) if one]
    if match := _DATE.fullmatch(text):
        return _dates(match)
    if match := _INTERVAL.fullmatch(text):
        return _intervals(match)
    if match := _PARTS.fullmatch(text):
        own = _fraction(text)
        return own, [
            (_fraction(one), one) for one in _FRACTIONS if abs(_fraction(one) - own) > 0.01
        ]
    if match := _SHARE.fullmatch(text):
        return _stepped(match["n"], "%", before="百分之", after="")
    if match := _FREQUENCY.fullmatch(text):
        return _rhythms(text)
    if match := _PLAIN.fullmatch(text):
        return _stepped(match["n"], match["u"], before="", after=match["u"])
    return 0, []


def _rhythms(text: str) -> tuple[float, list[tuple[float, str]]]:
    usual = {one: float(place) for place, one in enumerate(_FREQUENCIES)}
    known = text.replace("每个", "每").replace("年度", "年").replace("每天", "每日")
    known = {"每季": "每季度", "每二年": "每两年"}.get(known, known)
    own = usual.get(known, _OTHER_RHYTHMS.get(known))
    if own is not None:
        return own, [(size, one) for one, size in usual.items() if one != known]
    every = _EVERY.fullmatch(text)
    many = numeral_value(every["n"] or "1") if every else None
    if every is None or many is None:
        return 0, []
    unit = every["u"]
    steps = [one for one in _steps(many, unit) if one > 1 and one != many]
    written = [f"每{_like(every['n'] or '1', one, unit)}{unit}" for one in steps]
    return float(many), [
        (float(one), name.replace("每二", "每两")) for one, name in zip(steps, written, strict=True)
    ]


def _fraction(text: str) -> float:
    whole, part = text.split("分之")
    return (numeral_value(part) or 0) / (numeral_value(whole) or 1)


def _stepped(
    number: str, unit: str, *, before: str, after: str
) -> tuple[float, list[tuple[float, str]]]:
    if "." in number:
        return _tenths(float(number), unit)
    value = numeral_value(number)
    if value is None:
        return 0, []
    if unit == "年" and value >= _CALENDAR:
        return 0, []
    steps = _steps(value, unit)
    found = [
        (float(one), before + _like(number, one, unit) + after) for one in steps if one != value
    ]
    return float(value), found


def _tenths(value: float, unit: str) -> tuple[float, list[tuple[float, str]]]:
    """Values beside one with a decimal point: half a degree apart, or of the usual steps."""
    if unit in _WARMTH:
        near = [value + step / 2 for step in (-3, -2, -1, 1, 2, 3)]
    else:
        near = [step / 10 for step in _TENTHS]
    return value, [(one, f"{one:g}{unit}") for one in near if one > 0 and abs(one - value) > 0.01]


def _steps(value: int, unit: str) -> list[int]:
    known: dict[str, list[int]] = lists("regulations")["steps"]
    if unit in known and not (value > _LARGEST_SMALL and value % _ROUND):
        steps = known[unit]
        if steps[0] <= value <= steps[-1]:
            return steps
    elif value in known.get(unit, ()):
        return known[unit]
    if unit in {"元", "万元", "亿元"}:
        return [digit * 10**power for power in range(8) for digit in (1, 2, 3, 5)]
    if value <= _LARGEST_SMALL:
        return list(range(1, value + 4))
    step = 10 ** (len(str(value)) - 1)
    step = step // 2 if value < 3 * step else step
    most = _WHOLE if unit in _PERCENT else float("inf")
    if value + step >= most:
        step = 1
    beside = [value + count * step for count in (-3, -2, -1, 1, 2, 3)]
    return [one for one in beside if 0 < one < most]


def _intervals(match: re.Match[str]) -> tuple[float, list[tuple[float, str]]]:
    """Intervals of the same width that do not overlap."""
    low, high = numeral_value(match["n"]), numeral_value(match["m"])
    if low is None or high is None or not 0 < low < high or high > 40:
        return 0, []
    width = high - low + 1
    starts = [low + count * width for count in (-2, -1, 1, 2, 3) if low + count * width > 0]
    return float(low), [
        (
            float(one),
            _like(match["n"], one)
            + match["joint"]
            + _like(match["m"], one + width - 1)
            + match["u"],
        )
        for one in starts
    ]


def _dates(match: re.Match[str]) -> tuple[float, list[tuple[float, str]]]:
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    found = [
        (float(one), f"{year}年{one}月{day}日")
        for one in _MONTHS
        if one != month and not (one == 2 and day > 28)
    ]
    return float(month), [(size, one) for size, one in found if day <= 30]


def _like(number: str, value: int, unit: str = "") -> str:
    """The value in the writing of the number: digits, or Chinese with the usual word for two."""
    if number[0].isdigit():
        return str(value)
    liang = number == "两" or unit.startswith(tuple(lists("regulations")["two_is_liang"]))
    return "两" if value == 2 and liang and number != "二" else chinese_numeral(value)
