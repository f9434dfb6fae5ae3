"""Suspected faults of the source, for its owner: masks, marks without a partner, slips, doubled
marks, references that lead nowhere.

Whatever is found here bars its clause: nothing in it is asked.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from question_bank.bundle import Genre, SourceProblem
from question_bank.extraction.marks import Pair, marks_in
from question_bank.extraction.words import words
from question_bank.numerals import numeral_value
from question_bank.source import Source

_MASK: Final = re.compile(
    r"(?<![A-Za-z])(?:\d{2,3})?[XxＸ×✕]{2,}(?![A-Za-z])"
    r"|\d{3}[XxＸ×](?=年)|(?<![A-Za-z0-9])[XＸ×](?=[届年月日省市县区局])"
    r"|[XxＸ×]中[XxＸ×]会|某{2,}|[*＊○〇□■]{2,}|_{2,}|＿{2,}"
)
_DOUBLED: Final = re.compile(r"[，。；：、]{2,}|[，；：、][！？]")
_REFERENCE: Final = re.compile(
    r"本(?:法|条例|办法|规定|细则|准则|规则|章程|制度|规范)"
    r"(第[零〇一二三四五六七八九十百千0-9]{1,7}条(?:之[一二三四五六七八九十]{1,3})?)"
)
_ARTICLE: Final = re.compile(
    r"\s*第\s*([零〇一二三四五六七八九十百千0-9]{1,7})\s*条((?:之[一二三四五六七八九十]{1,3})?)"
)
_CLAUSE_ENDS: Final = "，。；！？,;\n"
_CLAUSE_END: Final = re.compile(f"[{_CLAUSE_ENDS}]")
_LONGEST_CLAUSE: Final = 200


def find_problems(source: Source) -> tuple[SourceProblem, ...]:
    """List the faults in the order of the text."""
    found = {
        *_lone_marks(source),
        *_matches(source, _MASK, "mask", "A name is masked: {0}"),
        *_matches(source, _DOUBLED, "odd_punctuation", "Two marks stand together: {0}"),
        *_matches(source, _repeats(), "repeated_word", "A word stands twice: {0}"),
        *_slips(source),
        *_lost_references(source),
    }
    return tuple(sorted(found, key=lambda problem: (problem.start, problem.code, problem.message)))


def _matches(
    source: Source, pattern: re.Pattern[str], code: str, message: str
) -> Iterator[SourceProblem]:
    for match in pattern.finditer(source.text):
        yield _problem(source, code, message.format(match[0]), match.start(), match.end())


def _slips(source: Source) -> Iterator[SourceProblem]:
    for match in _typos().finditer(source.text):
        message = f"{match[0]} is probably {words().typos[match[0]]}"
        yield _problem(source, "typo", message, match.start(), match.end())


def _lone_marks(source: Source) -> Iterator[SourceProblem]:
    for place in marks_in(source.text).unmatched:
        mark = source.text[place]
        code = "unmatched_bracket" if mark in "（）()【】〔〕" else "unmatched_quote"
        yield _problem(source, code, f"{mark} has no partner", place, place + 1)


def _lost_references(source: Source) -> Iterator[SourceProblem]:
    """References of a regulation to one of its own articles that does not exist."""
    if source.genre is not Genre.REGULATION:
        return
    known = {
        _number(match)
        for article in source.articles
        if (match := _ARTICLE.match(source.text, article.start))
    }
    for reference in _REFERENCE.finditer(source.text):
        match = _ARTICLE.match(source.text, reference.start(1))
        if match and known and _number(match) not in known:
            message = f"There is no {reference[1]} in this document"
            yield _problem(source, "broken_reference", message, reference.start(), reference.end())


def _number(match: re.Match[str]) -> tuple[int | None, str]:
    return numeral_value(match[1]), match[2]


def _problem(source: Source, code: str, message: str, start: int, end: int) -> SourceProblem:
    start, end = _around(source.text, start, end)
    article = source.article_at(start)
    return SourceProblem(code, message, article.ordinal if article else 0, start, end)


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the clause around a fault: up to the next comma, and over a title's marks."""
    titles = _titles(text)
    index = bisect_right(titles, start, key=lambda pair: pair.start) - 1
    if index >= 0 and start < titles[index].end:
        start, end = titles[index].start, max(end, titles[index].end)
    begin = max(0, start - _LONGEST_CLAUSE)
    left = max(text.rfind(mark, begin, start) for mark in _CLAUSE_ENDS)
    right = _CLAUSE_END.search(text, end, end + _LONGEST_CLAUSE)
    return (
        left + 1 if left >= 0 else begin,
        right.start() if right else min(len(text), end + _LONGEST_CLAUSE),
    )


@lru_cache(maxsize=2)
def _titles(text: str) -> tuple[Pair, ...]:
    return marks_in(text).of("《")


@cache
def _typos() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words().typos)))


@cache
def _repeats() -> re.Pattern[str]:
    return re.compile("|".join(words().slips_of_repeating))
