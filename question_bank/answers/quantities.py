"""Numbers with their unit and their bounds: counts, ranges, periods, deadlines, money, shares.

Owns when two writings of a quantity are the same quantity. What is decided here:

- Equal units are exchanged only where the measure is exact: 日 and 天, 周 and 7日, 年 and 12个月,
  半年 and 6个月, 小时 and 60分钟, 万元 and 10000元. 24小时 is not 1日, 30日 is not 一个月, 工作日 is not
  日, 周岁 is not 岁.
- 以上, 以下, 以内, 至少 and 不超过 hold the number itself; 超过, 不满 and 过 do not. A bounded number is
  another one than the bare number. 五千元以上二万元以下 is 5000元至2万元.
- A unit that the key has must be in the answer, a unit that it lacks must not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Final

from question_bank.answers.writing import DASHES, SHELLS, countable
from question_bank.lexicon import lists
from question_bank.numerals import numeral_value

SHARE: Final = "分之一"
"""The unit of shares of a whole: 5%, 百分之五 and 1/20."""

_NUMERAL: Final = (
    r"(?:\d+(?:\.\d+)?|[〇零一二两三四五六七八九十百千])[\d.〇零一二两三四五六七八九十百千万亿点]*"
)
_AMOUNT: Final = re.compile(
    rf"(?P<currency>[¥￥])?(?P<numeral>{_NUMERAL})(?P<unit>m[23]|[^\d〇零一二两三四五六七八九十百千万亿]*)"
)
_FRACTION: Final = re.compile(
    rf"(?P<whole>百|千|万|{_NUMERAL})分之(?P<part>{_NUMERAL})|(?P<over>\d+)/(?P<under>\d+)"
    rf"|(?P<rate>{_NUMERAL})(?P<sign>[%‰﹪]|成)"
)
_SIGNS: Final = {"%": 100, "﹪": 100, "‰": 1000, "成": 10}
_HALVES: Final = frozenset({"一半", "半数", "½"})
_LONG: Final = re.compile(rf"(?P<years>{_NUMERAL})年(?:零?(?P<months>{_NUMERAL})个月|(?P<half>半))")
_PAIR: Final = re.compile(
    r"(?<![\d一二两三四五六七八九十百千-])([一二两三四五六七八])([二两三四五六七八九])"
    r"(?![\d一二三四五六七八九十百千])"
)
_BETWEEN: Final = re.compile(
    r"(?P<low>.+?)(?:及|或)?以上[、,]?"
    r"(?:(?P<high>.+?)(?:及|或)?以下的?|(?:不满|不足|未满)(?P<below>.+))"
)
_FROM_TO: Final = re.compile(r"(?P<low>[^-]+?)(?:-+|至|到)(?P<high>[^-]+)")
_EITHER: Final = re.compile(r"(?P<low>[^、,或]+)[、,或](?P<high>[^、,或]+)")
_INCLUDING: Final = re.compile(
    r"\(?(?<!不)含(?:本数|[\d一二两三四五六七八九十百千万]*[^\d)]{0,3})?\)"
)
_EXCLUDING: Final = re.compile(r"\(?不含[^)]*\)?$")
_TWICE: Final = re.compile(r"(?P<once>.+)或(?P=once)(?P<bound>以上|以下)")

_BOUNDS: Final = ("at_least", "more_than", "at_most", "less_than", "before", "after")
_WITHOUT: Final = {"at_least": "more_than", "at_most": "less_than"}


@dataclass(frozen=True, slots=True)
class _Amount:
    value: Fraction
    unit: str
    scale: int
    """10000 for 二万, 1 for 5000."""


def quantity_form(text: str, slot: str) -> str | None:
    """Give the form in which equal quantities are equal; None for what is no quantity.

    It is no other text's form: it begins with an English word. In the slot deadline a bare 15日 is 15日内.
    """
    flat = _flat(text)
    flat, bound = _bound(flat)
    if not flat:
        return None
    if bound in ("", "at_most"):
        between = _range(flat)
        if between is not None:
            return between
    amount = _amount(flat)
    if amount is None:
        return None
    if slot == "deadline" and bound == "":
        bound = "at_most"
    return f"{bound or 'exactly'} {amount.value} {amount.unit}"


def number_of(text: str) -> Fraction | None:
    """Read one number of digits, Chinese numerals or both, such as 1.5万, 五千 or 二点五."""
    for sign, size in (("亿", 10**8), ("万", 10**4)):
        head, found, rest = text.rpartition(sign) if sign == "亿" else text.partition(sign)
        if found:
            many, more = number_of(head), number_of(rest) if rest else Fraction(0)
            return None if many is None or more is None else many * size + more
    match = re.fullmatch(r"(\d+(?:\.\d+)?)([百千]?)", text)
    if match is not None:
        return Fraction(match[1]) * {"": 1, "百": 100, "千": 1000}[match[2]]
    whole, point, decimals = text.partition("点")
    value = numeral_value(whole)
    if value is None:
        return None
    if not point:
        return Fraction(value)
    digits = [numeral_value(char) for char in decimals]
    if not digits or None in digits or any((digit or 0) > 9 for digit in digits):
        return None
    return value + Fraction(int("".join(map(str, digits))), 10 ** len(digits))


def _flat(text: str) -> str:
    flat = countable(text)
    flat = _EXCLUDING.sub("#", flat)
    flat = _INCLUDING.sub("", flat)
    flat = "".join("-" if char in DASHES else char for char in flat if char not in SHELLS)
    flat = flat.strip("。,、;.:")
    if flat.endswith("过半"):
        flat += "数"
    twice = _TWICE.fullmatch(flat)
    if twice is not None:
        flat = twice["once"] + twice["bound"]
    for word in lists("answers")["around"]:
        flat = flat.removeprefix(word)
    return flat


def _bound(flat: str) -> tuple[str, str]:
    """Take off the word that bounds the number, and name the bound."""
    without = flat.endswith("#")
    flat = flat.removesuffix("#")
    heads, tails = _bound_words()
    for word, name in heads:
        if flat.startswith(word):
            return flat[len(word) :], name
    if _BETWEEN.fullmatch(flat):
        return flat, ""
    for word, name in tails:
        if flat.endswith(word):
            return flat[: -len(word)], _WITHOUT.get(name, name) if without else name
    return flat, ""


@cache
def _bound_words() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    words = lists("answers")
    heads = [(word, name) for name in _BOUNDS for word in words[name][0]]
    tails = [(word, name) for name in _BOUNDS for word in words[name][1]]
    return (
        sorted(heads, key=lambda pair: -len(pair[0])),
        sorted(tails, key=lambda pair: -len(pair[0])),
    )


def _range(flat: str) -> str | None:
    either = _PAIR.sub(r"\1或\2", flat, count=1)
    match = _BETWEEN.fullmatch(flat) or _FROM_TO.fullmatch(flat) or _EITHER.fullmatch(either)
    if match is None:
        return None
    below = match.groupdict().get("below")
    top = below or match["high"]
    low, high = _amount(match["low"]), _amount(top)
    if low is None or high is None:
        return None
    if not low.unit and high.unit:
        low = _of_same_unit(match["low"], high, top)
    if low is None or low.unit != high.unit or low.value >= high.value:
        return None
    if match.re is _EITHER and high.value != low.value + 1:
        return None
    return f"between {low.value} and {'less than ' if below else ''}{high.value} {high.unit}"


def _of_same_unit(low: str, high: _Amount, high_text: str) -> _Amount | None:
    """Read the low end with the unit of the high one: 1-3万元 is 1万元 to 3万元."""
    match = _AMOUNT.fullmatch(high_text)
    sign = _FRACTION.fullmatch(high_text)
    if sign is not None and sign["sign"]:
        return _amount(low + sign["sign"])
    if match is None:
        return None
    bare = number_of(low)
    top = number_of(match["numeral"])
    if bare is not None and top is not None and high.scale > 1 and bare < top / high.scale:
        low += {10**4: "万", 10**8: "亿"}[high.scale]
    return _amount(low + match["unit"])


def _amount(text: str) -> _Amount | None:
    share = _share(text)
    if share is not None:
        return _Amount(share, SHARE, 1)
    halves = lists("answers")["halves"]
    if text.startswith("半") and text[1:] in halves:
        unit, many = halves[text[1:]]
        return _Amount(Fraction(many), unit, 1)
    match = _LONG.fullmatch(text)
    if match is not None:
        years = number_of(match["years"])
        months = Fraction(6) if match["half"] else number_of(match["months"])
        return None if years is None or months is None else _Amount(years * 12 + months, "个月", 1)
    match = _AMOUNT.fullmatch(text)
    value = None if match is None else number_of(match["numeral"])
    if match is None or value is None:
        return None
    unit = match["unit"]
    if match["currency"]:
        unit = unit or "元"
    numeral = match["numeral"]
    scale = 10**8 if numeral.endswith("亿") else 10**4 if numeral.endswith("万") else 1
    unit, many = _unit(unit)
    return _Amount(value * many, unit, scale)


def _unit(unit: str) -> tuple[str, int]:
    units = lists("answers")["units"]
    for written in (unit, unit.removeprefix("个")):
        if written in units:
            name, many = units[written]
            return name, many
    return unit.removeprefix("个") or unit, 1


def _share(text: str) -> Fraction | None:
    if text in _HALVES:
        return Fraction(1, 2)
    match = _FRACTION.fullmatch(text)
    if match is None:
        return None
    if match["under"]:
        return Fraction(int(match["over"]), int(match["under"])) if int(match["under"]) else None
    if match["sign"]:
        rate = number_of(match["rate"])
        return None if rate is None else rate / _SIGNS[match["sign"]]
    part = number_of(match["part"])
    whole = Fraction(10**4) if match["whole"] == "万" else number_of(match["whole"])
    return None if part is None or not whole else part / whole
