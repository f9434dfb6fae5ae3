"""What a document tells of the past or the present, and what it asks for.

Owns one question: does a clause only describe. A report's figures of last year and the number of
staff at hand are no rules; its targets are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from question_bank.bundle import Genre
from question_bank.extraction.rule_words import one_of, word_list
from question_bank.source import Source, Span

_LONGEST_HEADING = 40
_YEAR = re.compile(r"(?<!\d)(20\d{2})年度?(?![底末]|起|以来|至|[-—–~～])")
_YEARS = re.compile(r"(?<!\d)(20\d{2})(?=学?年|[-—–~～至])")
_BEFORE_YEAR = "，。；：.．、）\n对在"
"""What stands before a year that tells when: 根据2023年修订的 names a document."""
_LONGEST_CELL = 20
_LONGEST_TITLE = 60
_REACH = 400
"""Characters of its sentence before a clause in which its tense can be told."""


@dataclass(frozen=True, slots=True)
class Tenses:
    """The headings of one document that look back or ahead, in order."""

    source: Source
    places: tuple[int, ...]
    back: tuple[bool, ...]
    speakers: tuple[tuple[int, int, bool], ...] = ()
    year: str = ""
    """The year that the title of the document gives, the last of 2025—2026."""
    """Where 会议要求 and the like stand, where their paragraph ends, and whether they look back."""

    def is_past(self, clause: Span) -> bool:
        """Whether the clause only describes: by its own words, or by the heading above it."""
        source = self.source
        if source.genre is Genre.REGULATION:
            return _definition().search(source.text, clause.start, clause.end) is not None
        sentence = source.sentence_at(clause.start)
        start = max(sentence.start, clause.start - _REACH)
        told = _past().search(source.text, start, clause.end) is not None
        if source.genre is Genre.PROSE and not told:
            told = _compared().search(source.text, clause.start, clause.end) is not None
            if _forecast().search(source.text, start, clause.end):
                return True
        asked = _to_come().search(source.text, clause.start, clause.end) is not None
        if told and source.genre is Genre.PLAN:
            return True
        if told or asked:
            return told and not asked
        if source.genre is Genre.PROSE:
            said = self._said_by_meeting(clause)
            if said is not None:
                return said
            if _term().search(source.text, clause.start, clause.end):
                return False
            if _standing().search(source.text, clause.start, clause.end):
                return False
            if _to_come().search(source.text, start, clause.start):
                return False  # 第一级不超过15立方米，第二级为15至22立方米
        index = bisect_right(self.places, clause.start) - 1
        return self.back[index] if index >= 0 else source.genre is Genre.PROSE

    def _said_by_meeting(self, clause: Span) -> bool | None:
        """Whether the paragraph so far tells (会议认为) or asks (会议要求); None when neither."""
        index = bisect_right(self.speakers, clause.end, key=lambda one: one[0]) - 1
        if index < 0 or self.speakers[index][1] < clause.start:
            return None
        return self.speakers[index][2]

    def is_of_last_year(self, sentence: Span) -> bool:
        """Whether the sentence certainly tells of the past: 去年, or below a heading that looks back."""
        text = self.source.text
        if _last_year().search(text, sentence.start, sentence.end):
            return True
        year = int(self.year or 0)
        told = _YEAR.finditer(text, sentence.start, sentence.end)
        if any(
            int(one[1]) < year
            and (one.start() == sentence.start or text[one.start() - 1] in _BEFORE_YEAR)
            for one in told
        ):
            return True
        index = bisect_right(self.places, sentence.start) - 1
        return self.source.genre is Genre.PROSE and index >= 0 and self.back[index]


def tenses_of(source: Source) -> Tenses:
    """Read the headings of a document once."""
    found = [
        match
        for match in _headings().finditer(source.text)
        if match.lastgroup != "back" or not _is_cell(source, match)
    ]
    return Tenses(
        source,
        tuple(match.start() for match in found),
        tuple(match.lastgroup == "back" for match in found),
        tuple(_speakers(source.text)) if source.genre is Genre.PROSE else (),
        max(_YEARS.findall(source.text, 0, _first_line_end(source.text)), default=""),
    )


def _is_cell(source: Source, match: re.Match[str]) -> bool:
    """Whether the line is a row or cell of a table: it has no number, and the next is as short."""
    if match.start() in source.cells.values():
        return True
    if source.genre is Genre.PROSE or source.body_of(Span(*match.span())).start > match.start():
        return False
    start = match.end() + 1
    end = source.text.find("\n", start)
    below = source.text[start : end if end >= 0 else len(source.text)]
    return 0 < len(below) <= _LONGEST_CELL and not below.endswith(("。", "：", "；"))


def _first_line_end(text: str) -> int:
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    return min(end if end >= 0 else len(text), start + _LONGEST_TITLE)


def _speakers(text: str) -> Iterator[tuple[int, int, bool]]:
    for match in _meeting().finditer(text):
        end = text.find("\n", match.end())
        yield match.start(), len(text) if end < 0 else end, match.lastgroup == "back"


@cache
def _meeting() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|(?<=[。；，]))[ 　]*{one_of('meetings')}(?:还|同时|并|一致)?(?:(?P<back>{one_of('back_verbs')})|(?P<ahead>{one_of('ahead_verbs')}))(?!的)",
        re.MULTILINE,
    )


@cache
def _term() -> re.Pattern[str]:
    """A term by which something is to be done, where the clause does not say that it was."""
    return re.compile(r"(?:[底日]前|[日天月时]内)(?![^，。；]*了)")


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
    return re.compile(rf"(?<![比较]){one_of('past_words')}")


@cache
def _compared() -> re.Pattern[str]:
    return re.compile(one_of("compared"))


@cache
def _forecast() -> re.Pattern[str]:
    return re.compile(one_of("forecasts"))


@cache
def _standing() -> re.Pattern[str]:
    return re.compile(one_of("standing"))


@cache
def _last_year() -> re.Pattern[str]:
    return re.compile(rf"(?<![比较]){one_of('last_year')}")


@cache
def _to_come() -> re.Pattern[str]:
    before = "".join(word_list("not_before_to_come"))
    return re.compile(rf"(?<![{before}])(?!{one_of('not_to_come')}){one_of('to_come')}")


@cache
def _definition() -> re.Pattern[str]:
    return re.compile(one_of("definitions"))
