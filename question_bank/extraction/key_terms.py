"""The terms a regulation or a reader works with though no mark sets them off.

Owns how they are told: nouns alone between the verb that takes them and the end of the clause, so
that both edges are certain.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import rjieba

from question_bank.bundle import FactKind, Genre
from question_bank.extraction.making import FactMaker
from question_bank.lexicon import lists
from question_bank.source import Source

FEWEST: Final = 2
"""How often a term must stand in the document, and behind how many different words, to be one by
itself."""
_SHORTEST: Final = 4
_LONGEST: Final = 10
_MOST_WORDS: Final = 5
_NOUNS: Final = frozenset({"n", "vn", "nz", "l", "j", "an"})
_INNER: Final = _NOUNS | {"a", "b"}
_TAKING: Final = frozenset({"v"})
_WHOLE: Final = 4
"""Characters from which a word of the dictionary is a term by itself."""
_CHINESE: Final = re.compile(r"[一-鿿]+")
_CLOSING: Final = "，。；"


@dataclass(frozen=True, slots=True)
class _Run:
    """Chinese characters between two marks, cut into tagged words."""

    start: int
    text: str
    places: tuple[int, ...]
    tags: tuple[str, ...]

    def words(self) -> Iterator[tuple[str, str]]:
        """Each word with its tag."""
        for place, tag in enumerate(self.tags):
            yield self.text[self.places[place] : self.places[place + 1]], tag

    def before(self, first: int) -> str:
        """The word before this one, empty at the head of the run."""
        return self.text[self.places[first - 1] : self.places[first]] if first else ""


def add_key_terms(maker: FactMaker) -> None:
    """Keep the repeated terms that close a clause; nothing for plans, whose terms are quoted."""
    if maker.source.genre is Genre.PLAN:
        return
    runs = tuple(_runs(maker.source))
    known = _known(runs)
    for run in runs:
        end = run.start + len(run.text)
        if maker.source.text[end : end + 1] not in _CLOSING:
            continue
        first = _object(run, known)
        if first is None:
            continue
        start = run.start + run.places[first]
        maker.add(
            FactKind.TERM,
            "term:key",
            start,
            end,
            head=maker.clause_of(start).strip("，。；：, \n"),
            detail={"before": run.before(first)},
        )


def _known(runs: Sequence[_Run]) -> frozenset[str]:
    """Terms by themselves: words of the dictionary, and what is repeated behind different words."""
    counts: Counter[str] = Counter()
    behind: defaultdict[str, set[str]] = defaultdict(set)
    whole: set[str] = set()
    for run in runs:
        whole |= {word for word, tag in run.words() if len(word) >= _WHOLE and tag in _NOUNS}
        for first, last in _spans(run):
            name = run.text[run.places[first] : run.places[last + 1]]
            counts[name] += 1
            behind[name].add(run.before(first))
    return frozenset(whole) | {
        name for name in counts if counts[name] >= FEWEST and len(behind[name]) >= FEWEST
    }


def _object(run: _Run, known: frozenset[str]) -> int | None:
    """Where the object begins that closes the run: nouns alone, whole behind the verb that takes
    them; behind 的 only a term that is known by itself. None where there is none."""
    last = len(run.tags) - 1
    found = [first for first, end in _spans(run) if end == last]
    if not found or min(found) == 0:
        return None
    first = min(found)
    before, tag = run.before(first), run.tags[first - 1]
    name = run.text[run.places[first] :]
    if not _is_term(name):
        return None
    if tag in _TAKING and len(before) > 1 and _is_predicate(run, first - 1):
        return first
    return first if before == "的" and name in known else None


def _is_predicate(run: _Run, place: int) -> bool:
    """Whether the verb is what is done, and no part of a longer noun such as 政府购买服务目录."""
    if place == 0 or run.tags[place - 1] not in _INNER:
        return True
    return run.before(place).endswith(tuple(lists("regulations")["actor_endings"]))


def _runs(source: Source) -> Iterator[_Run]:
    for match in _CHINESE.finditer(source.text):
        words = rjieba.tag(match[0])
        places = [0]
        for word, _ in words:
            places.append(places[-1] + len(word))
        yield _Run(match.start(), match[0], tuple(places), tuple(tag for _, tag in words))


def _spans(run: _Run) -> Iterator[tuple[int, int]]:
    """First and last word of each stretch of one to five nominal words that ends in a noun."""
    for last in range(len(run.tags)):
        if run.tags[last] not in _NOUNS:
            continue
        for first in range(last, max(-1, last - _MOST_WORDS), -1):
            if run.tags[first] not in _INNER:
                break
            if _SHORTEST <= run.places[last + 1] - run.places[first] <= _LONGEST:
                yield first, last


@cache
def _is_term(name: str) -> bool:
    words = lists("regulations")
    return not (
        name.startswith(tuple(words["never_first_in_terms"]))
        or name.endswith(tuple(words["never_last_in_terms"]))
        or any(word in name for word in words["never_in_terms"])
    )
