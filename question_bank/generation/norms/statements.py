"""What a norm says in single statements: its parts between ；, each with its subject or with the deed
that they all follow from.

Owns where a part stands by itself. A condition, an exception or a purpose is never parted from what
it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Final

from question_bank.extraction.actors import is_actor
from question_bank.generation.norms.sanctions import graded
from question_bank.generation.norms.stems import body_reads, stands_alone, without_breach
from question_bank.generation.stems import tidy
from question_bank.lexicon import lists
from question_bank.source import Source, Span

SHORTEST: Final = 13
_MARKS: Final = "，；：。,;: \n"


@dataclass(frozen=True, slots=True)
class Statement:
    """A piece of a norm: the words of the source that it adds, and the whole sentence it makes."""

    asked: Span
    body: str


def single_statements(source: Source, sentence: Span) -> tuple[Statement, ...]:
    """Statements that together say no more than the norm, one alone where only its first part can be
    stated; none where it is one whole."""
    if sentence != source.sentence_at(sentence.start):
        return ()
    whole = without_breach(source, source.body_of(sentence))
    parts = list(_parts(source, whole))
    if len(parts) < 2:
        return ()
    if stands_alone(source, whole):
        own = [Statement(part, f"{_written(source, part)}。") for part in parts]
        if all(_names_subject(one.body) for one in own):
            return tuple(own)
    found = [
        Statement(part, f"{body}。")
        for part, body in graded(source, parts, partial(_written, source))
    ]
    return tuple(one for one in found if body_reads(source, whole, one.body))


def _parts(source: Source, whole: Span) -> Iterator[Span]:
    start = whole.start
    for clause in source.clauses_of(source.sentence_at(whole.start)):
        if clause.end > start and source.text[clause.end - 1] in "；;":
            yield Span(start, clause.end)
            start = clause.end
    if start < whole.end:
        yield Span(start, whole.end)


def _names_subject(body: str) -> bool:
    """Whether a part begins with somebody who acts, right before a modal word."""
    match = _subject().match(body)
    named = match is not None and is_actor(match["actor"])
    return len(body) >= SHORTEST and named and not _excepts(body)


def _excepts(body: str) -> bool:
    return any(word in body for word in lists("regulations")["exceptions"])


@cache
def _subject() -> re.Pattern[str]:
    modals = "|".join(sorted(lists("regulations")["modals"], key=len, reverse=True))
    return re.compile(rf"(?P<actor>[一-鿿、]{{2,24}}?)(?:{modals})")


def _written(source: Source, span: Span) -> str:
    return tidy(source.text[span.start : span.end]).strip(_MARKS)
