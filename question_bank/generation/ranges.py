"""Other ranges that a fine, a term or a share could have had: 二千元以上二万元以下.

Owns the usual limits of each unit and the writing in the style of the key. No two ranges have more
than a limit in common: one begins where its neighbour ends, as the grades of a fine do.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from question_bank.lexicon import lists
from question_bank.numerals import chinese_numeral, numeral_value

RANGE: Final = re.compile(
    r"(?P<before>百分之|千分之|)(?P<n>\d+|[零一二两三四五六七八九十百千]+)(?P<u>[一-鿿]{0,3}?)以上"
    r"(?P<again>百分之|千分之|)(?P<m>\d+|[零一二两三四五六七八九十百千]+)(?P<v>[一-鿿]{0,3}?)以下"
)
_MONEY: Final = {"元": 1, "万元": 10_000, "亿元": 100_000_000}
_TEN_THOUSAND: Final = 10_000
_NARROWEST: Final = 2.0
_WIDEST: Final = 5.0
"""How many times its lower limit the upper one of a neighbour may be, for money."""
_BESIDE: Final = 3


@dataclass(frozen=True, slots=True)
class _Scale:
    """The limits that ranges of one unit usually have, and how one is written."""

    limits: Sequence[int]
    write: Callable[[int, int], str]
    is_money: bool = False


def ranges_beside(text: str) -> tuple[str, ...]:
    """Up to three ranges below the key and three above, in their order, an empty text in the place of
    the key. Nothing for what is no range of a known unit."""
    match = RANGE.fullmatch(text)
    if match is None or match["before"] != match["again"]:
        return ()
    low, high = numeral_value(match["n"]), numeral_value(match["m"])
    unit, other = match["u"] or match["v"], match["v"]
    if low is None or high is None or not (other or match["before"]):
        return ()
    if unit in _MONEY and other in _MONEY:
        low, high = low * _MONEY[unit], high * _MONEY[other]
        scale = _Scale(_money(), _money_writer(match["n"]), is_money=True)
    elif unit == other:
        limits = _limits(match["before"] or unit)
        scale = _Scale(limits, _writer(match))
    else:
        return ()
    if not 0 < low < high:
        return ()
    return _around(low, high, scale)


def _around(low: int, high: int, scale: _Scale) -> tuple[str, ...]:
    below: list[str] = []
    above: list[str] = []
    end = low
    while len(below) < _BESIDE and (start := _lower(end, _width(low, high, below), scale)):
        below.append(scale.write(start, end))
        end = start
    start = high
    while len(above) < _BESIDE and (end := _higher(start, _width(low, high, above), scale)):
        above.append(scale.write(start, end))
        start = end
    if not (below or above) or not all((*below, *above)):
        return ()
    return (*reversed(below), "", *above)


def _width(low: int, high: int, beside: Sequence[str]) -> float:
    """The first neighbour is about as wide as the key, those behind it are narrow, so that none is far."""
    return _NARROWEST if beside else min(max(high / low, _NARROWEST), _WIDEST)


def _lower(end: int, width: float, scale: _Scale) -> int:
    """The limit from which a range may run up to this one; 0 when there is none."""
    if scale.is_money:
        return _nearest(end / width, 0, end / _NARROWEST)
    place = bisect_left(scale.limits, end) - 1
    return scale.limits[place] if place >= 0 else 0


def _higher(start: int, width: float, scale: _Scale) -> int:
    """The limit up to which a range may run from this one; 0 when there is none."""
    if scale.is_money:
        return _nearest(start * width, start * _NARROWEST, float("inf"))
    place = bisect_right(scale.limits, start)
    return scale.limits[place] if place < len(scale.limits) else 0


def _nearest(wanted: float, least: float, most: float) -> int:
    kept = [one for one in _money() if least <= one <= most]
    return min(kept, key=lambda one: (abs(one - wanted), one), default=0)


@cache
def _money() -> tuple[int, ...]:
    """Round sums from 50 yuan to 50 million."""
    return tuple(sorted(digit * 10**power for power in range(1, 8) for digit in (1, 2, 5)))[2:]


def _limits(unit: str) -> tuple[int, ...]:
    return tuple(lists("regulations")["range_limits"].get(unit, ()))


def _money_writer(number: str) -> Callable[[int, int], str]:
    def one(value: int) -> str:
        many, rest = divmod(value, _TEN_THOUSAND)
        value, unit = (many, "万元") if many and not rest else (value, "元")
        return (str(value) if number[0].isdigit() else chinese_numeral(value)) + unit

    return lambda low, high: f"{one(low)}以上{one(high)}以下"


def _writer(match: re.Match[str]) -> Callable[[int, int], str]:
    def one(value: int) -> str:
        return str(value) if match["n"][0].isdigit() else chinese_numeral(value)

    before, unit = match["before"], match["u"]
    after = match["v"]
    return lambda low, high: f"{before}{one(low)}{unit}以上{before}{one(high)}{after}以下"
