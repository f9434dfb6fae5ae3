"""Days, months, years and festivals of a document, and when two of them are not the same time.

Standard library only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from question_bank.checks.words import words
from question_bank.numerals import with_digits

_SHELLS: Final = re.compile(r"[\s“”‘’\"']+")
_YEAR: Final = r"(?:(?P<year>(?:19|20)\d\d)年(?:度)?)"
_MONTH: Final = r"(?P<month>\d{1,2})(?:[-至到—~～、和](?P<until>\d{1,2}))?月份?"
_DATE: Final = re.compile(
    rf"{_YEAR}?{_MONTH}(?:(?P<day>\d{{1,2}})[日号])?(?P<tail>底|末|初|中旬|上旬|下旬|前|后|起)?"
    rf"|{_YEAR.replace('year', 'only')}(?P<rest>底|末|初|前|后)?"
)
_FESTIVAL_TAIL: Final = re.compile(
    "(?:(?:国际|劳动|青年|儿童|妇女|建党|建军|国庆)*节)?(?:前后|前夕|前|后|期间|当天|之前|之后)?"
)
_ONE_FESTIVAL_APART: Final = 2


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of the calendar. 0 for a year, month or day that is not said."""

    year: int
    month: int
    until: int
    """Last month of a span of months, else the month itself."""
    day: int
    around: str
    """Festival and what follows it, 七一前夕, or a tail such as 底; empty for none."""
    festival: bool

    @property
    def order(self) -> float:
        """Where it stands in the calendar."""
        return self.year * 12 + self.month + self.day / 32


@lru_cache(maxsize=20_000)
def moment(text: str) -> Moment | None:
    """Read the whole text as a time of the calendar; None for anything else, 三年 and 6个月 too."""
    flat = _SHELLS.sub("", text)
    match = _DATE.fullmatch(with_digits(flat))
    if match is None:
        for name, month, day in words().festivals:
            if flat.startswith(name) and _FESTIVAL_TAIL.fullmatch(flat, len(name)):
                return Moment(0, month, month, day, flat, festival=True)
        return None
    if match["only"]:
        return Moment(int(match["only"]), 0, 0, 0, match["rest"] or "", festival=False)
    month, until = int(match["month"]), int(match["until"] or match["month"])
    day = int(match["day"] or 0)
    if not (1 <= month <= until <= 12 and day <= 31):
        return None
    return Moment(int(match["year"] or 0), month, until, day, match["tail"] or "", festival=False)


def apart(left: Moment, right: Moment) -> bool:
    """Whether the two cannot be the same time; what one of them leaves open excludes nothing."""
    if left.festival and right.festival:
        return (left.month, left.day) != (right.month, right.day)
    if left.year and right.year and left.year != right.year:
        return True
    if not (left.month and right.month):
        return False
    if left.festival or right.festival:
        distance = abs(left.month - right.month)
        return min(distance, 12 - distance) >= _ONE_FESTIVAL_APART
    if left.until < right.month or right.until < left.month:
        return True
    return bool(left.day and right.day and left.day != right.day)
