"""Months, days, years and named days: 七一 is 7月1日 and 7·1.

Owns when two times of the year are the same. 年底 and 12月底, 6月底前 and 6月30日前 are not: an answer
gives the time in the document's terms.
"""

from __future__ import annotations

import re
from typing import Final

from question_bank.answers.writing import DASHES, DOTS, SHELLS, countable
from question_bank.lexicon import lists
from question_bank.numerals import numeral_value

_NUMERALS: Final = re.compile(r"[零〇一二两三四五六七八九十]+")
_TAIL: Final = r"(?P<tail>\D*)"
_PATTERNS: Final = tuple(
    re.compile(pattern + _TAIL)
    for pattern in (
        r"(?P<year>\d{4})[年./-](?P<month>\d{1,2})(?:月(?:份)?|[./-])(?P<day>\d{1,2})[日号]?",
        r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?:份)?",
        r"(?P<year>\d{4})(?:年度?)?",
        r"(?P<month>\d{1,2})(?:月(?:份)?|[./-])(?P<day>\d{1,2})[日号]?(?:节)?",
        r"(?P<month>\d{1,2})(?:月份?)?",
    )
)
_QUARTER: Final = re.compile(r"第?(?P<quarter>[1-4])季度?(?P<tail>\D*)")
_EACH_MONTH: Final = re.compile(r"每个?月(?P<day>\d{1,2})[日号](?P<tail>\D*)")
_DATE_GOES_ON: Final = re.compile(r"[年月日号\d〇零一二三四五六七八九十]")
_SAME_TAILS: Final = (
    ("以前", "前"),
    ("之前", "前"),
    ("以后", "后"),
    ("之后", "后"),
    ("末", "底"),
    ("天", "日"),
)


def date_form(text: str) -> str | None:
    """The form of a time as the document means it: 十一 is 1 October. None if it is none."""
    flat = _flat(text)
    return _named(flat) or _numeric(flat)


def date_readings(answer: str) -> set[str]:
    """十一 may be meant as 1 October and as November: an answer is right in either reading."""
    flat = _flat(answer)
    return {form for form in (_named(flat), _numeric(flat)) if form is not None}


def _flat(text: str) -> str:
    flat = "".join(
        "." if char in DOTS else "-" if char in DASHES else char
        for char in countable(text)
        if char not in SHELLS
    ).strip("。,、;:.")
    if re.match(r"每年.*月", flat):
        flat = flat.removeprefix("每年")
    for written, same in _SAME_TAILS:
        flat = flat.replace(written, same)
    return flat


def _named(flat: str) -> str | None:
    bare = flat.replace(".", "") if not any(char.isdigit() for char in flat) else flat
    days: dict[str, list[int]] = lists("answers")["days"]
    for length in range(len(bare), 1, -1):
        # 十一月一日 is no 十一 with something behind it.
        if bare[:length] in days and not _DATE_GOES_ON.match(bare[length:]):
            month, day = days[bare[:length]]
            return _form(None, month, day, bare[length:])
    return None


def _numeric(flat: str) -> str | None:
    flat = _NUMERALS.sub(_digits, flat)
    quarter = _QUARTER.fullmatch(flat)
    if quarter is not None:
        return f"Q{quarter['quarter']} {quarter['tail']}"
    each = _EACH_MONTH.fullmatch(flat)
    if each is not None:
        return f"month {int(each['day'])} {each['tail']}"
    for pattern in _PATTERNS:
        match = pattern.fullmatch(flat)
        if match is None:
            continue
        found = match.groupdict()
        year, month, day = (int(found.get(part) or 0) for part in ("year", "month", "day"))
        if month <= 12 and day <= 31 and (month or year):
            return _form(year or None, month, day, match["tail"])
    return flat or None


def _digits(match: re.Match[str]) -> str:
    value = numeral_value(match[0])
    return match[0] if value is None else str(value)


def _form(year: int | None, month: int, day: int, tail: str) -> str:
    return f"{year or ''}-{month}-{day} {tail}"
