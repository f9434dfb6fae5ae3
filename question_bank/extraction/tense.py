"""What a document tells of the past or the present, and what it asks for.

Owns one question: does a clause only describe. A report's figures of last year and the number of
staff at hand are no rules; its targets are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from question_bank.bundle import Genre
from question_bank.extraction.rule_words import one_of
from question_bank.source import Source, Span

_LONGEST_HEADING = 40


@dataclass(frozen=True, slots=True)
class Tenses:
    """The headings of one document that look back or ahead, in order."""

    source: Source
    places: tuple[int, ...]
    back: tuple[bool, ...]

    def is_past(self, clause: Span) -> bool:
        """Whether the clause only describes: by its own words, or by the heading above it."""
        source = self.source
        if source.genre is Genre.REGULATION:
            return _definition().search(source.text, clause.start, clause.end) is not None
        sentence = source.sentence_at(clause.start)
        told = _past().search(source.text, sentence.start, clause.end) is not None
        if told and source.genre is not Genre.PROSE:
            return True
        asked = _to_come().search(source.text, clause.start, clause.end) is not None
        if told or asked:
            return told and not asked
        index = bisect_right(self.places, clause.start) - 1
        return self.back[index] if index >= 0 else source.genre is Genre.PROSE

    def is_of_last_year(self, sentence: Span) -> bool:
        """Whether the sentence certainly tells of the past: 去年, or below a heading that looks back."""
        if _last_year().search(self.source.text, sentence.start, sentence.end):
            return True
        index = bisect_right(self.places, sentence.start) - 1
        return self.source.genre is Genre.PROSE and index >= 0 and self.back[index]


def tenses_of(source: Source) -> Tenses:
    """Read the headings of a document once."""
    found = list(_headings().finditer(source.text))
    return Tenses(
        source,
        tuple(match.start() for match in found),
        tuple(match.lastgroup == "back" for match in found),
    )


@cache
def _headings() -> re.Pattern[str]:
    """A short line without a full stop that names a look back or ahead."""
    line = rf"[^。；\n]{{0,{_LONGEST_HEADING}}}"
    return re.compile(
        rf"^(?:(?P<back>{line}?{one_of('past_headings')}{line}$)|(?P<ahead>{line}?{one_of('future_headings')}{line}$))",
        re.MULTILINE,
    )


@cache
def _past() -> re.Pattern[str]:
    return re.compile(one_of("past_words"))


@cache
def _last_year() -> re.Pattern[str]:
    return re.compile(one_of("last_year"))


@cache
def _to_come() -> re.Pattern[str]:
    return re.compile(one_of("to_come"))


@cache
def _definition() -> re.Pattern[str]:
    return re.compile(one_of("definitions"))
