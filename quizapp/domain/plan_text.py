"""A plan's text as items depend on it: its sentences, and which of them is most like another.

Two sentences are alike as far as they share pairs of neighbouring characters; pairs that stand
nearly everywhere do not count. Owns no decision about items.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, Final, Protocol

_COMMON: Final = 200
"""Two characters that stand in more sentences than this tell none of them apart."""
_SIMILAR: Final = 0.4
"""Least share of common pairs of characters for one sentence to count as a change of another."""
_MARKS: Final = "。；，;,"
_LONGEST: Final = 2_000
"""Characters beyond which two sentences are not held against each other word by word."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the clean text. `body` is where its words begin, after a printed number."""

    start: int
    end: int
    body: int
    ordinal: int
    """Of its article; 0 outside of all articles."""
    article: str
    """Printed number of its article, else empty."""


@dataclass(frozen=True, eq=False)
class Document:
    """One version, as far as items depend on it."""

    sha256: str
    text: str
    sentences: tuple[Sentence, ...]


class Span(Protocol):
    """A piece of a text."""

    @property
    def start(self) -> int:
        """Offset of its first character."""

    @property
    def end(self) -> int:
        """Offset after its last character."""


class Numbered(Protocol):
    """An article of a text."""

    @property
    def ordinal(self) -> int:
        """Counts from 1."""

    @property
    def number(self) -> str:
        """As printed."""


class Text(Protocol):
    """What `document` needs of a text that knows its sentences and articles."""

    @property
    def sha256(self) -> str:
        """Digest of its file."""

    @property
    def text(self) -> str:
        """The clean text."""

    @property
    def sentences(self) -> Sequence[Span]:
        """All sentences in order."""

    def body_of(self, sentence: Any, /) -> Span:
        """The sentence without the number printed before it."""

    def article_at(self, place: int, /) -> Numbered | None:
        """The article that holds this place."""


def document(source: Text) -> Document:
    """The text, cut into its sentences with the articles they lie in."""
    sentences = []
    for span in source.sentences:
        article = source.article_at(span.start)
        sentences.append(
            Sentence(
                start=span.start,
                end=span.end,
                body=source.body_of(span).start,
                ordinal=article.ordinal if article else 0,
                article=article.number if article else "",
            )
        )
    return Document(source.sha256, source.text, tuple(sentences))


class Resemblance:
    """Finds the sentence most like another by the pairs of neighbouring characters they share."""

    def __init__(self, document: Document, sentences: Iterable[Sentence]) -> None:
        self._sentences = tuple(sentences)
        self._pairs = [_pairs(document.text[one.body : one.end]) for one in self._sentences]
        self._holders: Mapping[str, list[int]] = defaultdict(list)
        for number, pairs in enumerate(self._pairs):
            for pair in pairs:
                self._holders[pair].append(number)

    def nearest(self, words: str) -> Sentence | None:
        """The sentence most like these words, the first of equals; None when none is like them."""
        pairs = _pairs(words)
        shared: Counter[int] = Counter()
        for pair, count in pairs.items():
            holders = self._holders.get(pair, ())
            if len(holders) <= _COMMON:
                for number in holders:
                    shared[number] += min(count, self._pairs[number][pair])
        best, likeness = None, _SIMILAR
        for number in sorted(shared):
            total = pairs.total() + self._pairs[number].total()
            if 2 * shared[number] / total > likeness:
                best, likeness = number, 2 * shared[number] / total
        return None if best is None else self._sentences[best]


def counterpart(
    parts: Sequence[str], document: Document, candidates: Resemblance
) -> tuple[str, Sentence | None]:
    """The first of these sentences that no longer stands in the text, with what is most like it.

    When all stand there, in another order or apart, the first one with its like.
    """
    # A quote may end before the mark that ends its last sentence.
    known = {document.text[one.body : one.end].rstrip(_MARKS) for one in document.sentences}
    changed = [part for part in parts if part.rstrip(_MARKS) not in known] or list(parts[:1])
    for part in changed:
        near = candidates.nearest(part)
        if near is not None:
            return part, near
    return (changed[0] if changed else ""), None


Pieces = tuple[tuple[str, bool], ...]
"""A sentence in pieces, each with whether it differs."""


def differences(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Both sentences in pieces, so that a reader sees at once which words changed."""
    if max(len(old), len(new)) > _LONGEST:
        return ((old, True),), ((new, True),)
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        left += [(old[a:b], tag != "equal")] if b > a else []
        right += [(new[c:d], tag != "equal")] if d > c else []
    return tuple(left), tuple(right)


def told_apart(quote: str, part: str, new: str) -> tuple[Pieces, Pieces]:
    """A quote and the sentence that took the place of a part of it; only that part is compared."""
    at = quote.find(part) if part else -1
    if at < 0:
        return differences(quote, new)
    old, now = differences(part, new)
    around = ((quote[:at], False), *old, (quote[at + len(part) :], False))
    return tuple(piece for piece in around if piece[0]), now


def _pairs(words: str) -> Counter[str]:
    return Counter(left + right for left, right in pairwise(words))
