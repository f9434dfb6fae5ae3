"""The document as the generator and the item linter see it.

Owns sentences and clauses of the clean text and the references items carry. Does not read files
and finds no facts. Standard library only.

What the generator takes from a fact: `value_start` and `value_end` bound exactly the words asked
about, without the quotation marks or 《》 around them; `members` stand in the text between
`value_start` and `value_end` in their order; `detail` may name `actor`, `action`, `unit`, `bound`
and `purpose` in the document's words; `head` is what an enumeration or a rule is about.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Final

from question_bank.bundle import Article, Fact, Genre, PlannedEvent, Section, SourceProblem
from question_bank.items import SourceRef

_SENTENCE_ENDS: Final = frozenset("。！？!?\n")
_CLAUSE_ENDS: Final = frozenset("，；：,;:。！？!?\n")
_OPENING: Final = {"“": "”", "《": "》", "（": "）", "(": ")", "‘": "’", "〔": "〕"}
_LONGEST_QUOTE: Final = 60


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the clean text. `end` is the offset after its last character."""

    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Source:
    """One document: clean text, outline, planned events, faults, and the way back to the file.

    `raw_offsets[i]` is the place in the decoded file of the i-th character of `text`; it has one
    more value than the text has characters.
    """

    sha256: str
    label: str
    text: str
    articles: tuple[Article, ...]
    sections: tuple[Section, ...] = ()
    events: tuple[PlannedEvent, ...] = ()
    problems: tuple[SourceProblem, ...] = ()
    raw_offsets: Sequence[int] = field(default=(), repr=False)
    genre: Genre = Genre.PLAN
    cells: Mapping[int, int] = field(default_factory=dict, repr=False)
    """Where the cells behind the first of a row begin, each with the place where its row does: no
    clause runs over two of them. Known only where the file is at hand."""

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """All sentences in order, with their closing mark, without white space around them."""
        spans: list[Span] = []
        start = 0
        for place, char in enumerate(self.text):
            if char in _SENTENCE_ENDS:
                _add(spans, self.text, start, place + 1)
                start = place + 1
        _add(spans, self.text, start, len(self.text))
        return tuple(spans)

    def sentence_at(self, position: int) -> Span:
        """The sentence that holds this place. Raises ValueError outside of every sentence."""
        index = bisect_right(self.sentences, position, key=lambda span: span.start) - 1
        if index < 0 or position >= self.sentences[index].end:
            raise ValueError(f"no sentence at {position}")
        return self.sentences[index]

    def body_of(self, sentence: Span) -> Span:
        """The sentence without the number it may begin with, such as 12. or 一、"""
        match = _NUMBER.match(self.text[sentence.start : sentence.end])
        return Span(sentence.start + match.end(), sentence.end) if match else sentence

    def clauses_of(self, sentence: Span) -> tuple[Span, ...]:
        """The clauses of a sentence, each with its closing mark.

        Marks inside quotation marks or brackets do not divide. An opening mark that is never
        closed is read as a plain character, so that it cannot swallow the sentence.
        """
        known = self._clauses.get(sentence)
        if known is None:
            known = self._clauses[sentence] = self._clauses_in(sentence)
        return known

    @cached_property
    def _clauses(self) -> dict[Span, tuple[Span, ...]]:
        """Clauses by sentence: every template asks for them again."""
        return {}

    def _clauses_in(self, sentence: Span) -> tuple[Span, ...]:
        text = self.text[sentence.start : sentence.end]
        spans: list[Span] = []
        start = 0
        place = 0
        while place < len(text):
            if sentence.start + place in self.cells and place > start:
                spans.append(Span(sentence.start + start, sentence.start + place))
                start = place
            if text[place] in _OPENING:
                place = _after_closing(text, place)
                continue
            if text[place] in _CLAUSE_ENDS and not _inside_number(text, place):
                spans.append(Span(sentence.start + start, sentence.start + place + 1))
                start = place + 1
            place += 1
        if start < len(text):
            spans.append(Span(sentence.start + start, sentence.end))
        return tuple(spans)

    def article_of(self, ordinal: int) -> Article | None:
        """The article with this ordinal, None for the preamble."""
        return self._by_ordinal.get(ordinal)

    def article_at(self, place: int) -> Article | None:
        """The article that holds this place, None before the first one."""
        index = bisect_right(self._article_starts, place) - 1
        if index < 0 or place >= self.articles[index].end:
            return None
        return self.articles[index]

    @cached_property
    def _by_ordinal(self) -> dict[int, Article]:
        return {part.ordinal: part for part in self.articles}

    @cached_property
    def _article_starts(self) -> tuple[int, ...]:
        return tuple(part.start for part in self.articles)

    def is_faulty(self, span: Span) -> bool:
        """Whether a suspected fault of the document lies in this piece of its text."""
        starts, ends = self._faults
        index = bisect_right(starts, span.end - 1) - 1
        return index >= 0 and ends[index] > span.start

    @cached_property
    def _faults(self) -> tuple[list[int], list[int]]:
        """Where faults begin, in order, and how far those up to there reach: every fact asks."""
        found = sorted((one.start, max(one.end, one.start + 1)) for one in self.problems)
        return [start for start, _ in found], list(accumulate((end for _, end in found), max))

    def raw_place(self, position: int) -> int:
        """Where this place of the clean text stands in the decoded file."""
        return self.raw_offsets[position] if self.raw_offsets else position

    def reference(self, fact: Fact, sentence: Span, *, asked: Span) -> SourceRef:
        """The reference of an item on this fact that asks for the words `asked`."""
        article = self.article_of(fact.article_ordinal)
        return SourceRef(
            document_sha256=self.sha256,
            label=self.label,
            article=article.number if article else "",
            article_ordinal=fact.article_ordinal,
            start=sentence.start,
            end=sentence.end,
            raw_start=self.raw_place(sentence.start),
            raw_end=self.raw_place(sentence.end),
            quote=self.text[sentence.start : sentence.end],
            span_start=asked.start,
            span_end=asked.end,
        )


_NUMBER: Final = re.compile(
    r"\s*(?:\d{1,2}(?:\.\d{1,2})+[.．、]?\s*(?![月日年%％\d])|\d{1,2}月份?[：:]\s*|[（(]\d{1,2}[)）]\s*|第[〇零一二三四五六七八九十百千\d]+[编章节条](?:之[一二三四五六七八九十]+)?[\s　]*|[（(][一二三四五六七八九十]+[)）]\s*"
    r"|第[一二三四五六七八九十]+部分[：:]?\s*|条目[一二三四五六七八九十]+\s*|[①-⑳]\s*|[一二三四五六七八九十]+、\s*|[0-9０-９]{1,3}\s*[.．、]\s*(?![0-9０-９](?!\d?[月日年])))"
)


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        spans.append(Span(start, end))


def _after_closing(text: str, place: int) -> int:
    closing = _OPENING[text[place]]
    depth = 0
    for other in range(place, min(len(text), place + _LONGEST_QUOTE)):
        if text[other] == text[place]:
            depth += 1
        elif text[other] == closing:
            depth -= 1
            if depth == 0:
                return other + 1
    return place + 1


def _inside_number(text: str, place: int) -> bool:
    return (
        text[place] in ",:"
        and 0 < place < len(text) - 1
        and text[place - 1].isdigit()
        and text[place + 1].isdigit()
    )
