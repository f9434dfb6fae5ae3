"""How often: 每季度, 每三个月 and 一年四次 are four times a year.

Owns when two frequencies are the same. A frequency with a bound (每年至少两次) keeps its own period:
at least twice a year is not at least once each half-year.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import Final

from question_bank.answers.quantities import quantity_form
from question_bank.answers.writing import SHELLS, countable, folded
from question_bank.numerals import with_digits

_PERIODS: Final = {
    "年": Fraction(1), "年度": Fraction(1), "半年": Fraction(2), "季": Fraction(4),
    "季度": Fraction(4), "双月": Fraction(6), "月": Fraction(12), "月度": Fraction(12),
    "半月": Fraction(24), "旬": Fraction(36), "双周": Fraction(26), "周": Fraction(52),
    "星期": Fraction(52), "礼拜": Fraction(52), "日": Fraction(365), "天": Fraction(365),
    "小时": Fraction(365 * 24), "分钟": Fraction(365 * 24 * 60),
}  # fmt: skip
_UNEVEN: Final = frozenset({"学期", "学年"})
"""Periods that are no fixed part of a year."""
_SHORT: Final = ("小时", "分钟")
"""Periods only behind 每: 2小时 alone is how long, not how often."""
_RHYTHM: Final = re.compile(
    r"(?:每[隔满]?|全|按)?(?P<many>\d+)?(?P<measure>个)?"
    r"(?P<period>半个?月|半年|年度|年|季度|季|双月|隔月|月度|月|旬|双周|隔周|周|星期|礼拜|日|天|小时|分钟|学期|学年)"
    r"(?:(?:开展|进行|组织|召开|举行|集中)?(?P<times>[^年月周日天季]*次(?:及?以[上下])?))?"
)
_SAME: Final = {"半个月": "半月", "隔月": "双月", "隔周": "双周", "年度": "年", "季": "季度"}


@lru_cache(maxsize=4096)
def times_per_year(text: str) -> Fraction | None:
    """Read how often a year: 季度, 每三个月 and 年4次 are 4. None for anything else."""
    match = _match(text)
    if match is None or match["period"] in _UNEVEN:
        return None
    times = _times(match)
    return None if times is None else _rate(match) * times


def rhythm_form(text: str) -> str:
    """Give the form in which equal frequencies are equal."""
    rate = times_per_year(text)
    if rate is not None:
        return f"{rate}/年"
    match = _match(text)
    if match is None:
        return with_digits(folded(text))
    times = _times(match)
    if match["period"] in _UNEVEN:
        each = f"{int(match['many'] or 1)}{match['period']}"
    else:
        each = f"年/{_rate(match)}"
    return f"{times or quantity_form(match['times'], 'number')}/{each}"


def _match(text: str) -> re.Match[str] | None:
    flat = "".join(char for char in countable(text) if char not in SHELLS).strip("。,、;.:")
    match = _RHYTHM.fullmatch(with_digits(flat))
    if match is None or int(match["many"] or 1) == 0:
        return None
    if match["period"] in _SHORT and not flat.startswith("每"):
        return None
    # 三月 is March; 一月一次 is once a month.
    if match["many"] and match["period"] == "月" and not match["measure"] and not match["times"]:
        return None
    return match


def _rate(match: re.Match[str]) -> Fraction:
    many = int(match["many"] or 1)
    period = _SAME.get(match["period"], match["period"])
    if period in ("日", "天") and many % 7 == 0:
        return _PERIODS["周"] / (many // 7)
    return _PERIODS[period] / many


def _times(match: re.Match[str]) -> Fraction | None:
    """How many times in the period; None when bounded."""
    if match["times"] is None:
        return Fraction(1)
    exact = re.fullmatch(r"(\d+)次", match["times"])
    return Fraction(exact[1]) if exact is not None else None
