"""Words of a norm that leave no room for their contrary: 书面 where a notice must be in writing.

Owns which word is turned; the pairs and what must stand around them are data. A prohibition is
never turned, nor a sentence with an exception, since the contrary may hold there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from question_bank.lexicon import lists
from question_bank.source import Source, Span


@dataclass(frozen=True, slots=True)
class Contrary:
    """A word by its place, and the word that makes its sentence false."""

    place: Span
    said: str
    stated: str


def contrary_in(source: Source, norm: Span) -> Contrary | None:
    """The first word of the norm whose contrary is certain to be false; None where none is: the word
    stands twice, or the article names the contrary too."""
    text = source.text[norm.start : norm.end]
    if any(word in text for word in _never_turned()):
        return None
    article = source.article_at(norm.start)
    around = source.text[article.start : article.end] if article else text
    for pattern, stated in _pairs():
        match = pattern.search(text)
        if match is None:
            continue
        said = match["word"]
        wrong = match.expand(stated)
        if wrong in around or text.count(said) > 1:
            continue
        start = norm.start + match.start("word")
        return Contrary(Span(start, start + len(said)), said, wrong)
    return None


@cache
def _never_turned() -> tuple[str, ...]:
    return (*lists("regulations")["exceptions"], "不得", "禁止", "严禁", "不准")


@cache
def _pairs() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(pattern), stated) for pattern, stated in lists("regulations")["contraries"]
    )
