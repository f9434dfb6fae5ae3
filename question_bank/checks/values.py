"""What kind of value an option is, and when two values exclude each other.

Owns the comparison of options: type, numbers, synonyms, the wider and the narrower word. Standard
library only.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from question_bank.answers import canonical, times_per_year
from question_bank.checks.words import words
from question_bank.numerals import with_digits

_NUMBER: Final = re.compile(r"(\d+)(?:-(\d+))?(?:批次|个?[次期批轮项名篇场类支人]|分制?|级)?")
_BOUND: Final = re.compile(r"^(?:至少|不少于|不低于|不超过|最多)")
_DATE: Final = re.compile(
    r"(\d{1,2})月(?:份)?(\d{1,2}日)?|[“\"]?(?:元旦|三八|五一|五四|六一|七一|八一|十一|国庆)\S*"
)
_LEVELS: Final = ("股级", "科级", "处级", "厅级", "部级")
_SHELLS: Final = {"《》": "title", "“”": "quoted"}


_DASHES: Final = "-‐‑‒–—―−─"
_OTHER_SEPARATORS: Final = "·•、，；。．：！？,;.:/!?+|＋"
_DROPPED: Final = re.compile("[“”‘’\"'《》〈〉「」『』（）()\\[\\]{}【】〔〕\\s]+")
_SEPARATED: Final = f"[{re.escape(_DASHES + _OTHER_SEPARATORS)}]"
_SEPARATORS: Final = re.compile(_SEPARATED + "+")
_BETWEEN_DIGITS: Final = re.compile(f"(?<=[0-9]){_SEPARATED}*({_SEPARATED})(?=[0-9])")
_USUAL: Final = re.compile(
    "[一-鿿0-9A-Za-z“”‘’\"'《》〈〉「」『』（）()\\[\\]{}【】〔〕"
    f" \n\u3000{re.escape(_DASHES + _OTHER_SEPARATORS)}]*"
)


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """The text without marks and white space, for comparison.

    The same as `canonical` of the slot text, many times faster for the usual characters.
    """
    if not _USUAL.fullmatch(text):
        return canonical(text)
    bare = _DROPPED.sub("", text)
    if _BETWEEN_DIGITS.search(bare):
        bare = _BETWEEN_DIGITS.sub(_kept_separator, bare)
        return canonical(bare)
    return _SEPARATORS.sub("", bare).lower()


def _kept_separator(match: re.Match[str]) -> str:
    return "-" if match[1] in _DASHES else "."


@lru_cache(maxsize=50_000)
def value_type(text: str) -> str:
    """Type tag of an option: title, frequency, date, number, quoted, level or plain."""
    stripped = text.strip()
    if stripped[:1] + stripped[-1:] in _SHELLS:
        return _SHELLS[stripped[:1] + stripped[-1:]]
    if times_per_year(stripped) is not None:
        return "frequency"
    if _DATE.fullmatch(with_digits(stripped)) or _DATE.fullmatch(stripped):
        return "date"
    if numeric_range(stripped) is not None:
        return "number"
    if stripped in _LEVELS:
        return "level"
    return "plain"


@lru_cache(maxsize=50_000)
def numeric_range(text: str) -> tuple[int, int] | None:
    """Lowest and highest number a count such as 2-3期 or 一期 allows; None for other texts."""
    match = _NUMBER.fullmatch(canonical(_BOUND.sub("", text.strip()), "interval"))
    if match is None:
        return None
    low = int(match[1])
    return low, int(match[2] or low)


def sort_value(text: str) -> float | None:
    """Where a number, frequency, date or level stands in its natural order; None for others."""
    rate = times_per_year(text)
    if rate is not None:
        return -float(rate)
    month = re.fullmatch(r"(\d{1,2})月(?:份)?", with_digits(text))
    if month:
        return int(month[1])
    if text in _LEVELS:
        return _LEVELS.index(text)
    bounds = numeric_range(text)
    return None if bounds is None else bounds[0]


@lru_cache(maxsize=50_000)
def noun_class(text: str) -> str:
    """Name of the class its ending belongs to, such as person; empty for none."""
    folded = fold(text).removesuffix("试行")
    for name, endings in words().class_groups:
        if folded.endswith(endings):
            return name
    return ""


@lru_cache(maxsize=50_000)
def exclude_each_other(left: str, right: str) -> bool:
    """Whether two values of one slot cannot both hold.

    Numbers must not overlap, frequencies must differ in times per year; other values must be
    neither equal, synonymous, nor one part of the other.
    """
    types = {value_type(left), value_type(right)}
    if types == {"frequency"}:
        return times_per_year(left) != times_per_year(right)
    if types == {"number"}:
        return not _overlap(left, right)
    return not (same_meaning(left, right) or one_contains_other(left, right))


def _overlap(left: str, right: str) -> bool:
    first, second = numeric_range(left), numeric_range(right)
    if first is None or second is None:
        return True
    return first[0] <= second[1] and second[0] <= first[1]


def same_meaning(left: str, right: str) -> bool:
    """Equal after folding, or listed as synonyms, also as parts of otherwise equal texts."""
    first, second = fold(left), fold(right)
    if first == second or canonical(left, "title") == canonical(right, "title"):
        return True
    for group in words().synonyms:
        for one in group:
            if one not in first:
                continue
            for other in group - {one}:
                if first.replace(one, other) == second:
                    return True
    return False


def one_contains_other(left: str, right: str) -> bool:
    """Whether one text is part of the other or listed as the wider word of it."""
    first, second = fold(left), fold(right)
    if first in second or second in first:
        return True
    return any(
        {wide, narrow} == {first, second}
        or (first.endswith(wide) and second.endswith(narrow))
        or (second.endswith(wide) and first.endswith(narrow))
        for wide, narrow in words().containments
    )


def grams(text: str, length: int = 2) -> frozenset[str]:
    """All runs of `length` characters of the folded text."""
    folded = fold(text)
    return frozenset(folded[i : i + length] for i in range(len(folded) - length + 1))
