"""What kind of value an option is, and when two values exclude each other.

Owns the comparison of options: type, numbers, synonyms, the wider and the narrower word. Standard
library only.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from question_bank.answers import canonical, times_per_year
from question_bank.checks.dates import apart, moment
from question_bank.checks.quantities import exclusive, in_order, quantity
from question_bank.checks.words import words

_DAYS_IN_YEAR: Final = 365

MEASURED: Final = frozenset(
    {"number", "money", "period", "share", "age", "times", "frequency", "date"}
)
"""Types whose values are compared by what they amount to, not by their letters."""

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


@lru_cache(maxsize=20_000)
def value_type(text: str) -> str:
    """Type tag of an option.

    One of title, quoted, frequency, date, level, the families of an amount (number, money, period,
    share, age, times), or plain.
    """
    stripped = text.strip()
    if stripped[:1] + stripped[-1:] in _SHELLS:
        return _SHELLS[stripped[:1] + stripped[-1:]]
    if moment(stripped) is not None:
        return "date"
    amount = quantity(stripped)
    if amount is not None and stripped not in words().bare_periods:
        return amount.family
    if times_per_year(stripped) is not None:
        return "frequency"
    return "level" if stripped in words().levels else "plain"


def numeric_range(text: str) -> tuple[int, int] | None:
    """Lowest and highest number of an amount such as 2-3期, 一期 or 五千元以上二万元以下.

    In the base unit of its family, periods in months or days; a single limit counts as its number.
    None for other texts and for parts of a whole.
    """
    amount = quantity(text.strip())
    if amount is None or not (amount.low.is_integer() and amount.high.is_integer()):
        return None
    return int(amount.low), int(amount.high)


def sort_value(text: str) -> float | None:
    """Where an amount, frequency, date or level stands in its natural order; None for others.

    A frequency stands where its period does: the more often, the earlier.
    """
    stripped = text.strip()
    if stripped in words().levels:
        return words().levels.index(stripped)
    when = moment(stripped)
    if when is not None:
        return when.order
    amount = quantity(stripped)
    if amount is not None:
        return in_order(amount)
    rate = times_per_year(stripped)
    return None if rate is None else float(_DAYS_IN_YEAR / rate)


@lru_cache(maxsize=20_000)
def noun_class(text: str) -> str:
    """Name of the class its ending belongs to, such as person; empty for none."""
    folded = fold(text).removesuffix("试行")
    for name, endings in words().class_groups:
        if folded.endswith(endings):
            return name
    return ""


@lru_cache(maxsize=20_000)
def exclude_each_other(left: str, right: str) -> bool:
    """Whether two values of one slot cannot both hold.

    Amounts and dates must not overlap, frequencies must differ in times per year; other values
    must be neither equal, synonymous, nor one part of the other.
    """
    first, second = moment(left.strip()), moment(right.strip())
    if first is not None and second is not None:
        return apart(first, second)
    one, other = quantity(left.strip()), quantity(right.strip())
    if one is not None and other is not None:
        return exclusive(one, other)
    rates = times_per_year(left), times_per_year(right)
    if rates[0] is not None and rates[1] is not None:
        return rates[0] != rates[1]
    return not (same_meaning(left, right) or one_contains_other(left, right))


def same_meaning(left: str, right: str) -> bool:
    """Equal after folding, or listed as synonyms, also as parts of otherwise equal texts."""
    first, second = fold(left), fold(right)
    if first == second or _title(left) == _title(right):
        return True
    if not (_any_of("synonyms").search(first) and _any_of("synonyms").search(second)):
        return False
    return any(
        one in first and any(first.replace(one, other) == second for other in group - {one})
        for group in words().synonyms
        for one in group
    )


def one_contains_other(left: str, right: str) -> bool:
    """Whether one text is part of the other or listed as the wider word of it."""
    first, second = fold(left), fold(right)
    if first in second or second in first:
        return True
    if not (_any_of("wider").search(first) and _any_of("wider").search(second)):
        return False
    return any(
        (first.endswith(wide) and second.endswith(narrow))
        or (second.endswith(wide) and first.endswith(narrow))
        for wide, narrow in words().containments
    ) or any(
        (wide in first and first.replace(wide, narrow) == second)
        or (wide in second and second.replace(wide, narrow) == first)
        for wide, narrow in words().wider_words
    )


@lru_cache(maxsize=20_000)
def _title(text: str) -> str:
    return canonical(text, "title")


@cache
def _any_of(name: str) -> re.Pattern[str]:
    """Finds any word of the lists: most texts have none, and need not be held against each."""
    listed = words().synonyms if name == "synonyms" else words().containments + words().wider_words
    return re.compile("|".join(sorted({re.escape(word) for group in listed for word in group})))


def grams(text: str, length: int = 2) -> frozenset[str]:
    """All runs of `length` characters of the folded text."""
    folded = fold(text)
    return frozenset(folded[i : i + length] for i in range(len(folded) - length + 1))
