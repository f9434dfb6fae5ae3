"""Amounts of a document as intervals: counts, money, periods, shares, ages, times over.

Owns the reading of such a text as a whole and when two amounts cannot both hold. Amounts of
different families, or of units that cannot be compared, never exclude each other. Standard library
only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from question_bank.answers import canonical
from question_bank.checks.words import words
from question_bank.numerals import with_digits

NO_LIMIT: Final = float("inf")


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount: its family, the unit that the numbers count, the lowest and the highest.

    `bound` is min, max, before or after for one limit, range for two with 以上 and 以下, empty for
    a plain number or 2-3. A single limit has its number as lowest and as highest.
    """

    family: str
    unit: str
    low: float
    high: float
    bound: str


_TAILS: Final = {
    "以上": "min", "以下": "max", "以内": "max", "之内": "max", "内": "max",
    "以前": "before", "之前": "before", "前": "before",
    "以后": "after", "之后": "after", "后": "after",
}  # fmt: skip
_SCALES: Final = {"": 1.0, "十": 10.0, "百": 100.0, "千": 1000.0, "万": 1e4, "亿": 1e8}
_AMOUNT: Final = (
    r"(?P<low{0}>\d+(?:\.\d+)?)(?P<scale{0}>[万亿]?)(?:-(?P<high{0}>\d+(?:\.\d+)?))?"
    r"(?P<big{0}>[十百千万亿]?)(?P<unit{0}>\D{{0,5}}?)"
)
_ONE: Final = re.compile(_AMOUNT.format("") + "(?P<tail>以上|以下|以内|之内|内|[以之]?[前后])?")
_TWO: Final = re.compile(
    _AMOUNT.format(1) + "(?:以上)(?:不满|未满|不足)?" + _AMOUNT.format(2) + "(?:以下)?"
)
_BETWEEN_NUMBERS: Final = re.compile(r"(?<=[0-9万亿元年月日%])[至到~～—–\-－](?=[0-9])")
_HALF_MORE: Final = re.compile(r"(\d+)个?(年|月)半")
_POINT: Final = re.compile(r"(?<=\d)点(?=\d)")
_PART: Final = re.compile(r"(\d+|万)分之(\d+(?:\.\d+)?)")
_SPACES: Final = re.compile(r"[\s“”‘’\"',，]+")
_DAYS: Final = {
    "month": (28.0, 31.0),
    "workday": (1.0, 3.0),
    "day": (1.0, 1.0),
    "hour": (1 / 24, 1 / 24),
    "minute": (1 / 1440, 1 / 1440),
}
"""Fewest and most days of a unit; between a workday and the next may lie a weekend."""


@lru_cache(maxsize=20_000)
def quantity(text: str) -> Quantity | None:
    """Read the whole text as one amount; None for anything else, a bare year such as 2031年 too."""
    flat = _flat(text)
    two = _TWO.fullmatch(flat)
    if two is not None:
        return _range(two)
    bound = ""
    for prefix, meaning in words().limits:
        if flat.startswith(prefix):
            flat, bound = flat.removeprefix(prefix), meaning
            break
    one = _ONE.fullmatch(flat)
    if one is None:
        return _count_pair(text)
    unit = one["unit"].removesuffix("制") if one["unit"] in ("分制", "级制") else one["unit"]
    if re.fullmatch(r"(?:19|20)\d\d", one["low"]) and unit == "年":
        return None
    low, high = _numbers(one, "")
    return _made(unit, low, high, _TAILS.get(one["tail"] or "", bound) or bound)


def exclusive(left: Quantity, right: Quantity) -> bool:
    """Whether the two amounts cannot both be the one that the document states.

    Of two plain numbers or two limits of one direction the numbers must differ, of ranges no number may
    be in both; the brackets 以上 and 以下 may touch.
    """
    if not comparable(left, right):
        return False
    first, second = left, right
    if left.bound != right.bound or left.bound in ("", "range"):
        first, second = _opened(left), _opened(right)
    (a, b), (c, d) = _common(first, second)
    touching = bool(left.bound and right.bound) and left.bound != right.bound
    touching = touching or left.bound == right.bound == "range"
    if touching and (a, b) != (c, d):
        return b <= c or d <= a
    return b < c or d < a


