"""The terms a regulation or a reader works with though no mark sets them off.

Owns how they are told: objects between the verb that takes them and the end of the clause, topics
between the head of a sentence and its modal word, so that both edges are certain.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from question_bank.bundle import FactKind
from question_bank.extraction.cuts import tagged
from question_bank.extraction.making import FactMaker
from question_bank.lexicon import lists
from question_bank.source import Source

FEWEST: Final = 2
"""How often a term must stand in the document, and behind how many different words, to be one by
itself."""
_SHORTEST: Final = 4
_SHORTEST_ALONE: Final = 3
"""For one word of the dictionary, such as 违约金."""
_LONGEST: Final = 10
_MOST_WORDS: Final = 5
_NOUNS: Final = frozenset({"n", "vn", "nz", "l", "j", "an"})
_INNER: Final = _NOUNS | {"a", "b"}
_VERB: Final = "v"
_DEEDS: Final = frozenset({"v", "vn", "l"})
_LOOSE: Final = _INNER | {"v", "vd", "d", "ad"}
_ADVERBS: Final = frozenset({"d", "ad", "vd"})
_WHOLE: Final = 4
"""Characters from which a word of the dictionary is a term by itself."""
_CHINESE: Final = re.compile(r"[一-鿿]+")
_CLOSING: Final = "，。；"
_OPENING: Final = "；"


@dataclass(frozen=True, slots=True)
class _Run:
    """Chinese characters between two marks, cut into tagged words."""

    start: int
    text: str
    places: tuple[int, ...]
    tags: tuple[str, ...]
    opens: bool
    """Whether it opens its sentence."""

    def words(self) -> Iterator[tuple[str, str]]:
        """Each word with its tag."""
        for place, tag in enumerate(self.tags):
            yield self.text[self.places[place] : self.places[place + 1]], tag

    def before(self, first: int) -> str:
        """The word before this one, empty at the head of the run."""
        return self.text[self.places[first - 1] : self.places[first]] if first else ""

    def after(self, last: int) -> str:
        """The word after this one, empty at the end of the run."""
        return self.text[self.places[last + 1] :][:2]


def add_key_terms(maker: FactMaker) -> None:
    """Keep objects that close a clause and topics that open one"""
    runs = tuple(_runs(maker.source))
    known = _known(runs)
    text = maker.source.text
    for run in runs:
        end = run.start + len(run.text)
        if text[end : end + 1] in _CLOSING:
            first = _object(run, known)
            if first is not None:
                _add(maker, run, first, len(run.tags) - 1, part="object")
        if run.opens or text[run.start - 1 : run.start] in _OPENING:
            last = _topic(run)
            if last is not None:
                _add(maker, run, 0, last, part="topic")


def _add(maker: FactMaker, run: _Run, first: int, last: int, *, part: str) -> None:
    start = run.start + run.places[first]
    maker.add(
        FactKind.TERM,
        "name:object",
        start,
        run.start + run.places[last + 1],
        head=maker.clause_of(start).strip("，。；：, \n"),
        detail={
            "part": part,
            "kind": "deed" if run.tags[last] in _DEEDS else "thing",
            "before": run.before(first),
            "after": run.after(last),
        },
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
    """Where the object begins that closes the run. None where no edge is certain.

    It is all that follows the verb, when the verb opens the clause or stands behind a modal word or
    an adverb; behind 的 only a term that is known by itself.
    """
    last = len(run.tags) - 1
    for verb in (_taking(run), _predicate(run)):
        first = verb + 1 if verb is not None else 0
        while 0 < first < last and run.tags[first] == "r":
            first += 1
        if 0 < first <= last and _is_name(run, first, last):
            return first
    if run.tags[last] not in _NOUNS:
        return None
    found = [first for first, end in _spans(run) if end == last]
    if not found or min(found) == 0:
        return None
    first = min(found)
    name = run.text[run.places[first] :]
    return first if run.before(first) == "的" and name in known and _is_term(name) else None


def _taking(run: _Run) -> int | None:
    """The last verb of the clause that always takes an object: 纳入, 给予, 承担."""
    known = lists("regulations")["taking_verbs"]
    places = [place for place, (word, _) in enumerate(run.words()) if word in known]
    return places[-1] if places else None


def _predicate(run: _Run) -> int | None:
    """The verb that says what is done: the first one of the clause or behind the last word that
    announces one."""
    words = [word for word, _ in run.words()]
    announcing, joining = lists("regulations")["announcing"], lists("regulations")["joining"]
    anchor = max((place for place, word in enumerate(words) if word in announcing), default=-1)
    place = anchor + 1
    while place < len(run.tags) and run.tags[place] in _ADVERBS:
        place += 1
    if place >= len(run.tags) or run.tags[place] != _VERB:
        return None
    if anchor >= 0 and words[anchor] in joining:
        # 节能目标责任制和节能考核评价制度: what 和 joins need not be verbs.
        return None
    return place if run.places[place + 1] - run.places[place] > 1 else None


def _topic(run: _Run) -> int | None:
    """Where the topic ends that opens the run before a modal word or 由, 包括, 分为 and their like."""
    behind = lists("regulations")["behind_topics"]
    for place, (word, _) in enumerate(run.words()):
        if word in behind:
            short = (
                place == 1
                and run.tags[0] in _NOUNS
                and run.places[1] > 1
                and _is_term(run.before(1))
            )
            return place - 1 if place and (short or _is_name(run, 0, place - 1)) else None
        if run.tags[place] not in _LOOSE:
            return None
    return None


def _is_name(run: _Run, first: int, last: int) -> bool:
    """Whether the words are one name: of nouns and what stands before them, no actor with a verb."""
    tags = run.tags[first : last + 1]
    name = run.text[run.places[first] : run.places[last + 1]]
    shortest = _SHORTEST_ALONE if first == last else _SHORTEST
    if not shortest <= len(name) <= _LONGEST or not _is_term(name):
        return False
    light = first and run.before(first) in lists("regulations")["light_verbs"]
    if tags[-1] not in _NOUNS and not (light and tags[-1] == "v" and len(tags) > 1):
        return False
    if any(tag not in _LOOSE for tag in tags) or (tags[0] == _VERB and not light):
        return False
    # A noun with a verb behind it is a clause: 村民合理利用自然资源.
    return not any(
        tags[place] == _VERB and tags[place - 1] in _NOUNS for place in range(1, len(tags))
    )


def _runs(source: Source) -> Iterator[_Run]:
    nouns = lists("regulations")["nouns"]
    for sentence in source.sentences:
        body = source.body_of(sentence)
        for match in _CHINESE.finditer(source.text, body.start, body.end):
            words = tagged(match[0])
            places = [0]
            for word, _ in words:
                places.append(places[-1] + len(word))
            tags = tuple("n" if word in nouns else tag for word, tag in words)
            yield _Run(match.start(), match[0], tuple(places), tags, match.start() == body.start)


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
