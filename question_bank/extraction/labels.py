"""Names of lists that say how many members there are: “三个结合”, 四大行动, 三个领域.

Owns finding the names and the counts they allow. The members are found elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from question_bank.extraction.cuts import word_end
from question_bank.extraction.marks import marks_in
from question_bank.extraction.words import words
from question_bank.numerals import numeral_value

_LONGEST_TERM: Final = 16
_LONGEST_NOUN: Final = 4
_MOST: Final = 20
_NUMERAL: Final = (
    "[二两双三四五六七八九]|十[一二三四五六七八九]?|(?<![0-9.])[2-9]|(?<![0-9.])1[0-9]"
)
_COUNTING: Final = "一二三四五六七八九十"
_IN_TERM: Final = re.compile(
    r"[二三四五六七八九]?十[一二三四五六七八九]?|[一二两双三四五六七八九]|\d{1,2}"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One numeral of a slogan and what it counts: 四 and 亮 of 四亮四强."""

    count: int
    noun: str


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a list. `start` and `end` bound its words; the outer ones its marks as well."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    units: tuple[Unit, ...]
    is_term: bool
    is_loose: bool = False
    """Whether a numeral stands before a noun without a measure word: it may be a part of a word."""

    @property
    def total(self) -> int:
        """How many members all units count together."""
        return sum(unit.count for unit in self.units)

    @property
    def each(self) -> int:
        """How many members each of several units counts, when all count the same; else 0. Then a
        member may hold them all, as in 三管三必须."""
        counts = {unit.count for unit in self.units}
        return counts.pop() if len(self.units) > 1 and len(counts) == 1 else 0


def labels_in(text: str) -> tuple[Label, ...]:
    """All names of lists in the order of the text."""
    quoted = _quoted(text)
    found: list[Label] = []
    for label in sorted(
        (*quoted, *_counted(text)), key=lambda one: (one.outer_start, -one.outer_end)
    ):
        if not found or label.outer_start >= found[-1].outer_end:
            found.append(label)
    return tuple(found)


def _quoted(text: str) -> Iterator[Label]:
    for pair in marks_in(text).of("“", "‘", "「", '"'):
        inside = pair.inside
        if not 2 <= inside.end - inside.start <= _LONGEST_TERM:
            continue
        units = units_of(text[inside.start : inside.end])
        if units and sum(unit.count for unit in units) > 1:
            yield Label(inside.start, inside.end, pair.start, pair.end, units, is_term=True)


def units_of(term: str) -> tuple[Unit, ...]:
    """The numerals of a slogan with what they count. Empty when it counts nothing."""
    for ending, count in words().whole_counts:
        if term.endswith(ending) and term[: -len(ending)]:
            first = _value(term[: -len(ending)])
            return (Unit(count or first or 0, ending),) if (count or first) else ()
    if any(char in "、，；·" for char in term) or term in words().not_terms:
        return ()
    if len(term) > 2 and _COUNTING.startswith(term):
        return (Unit(len(term), term),)
    blank = _uncounted().sub(lambda match: "　" * len(match[0]), term)
    numerals = list(_IN_TERM.finditer(blank))
    if not numerals or (numerals[0].start() > 0 and len(numerals) == 1 and numerals[0].start() > 4):
        return ()
    units: list[Unit] = []
    end = 0
    for place, match in enumerate(numerals):
        if match.start() < end:
            continue  # 双 of “五双” is what is counted.
        value = _value(match[0])
        if value is None or not 1 <= value <= _MOST:
            return ()
        later = [one.start() for one in numerals[place + 1 :] if one.start() > match.end()]
        end = later[0] if later else len(term)
        noun = term[match.end() : end]
        if noun:
            units.append(Unit(value, noun))
        elif units:
            units[-1] = Unit(units[-1].count, units[-1].noun + match[0])  # “四个一”
        else:
            return ()
    return tuple(units)


def _counted(text: str) -> Iterator[Label]:
    for match in _counted_noun().finditer(text):
        value = _value(match["n"])
        begins_line = match.start() == 0 or text[match.start() - 1] == "\n"
        if value is None or not 2 <= value <= _MOST or begins_line:
            continue
        bare = match["measure"] in words().bare_measures
        noun_end = match.end() if bare else _noun_end(text, match.end())
        if bare or noun_end > match.end("n"):
            unit = Unit(value, match["measure"] or text[match.end("n") : noun_end])
            span = (match.start(), noun_end, match.start(), noun_end)
            yield Label(*span, (unit,), is_term=False, is_loose=not match["measure"])


def _noun_end(text: str, place: int) -> int:
    """Where the counted noun ends: at the next mark when that is near, else with its first word."""
    mark = place
    while mark < len(text) and mark - place <= _LONGEST_NOUN and text[mark].isalnum():
        mark += 1
    return mark if mark - place <= _LONGEST_NOUN else word_end(text, place)


def _value(numeral: str) -> int | None:
    return 2 if numeral == "双" else numeral_value(numeral)


@cache
def _counted_noun() -> re.Pattern[str]:
    measures = "|".join(sorted(words().measures, key=lambda one: (-len(one), one)))
    not_counted = "|".join(words().not_counted)
    not_measures = "|".join(words().not_measures)
    return re.compile(
        rf"(?<![第零〇一二三四五六七八九十百千万亿几数0-9.])(?P<n>{_NUMERAL})"
        rf"(?:(?P<measure>{measures})(?!{not_counted})|(?!{measures}|{not_measures}|{_NUMERAL}|[百千万亿])(?=[一-鿿]))"
    )


@cache
def _uncounted() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words().no_numerals)))