def comparable(left: Quantity, right: Quantity) -> bool:
    """Whether the two count the same thing; a count without unit goes with any count."""
    if left.family != right.family:
        return False
    return left.family != "number" or left.unit == right.unit or not (left.unit and right.unit)


def in_order(value: Quantity) -> float:
    """Where the amount stands in the natural order of its family: periods in days."""
    low, high = _in_days(value) if value.family == "period" else (value.low, value.high)
    return low + 1e-6 * min(high, 1e9) / (1 + low) if value.bound == "range" else low


def _flat(text: str) -> str:
    flat = with_digits(_SPACES.sub("", text).replace("％", "%").replace("半数", "2分之1"))
    flat = _POINT.sub(".", flat)
    flat = flat.removeprefix("半").join(("0.5", "")) if flat.startswith("半") else flat
    flat = _HALF_MORE.sub(lambda match: f"{match[1]}.5{'年' if match[2] == '年' else '个月'}", flat)
    flat = _PART.sub(_percent, flat)
    return _BETWEEN_NUMBERS.sub("-", flat)


def _percent(match: re.Match[str]) -> str:
    whole = 10_000 if match[1] == "万" else int(match[1])
    return f"{float(match[2]) * 100 / whole:.8g}%" if whole else match[0]


def _numbers(match: re.Match[str], which: str) -> tuple[float, float]:
    big = _SCALES[match["big" + which]]
    low = float(match["low" + which]) * _SCALES[match["scale" + which]]
    if match["high" + which] is None:
        return low * big, low * big
    if not match["scale" + which]:
        low *= big
    return low, float(match["high" + which]) * big


def _range(match: re.Match[str]) -> Quantity | None:
    high = _made(match["unit2"], *_numbers(match, "2"), "")
    low = _made(match["unit1"] or match["unit2"], *_numbers(match, "1"), "")
    if low is None or high is None or not comparable(low, high):
        return None
    (start, _), (_, end) = _common(low, high)
    if low.unit == high.unit:
        start, end = low.low, high.high
    unit = low.unit if low.unit == high.unit else "day"
    return Quantity(low.family, unit, start, end, "range") if start <= end else None


def _made(unit: str, low: float, high: float, bound: str) -> Quantity | None:
    if unit in words().measures:
        family, base, factor = words().measures[unit]
        return Quantity(family, base, low * factor, high * factor, bound)
    bare = unit.removeprefix("个") or unit
    if unit == "" or bare in words().counted_units:
        return Quantity("number", bare, low, high, bound)
    return None


def _count_pair(text: str) -> Quantity | None:
    """Two digits side by side, 两三次, which only the slot's canonical form tells apart."""
    match = re.fullmatch(r"(\d+)-(\d+)(\D{0,5})", canonical(text, "interval"))
    return _made(match[3], float(match[1]), float(match[2]), "") if match else None


def _opened(value: Quantity) -> Quantity:
    """With a single limit as the interval it leaves."""
    low = 0.0 if value.bound in ("max", "before") else value.low
    high = NO_LIMIT if value.bound in ("min", "after") else value.high
    return Quantity(value.family, value.unit, low, high, value.bound)


def _common(left: Quantity, right: Quantity) -> tuple[tuple[float, float], tuple[float, float]]:
    """Both in one unit. Months and workdays have no fixed number of days: the widest counts."""
    if left.unit == right.unit or left.family != "period":
        return (left.low, left.high), (right.low, right.high)
    return _in_days(left), _in_days(right)


def _in_days(value: Quantity) -> tuple[float, float]:
    shortest, longest = _DAYS[value.unit]
    return value.low * shortest, value.high * longest
