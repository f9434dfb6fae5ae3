"""The sentences of a document by the pairs of characters in them.

Owns the search for the places a stem may have been made from, by the stem's words alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import Final
from weakref import WeakKeyDictionary

from question_bank.checks.values import fold
from question_bank.source import Source, Span
from question_bank.stem_parts import line_in_head

EDGE: Final = "\x1e"
"""Before the first, between and after the clauses of a folded sentence."""
LIST_EDGE: Final = "\x1d"
"""Between the members of a list, where 、 stands."""
_NUMBERED_LINE: Final = re.compile(
    r"\s*\n\s*(?:[（(][一二三四五六七八九十百\d]+[）)]|\d{1,3}[.．、]|[①-⑳])[ \u3000]*(?P<rest>[^\n]+)"
)
EDGES: Final = frozenset((EDGE, LIST_EDGE))


@dataclass(frozen=True, eq=False)
class Places:
    """All sentences of a document, folded, with clause edges and without article numbers."""

    sentences: tuple[str, ...]
    spans: tuple[Span, ...]
    """Where each stands in the clean text."""

    @cached_property
    def _holders(self) -> dict[str, list[int]]:
        holders: defaultdict[str, list[int]] = defaultdict(list)
        for place, sentence in enumerate(self.sentences):
            for pair in dict.fromkeys(pairs_of(sentence)):
                holders[pair].append(place)
        return holders

    def nearest(self, text: str, count: int) -> list[tuple[float, int]]:
        """The places that share most with the folded text, rare pairs weighing more; best first.

        Each with its weight. Equal ones stand in the order of the document; those with no pair of
        the text are left out.
        """
        weights: defaultdict[int, float] = defaultdict(float)
        for pair in dict.fromkeys(pairs_of(text)):
            holders = self._holders.get(pair, ())
            for place in holders:
                weights[place] += log(1 + len(self.sentences) / len(holders))
        ranked = sorted(weights.items(), key=lambda found: (-found[1], found[0]))
        return [(weight, place) for place, weight in ranked[:count]]


def pairs_of(folded: str) -> list[str]:
    """The pairs of neighbours in a folded text, none across an edge."""
    return [
        folded[i : i + 2]
        for i in range(len(folded) - 1)
        if folded[i] not in EDGES and folded[i + 1] not in EDGES
    ]


def without_edges(folded: str) -> str:
    """The folded text as `fold` gives it."""
    return folded.replace(EDGE, "").replace(LIST_EDGE, "")


def with_edges(source: Source, sentence: Span) -> str:
    """The sentence folded, an edge around each clause, no edges in a row."""
    clauses = (
        LIST_EDGE.join(
            map(fold, source.text[max(clause.start, sentence.start) : clause.end].split("、"))
        )
        for clause in source.clauses_of(sentence)
        if clause.end > sentence.start
    )
    return EDGE + "".join(clause + EDGE for clause in clauses if clause)


def _passages(source: Source, bodies: Sequence[Span]) -> list[tuple[str, Span]]:
    """Each sentence that ends in a colon with all the numbered lines that it introduces, then with
    each of them."""
    text = source.text
    found: list[tuple[str, Span]] = []
    for body in bodies:
        if text[body.end - 1] not in "：:—":
            continue
        lead, end = with_edges(source, body), body.end
        lines: list[str] = []
        article = source.article_at(body.start)
        limit = article.end if article else len(text)
        while True:
            line = _NUMBERED_LINE.match(text, end, limit)
            if line is None:
                break
            rest = Span(line.start("rest"), line.end())
            found += _line_put_in(text[body.start : body.end - 1], line["rest"], whole=body)
            lines.append(
                "".join(with_edges(source, part)[1:] for part in _sentences_in(source, rest))
            )
            end = line.end()
        whole = Span(body.start, end)
        if len(lines) > 1:
            found.append((lead + "".join(lines), whole))
        found += [(lead + line, whole) for line in lines]
    return found


def _line_put_in(head: str, line: str, *, whole: Span) -> list[tuple[str, Span]]:
    """The head with this line in the place of 下列……, as a reader says it; none where 下列 is no case
    and ends no head."""
    said = line_in_head(head, line.strip("；;。 ").removesuffix("的"))
    alone = Source(sha256="", label="", text=said, articles=())
    return [("".join(with_edges(alone, part) for part in alone.sentences), whole)] if said else []


def _sentences_in(source: Source, span: Span) -> list[Span]:
    first = bisect_left(source.sentences, span.start, key=lambda one: one.end)
    parts: list[Span] = []
    for sentence in source.sentences[first:]:
        if sentence.start >= span.end:
            break
        parts.append(Span(max(sentence.start, span.start), min(sentence.end, span.end)))
    return parts


_KNOWN: Final[WeakKeyDictionary[Source, Places]] = WeakKeyDictionary()


def places_of(source: Source) -> Places:
    """The index of this document, made at its first use and kept as long as the document."""
    known = _KNOWN.get(source)
    if known is None:
        bodies = [source.body_of(sentence) for sentence in source.sentences]
        folded = [(with_edges(source, body), body) for body in bodies]
        folded += _passages(source, bodies)
        kept = [(text, body) for text, body in folded if text != EDGE]
        known = _KNOWN[source] = Places(
            tuple(text for text, _ in kept), tuple(body for _, body in kept)
        )
    return known
