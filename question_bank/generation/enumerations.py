"""Lists of the document: where each member stands, what may be blanked, what is paired with what.

Owns the places of members in the text. Writes no items.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from question_bank.bundle import Fact, FactKind
from question_bank.checks.values import same_meaning
from question_bank.generation.pools import pools
from question_bank.generation.stems import tidy
from question_bank.numerals import numeral_value
from question_bank.source import Source, Span

_COUNT_WORD: Final = re.compile(
    r"^[”》]?(?:的|等)?[“]?(?P<number>[二两三四五六七八九十])(?:[大个项种类级方强化有]|\S)"
)
MEASURED: Final = tuple("一二两三四五六七八九十每各本该此")
"""What stands before a measure word, which is no word of its own."""
_COUNT_BEFORE: Final = re.compile(
    r"(?P<number>[二两三四五六七八九十])(?:个|大|项|种|类)[^，。、]{0,6}[：“——]*$"
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of the document with the place of each member.

    `closed` says that the members are all there are, `counted` that the document itself says how
    many, so that another member is a contradiction.
    """

    fact: Fact
    sentence: Span
    spans: tuple[Span, ...]
    texts: tuple[str, ...]
    closed: bool
    counted: bool

    @property
    def whole(self) -> Span:
        """From the first member to the last."""
        return Span(self.spans[0].start, self.spans[-1].end)

    @property
    def blankable(self) -> tuple[int, ...]:
        """Places of the members that can be blanked: the inner ones, whose edges are certain, and
        the last one of a list of three."""
        if len(self.spans) < 3:
            return ()
        return tuple(range(1, len(self.spans)))


@dataclass(frozen=True, slots=True)
class Pairing:
    """A list whose members each say one thing of one head: 党支部亮旗帜、党员亮身份.

    `heads` and `parts` are places in the text, one of each per member.
    """

    fact: Fact
    sentence: Span
    members: tuple[Span, ...]
    heads: tuple[Span, ...]
    joint: str
    parts: tuple[Span, ...]


def listed_of(fact: Fact, source: Source) -> Listed | None:
    """The list a fact states; None when it is none or a member is not where it should be."""
    if len(fact.members) < 2 or fact.kind not in {FactKind.ENUMERATION, FactKind.TEST}:
        return None
    spans: list[Span] = []
    place = fact.value_start
    for member in fact.members:
        start = source.text.find(member, place, max(fact.end, fact.value_end))
        if start < 0:
            return None
        spans.append(Span(start, start + len(member)))
        place = start + len(member)
    sentence = source.sentence_at(spans[0].start)
    if spans[-1].end > sentence.end:
        return None
    if source.text[spans[0].start - 2 : spans[0].start + 2] in pools().compounds:
        return None
    texts = tuple(tidy(source.text[span.start : span.end]) for span in spans)
    whole = Span(spans[0].start, spans[-1].end)
    return Listed(
        fact,
        sentence,
        tuple(spans),
        texts,
        fact.closed,
        _is_counted(source, sentence, whole, spans),
    )


def pairing_of(listed: Listed, source: Source) -> Pairing | None:
    """The list as heads and what is said of each, when one inner character joins all members.

    Needs heads of two characters or more that all differ, and parts that all differ.
    """
    for joint in _joints(listed.texts):
        heads, parts = [], []
        for span in listed.spans:
            place = source.text[span.start : span.end].find(joint, 2)
            if place < 0:
                break
            heads.append(Span(span.start, span.start + place))
            parts.append(Span(span.start + place + len(joint), span.end))
        if len(parts) < len(listed.spans):
            continue
        if _all_differ(source, heads) and _all_differ(source, parts):
            if not _all_exclude(source, parts):
                return None
            return Pairing(
                listed.fact, listed.sentence, listed.spans, tuple(heads), joint, tuple(parts)
            )
    return None


def _joints(texts: Sequence[str]) -> list[str]:
    """What stands inside of all the texts, the longest first; 的 before others of its length."""
    first = texts[0]
    inner = {
        first[start:end]
        for start in range(2, len(first) - 1)
        for end in range(start + 1, len(first))
        if all(first[start:end] in text[2:-1] for text in texts)
    }
    return sorted(inner, key=lambda joint: (-len(joint), joint != "的", joint))


def _all_differ(source: Source, spans: Sequence[Span]) -> bool:
    texts = [source.text[span.start : span.end] for span in spans]
    return len(set(texts)) == len(texts) and all(texts)


def _all_exclude(source: Source, spans: Sequence[Span]) -> bool:
    """Whether no two of the texts say the same: 靠得住 and 信得过 could change places."""
    texts = [source.text[span.start : span.end] for span in spans]
    return all(texts) and all(not same_meaning(one, other) for one, other in combinations(texts, 2))


def _is_counted(source: Source, sentence: Span, whole: Span, spans: Sequence[Span]) -> bool:
    after = _COUNT_WORD.match(source.text[whole.end : min(whole.end + 8, sentence.end)])
    before = _COUNT_BEFORE.search(source.text[max(sentence.start, whole.start - 12) : whole.start])
    return any(match and numeral_value(match["number"]) == len(spans) for match in (after, before))
