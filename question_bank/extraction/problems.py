"""Suspected faults of the source, for its owner: masks, quotation marks without a partner, slips.

Whatever is found here bars its clause: nothing in it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from question_bank.bundle import SourceProblem
from question_bank.extraction.words import words
from question_bank.source import Source

_MASK: Final = re.compile(r"[XxＸ×]{2,}|20[XxＸ×]{2}|[XxＸ×]届|[XxＸ×]中[XxＸ×]会|某{2,}")
_PAIRS: Final = {"“": "”", "《": "》"}


def find_problems(source: Source) -> tuple[SourceProblem, ...]:
    """List the faults in the order of the text."""
    found = {*_masks(source), *_quotes(source), *_slips(source)}
    return tuple(sorted(found, key=lambda problem: (problem.start, problem.code, problem.message)))


def _masks(source: Source) -> Iterator[SourceProblem]:
    for match in _MASK.finditer(source.text):
        start, end = _around(source, match.start(), match.end())
        yield _problem(source, "mask", f"A name is masked: {match[0]}", start, end)


def _slips(source: Source) -> Iterator[SourceProblem]:
    for wrong, right in words().typos.items():
        for match in re.finditer(re.escape(wrong), source.text):
            start, end = _around(source, match.start(), match.end())
            yield _problem(source, "typo", f"{wrong} is probably {right}", start, end)


def _quotes(source: Source) -> Iterator[SourceProblem]:
    """Check each paragraph with a stack; a mark without partner is reported at its clause."""
    for line in re.finditer(r"[^\n]+", source.text):
        stack: list[int] = []
        for place in range(line.start(), line.end()):
            char = source.text[place]
            if char in _PAIRS:
                if stack and source.text[stack[-1]] == char:
                    # A second opening before the first is closed: the first never was.
                    yield _unmatched(source, stack.pop())
                stack.append(place)
            elif char in _PAIRS.values():
                if stack and _PAIRS[source.text[stack[-1]]] == char:
                    stack.pop()
                else:
                    yield _unmatched(source, place)
        for place in stack:
            yield _unmatched(source, place)


def _unmatched(source: Source, place: int) -> SourceProblem:
    start, end = _around(source, place, place + 1)
    return _problem(source, "unmatched_quote", f"{source.text[place]} has no partner", start, end)


def _around(source: Source, start: int, end: int) -> tuple[int, int]:
    """Give the clause around a fault: up to the next comma, and over a title's marks."""
    text = source.text
    opening, closing = text.rfind("《", 0, start), text.find("》", end)
    if opening > text.rfind("》", 0, start) and 0 <= closing < end + 60:
        start, end = opening, closing + 1
    left = max(text.rfind(mark, 0, start) for mark in "，。；,;\n")
    rights = [text.find(mark, end) for mark in "，。；,;\n"]
    right = min((place for place in rights if place >= 0), default=len(text))
    return left + 1, right


def _problem(source: Source, code: str, message: str, start: int, end: int) -> SourceProblem:
    return SourceProblem(code, message, _ordinal(source, start), start, end)


def _ordinal(source: Source, place: int) -> int:
    return next(
        (article.ordinal for article in source.articles if article.start <= place < article.end), 0
    )
