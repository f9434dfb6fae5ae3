"""Chinese numerals as numbers.

Owns the reading of 二, 两, 十二, 一百, ２ and their like inside a text. Knows nothing of what a
number counts. Standard library only.
"""

from __future__ import annotations

import re
from typing import Final

_DIGITS: Final = {
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
_LARGE: Final = {"亿": 10**8, "万": 10**4}
_RUN: Final = re.compile(r"[零〇一二两三四五六七八九十百千]+")
_CHINESE_DIGITS: Final = "零一二三四五六七八九"


def numeral_value(text: str) -> int | None:
    """Read one whole numeral, Chinese or made of the digits 0-9, also before 万 and 亿.

    二〇三五 is read digit by digit. None for anything else, also for pairs such as 两三.
    """
    for unit, worth in _LARGE.items():
        head, found, tail = text.partition(unit)
        if not found:
            continue
        many = numeral_value(head)
        rest = numeral_value(tail) if tail else 0
        return None if many is None or rest is None or rest >= worth else many * worth + rest
    if text.isascii() and text.isdigit():
        return int(text)
    if not _RUN.fullmatch(text):
        return None
    if not any(char in _UNITS for char in text):
        if len(text) > 1 and not any(char in "零〇" for char in text) and len(text) < 4:
            return None
        return int("".join(str(_DIGITS[char]) for char in text))
    total = 0
    digit: int | None = None
    for char in text:
        if char in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[char]
            digit = None
        elif _DIGITS[char] == 0:
            digit = None
        elif digit is not None:
            return None
        else:
            digit = _DIGITS[char]
    return total + (digit or 0)


def with_digits(text: str) -> str:
    """Write every Chinese numeral in the text with the digits 0-9; what is no numeral stays."""

    def replace(match: re.Match[str]) -> str:
        value = numeral_value(match[0])
        return match[0] if value is None else str(value)

    return _RUN.sub(replace, text)


def chinese_numeral(value: int) -> str:
    """Write 1 to 99,999,999 as Chinese numeral: 2 gives 二, 12 十二, 105 一百零五, 20000 二万.

    Empty outside that range.
    """
    if not 1 <= value < _LARGE["亿"]:
        return ""
    large, small = divmod(value, _LARGE["万"])
    if large:
        joint = "零" if 0 < small < 1000 else ""
        return chinese_numeral(large) + "万" + joint + (_below_ten_thousand(small) if small else "")
    written = _below_ten_thousand(small)
    return written.removeprefix("一") if 10 <= value < 20 else written


def _below_ten_thousand(value: int) -> str:
    written, gap = "", False
    for unit, worth in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, value = divmod(value, worth)
        if digit:
            written += ("零" if gap and written else "") + _CHINESE_DIGITS[digit] + unit
            gap = False
        else:
            gap = True
    return written
