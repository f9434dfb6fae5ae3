"""The document folded once, so that a rule searches it instead of reading it again.

Owns the one index that the rules on the whole document share: its cost grows with the document,
that of a rule only with a search in a string. Standard library only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from weakref import WeakKeyDictionary

from question_bank.checks.values import fold
from question_bank.source import Source, Span

SENTENCE_EDGE: Final = "\n"
CLAUSE_EDGE: Final = "\x1e"
"""Stands between the clauses of a sentence; folding leaves neither mark in a text."""

NUMERALS: Final = "0123456789.-零〇一二两三四五六七八九十百千万亿"
"""Characters of folded numbers: one that stands beside another one belongs to it."""


_RUN: Final = 3
_LONGEST_NUMBER: Final = 20


def stands_in(words: str, text: str) -> bool:
    """Whether the folded words stand in the folded text without cutting a number: 5日 is not in 15日."""
    return any(
        not (_cuts_number(text, place) or _cuts_number(text, place + len(words)))
        for place in _places(text, words)
    )


def _cuts_number(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place] in NUMERALS and text[place - 1] in NUMERALS


@dataclass(frozen=True, eq=False)
class Folded:
    """The document without marks and white space, a sentence edge before and after each sentence."""

    clauses: str
    """With clause edges."""
    sentences: str
    """Without."""

    def holds(self, words: str) -> bool:
        """Whether the folded words stand in one sentence. True for empty words."""
        return self._may_hold(words) and words in self.sentences

    def asserts(self, words: str) -> bool:
        """Whether the folded words stand in one sentence as they are, no number cut in two."""
        return self._may_hold(words) and stands_in(words, self.sentences)

    def sentences_with(self, words: str) -> Iterator[str]:
        """Each folded sentence that the folded words stand in, once, in order.

        None for empty words.
        """
        if not words or not self._may_hold(words):
            return
        text = self.sentences
        place = text.find(words)
        while place >= 0:
            end = text.index(SENTENCE_EDGE, place)
            yield text[text.rindex(SENTENCE_EDGE, 0, place) + 1 : end]
            place = text.find(words, end)

    def fillers(
        self, left: str, right: str, *, like: str, longest: int, across: bool = False
    ) -> Iterator[tuple[str, str]]:
        """What stands between the two folded contexts, each with the sentence it stands in.

        From each place of the left context the shortest filler of at most `longest` characters that
        the right one follows. An empty context stands for the edge of the clause, with `across`
        of the sentence; but an empty left one leaves no more than a number, or as many characters
        as `like`, before the right one then. Not both may be empty.
        """
        text = self.sentences if across else self.clauses
        if not self._may_hold(left) or not self._may_hold(right):
            return
        places = self._left_places(text, left, right) if left else _places(text, right)
        for place in places:
            if left:
                start = place + len(left)
                edge = _edge_after(text, start)
                end = text.find(right, start + 1, edge) if right else edge
            else:
                end = place
                start = _edge_before(text, end)
                if across:
                    start = max(start, end - _length_before(text, end, like))
            if 0 < end - start <= longest:
                yield text[start:end], self._sentence_around(text, start)

    def _left_places(self, text: str, left: str, right: str) -> Iterator[int]:
        """Where the left context stands in a clause that has the right one after it."""
        place = text.find(left)
        while place >= 0:
            follower = text.find(right, place + len(left) + 1)
            if follower < 0:
                return
            edge = _edge_before(text, follower) if right else 0
            if place >= edge:
                yield place
                place += 1
            place = text.find(left, max(place, edge))

    def _sentence_around(self, text: str, place: int) -> str:
        start = text.rindex(SENTENCE_EDGE, 0, place) + 1
        return text[start : text.index(SENTENCE_EDGE, place)].replace(CLAUSE_EDGE, "")

    def _may_hold(self, words: str) -> bool:
        """False when a run of three characters is foreign: most wrong options end here."""
        runs = self._runs
        return all(words[i : i + _RUN] in runs for i in range(len(words) - _RUN + 1))

    @cached_property
    def _runs(self) -> frozenset[str]:
        text = self.sentences
        return frozenset(map("".join, zip(text, text[1:], text[2:], strict=False)))


def _places(text: str, words: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def _edge_after(text: str, place: int) -> int:
    sentence = text.index(SENTENCE_EDGE, place)
    clause = text.find(CLAUSE_EDGE, place, sentence)
    return sentence if clause < 0 else clause


def _edge_before(text: str, place: int) -> int:
    sentence = text.rindex(SENTENCE_EDGE, 0, place)
    return max(text.rfind(CLAUSE_EDGE, sentence, place), sentence) + 1


def _length_before(text: str, end: int, like: str) -> int:
    if like.strip(NUMERALS):
        return len(like)
    near = text[max(0, end - _LONGEST_NUMBER) : end]
    return len(near) - len(near.rstrip(NUMERALS))


_KNOWN: Final[WeakKeyDictionary[Source, Folded]] = WeakKeyDictionary()


def folded_source(source: Source) -> Folded:
    """The index of this document, made at its first use and kept as long as the document."""
    known = _KNOWN.get(source)
    if known is None:
        known = _KNOWN[source] = Folded(
            _joined(
                CLAUSE_EDGE.join(filter(None, map(fold, _texts(source, source.clauses_of(span)))))
                for span in source.sentences
            ),
            _joined(map(fold, _texts(source, source.sentences))),
        )
    return known


def _texts(source: Source, spans: Iterable[Span]) -> Iterator[str]:
    return (source.text[span.start : span.end] for span in spans)


def _joined(sentences: Iterable[str]) -> str:
    return SENTENCE_EDGE + "".join(text + SENTENCE_EDGE for text in sentences if text)
