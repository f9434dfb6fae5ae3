"""What a new version of a document does to the items made from the version before.

The rule, item by item. An item stands on the sentences it quotes from, whole and without the number
printed before them. They stand word for word in the new version, in the article with the same
printed number: the item is **kept**. They stand word for word in another place: the item **moved**,
and its source is set to the new place. They stand nowhere, or only as a part of a longer sentence,
which may say something else: the item has **lost** its source.

Items that no person has decided on or edited follow the new reading: each takes over what the
generator makes of the same words now, and goes when it makes nothing of them. Items that a person
decided on or edited keep their words whatever happens; none of them is ever dropped here.

The generator chooses among many possible items by chance, and another file is another chance. When
the same generator read both versions, sentences that did not change keep exactly their items:
nothing of theirs goes, and nothing is added.

Owns this decision alone. Reads no file and no database.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from question_bank.items import Item, SourceRef
from quizapp.domain.plan_text import Document, Resemblance, Sentence, counterpart

_KEY: Final = 8
"""Characters by which sentences are looked up."""


class Fate(StrEnum):
    """What became of an item's source."""

    KEPT = "kept"
    MOVED = "moved"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """An item of the bank as it stands."""

    number: int
    item: Item
    body: int
    """How many characters of its quote are the printed number before the words."""
    touched: bool
    """Whether a person has decided on it or written its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What becomes of one stored item."""

    number: int
    fate: Fate
    before: Item
    after: Item | None
    """None when it goes: nobody has touched it, and the generator makes nothing of the words."""
    touched: bool
    changed: str = ""
    """For a lost source: the part of the quote that no longer stands in the text."""
    similar: Sentence | None = None
    """The changed or new sentence that is most like that part, if any is."""

    @property
    def is_orphan(self) -> bool:
        """Whether it stays without its source, because a person decided on it or wrote it."""
        return self.fate is Fate.LOST and self.after is not None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What becomes of all items."""

    changes: tuple[Change, ...]
    """One for each stored item, in the order given."""
    added: tuple[Item, ...]
    """Items of the new reading that no stored one stands for."""


def compare(
    stored: Sequence[Stored],
    *,
    before: Document,
    after: Document,
    items: Sequence[Item],
    steady: bool = False,
) -> Comparison:
    """Decide what becomes of each stored item, and which items of the new reading are new.

    `steady` says that the same generator read both versions.
    """
    places = _Places(after)
    made = _Made(items, places)
    anchors = [_anchor(one, before) for one in stored]
    changes = [
        _change(one, anchor, made.of(one), places, steady=steady)
        for one, anchor in zip(stored, anchors, strict=True)
    ]
    lost = [place for place, change in enumerate(changes) if change.is_orphan]
    if lost:
        known = {before.text[one.body : one.end] for one in before.sentences}
        fresh = Resemblance(after, places.but(known))
        for place in lost:
            part, near = counterpart(anchors[place].parts, after, fresh)
            changes[place] = replace(changes[place], changed=part, similar=near)
    added = made.left()
    if steady:
        old = _Places(before)
        added = tuple(item for item in added if not old.find(_words(item, after), ""))
    return Comparison(tuple(changes), added)


def moved_to(item: Item, sentence: Sentence, document: Document) -> Item:
    """The item with this sentence as its source.

    The words asked about are looked for in the new sentence; when they are gone, all of it is
    marked, and the item linter says what no longer fits.
    """
    quote = document.text[sentence.start : sentence.end]
    old = item.source
    asked = old.quote[old.span_start - old.start : old.span_end - old.start]
    at = quote.find(asked, sentence.body - sentence.start) if asked else -1
    span = (
        (sentence.start + at, sentence.start + at + len(asked))
        if at >= 0
        else (sentence.body, sentence.end)
    )
    source = replace(
        old,
        document_sha256=document.sha256,
        article=sentence.article,
        article_ordinal=sentence.ordinal,
        start=sentence.start,
        end=sentence.end,
        quote=quote,
        span_start=span[0],
        span_end=span[1],
    )
    return _with_source(item, source)


@dataclass(frozen=True, slots=True)
class _Anchor:
    """The whole sentences an item quotes from, and where in their words the quote lies."""

    words: str
    parts: tuple[str, ...]
    """Its sentences, one by one."""
    first: int
    """Where the words began in the old version."""
    start: int
    """Of the quote, counted from there; negative when it begins with a printed number."""
    end: int


def _anchor(one: Stored, before: Document) -> _Anchor:
    source = one.item.source
    if before.text[source.start : source.end] != source.quote:
        # It lost its source earlier: its own words are all that is known of it.
        words = source.quote[one.body :]
        return _Anchor(words, (words,), source.start + one.body, -one.body, len(words))
    whole = _sentences(source, before)
    if not whole:
        return _Anchor("", (), source.start, 0, 0)
    first = whole[0].body
    return _Anchor(
        before.text[first : whole[-1].end],
        tuple(before.text[part.body : part.end] for part in whole),
        first,
        source.start - first,
        source.end - first,
    )


def _sentences(source: SourceRef, document: Document) -> tuple[Sentence, ...]:
    known = document.sentences
    low = max(0, bisect_right(known, source.start, key=lambda one: one.start) - 1)
    return known[low : bisect_left(known, source.end, key=lambda one: one.start)]


def _words(item: Item, document: Document) -> str:
    whole = _sentences(item.source, document)
    return document.text[whole[0].body : whole[-1].end] if whole else ""


class _Places:
    """Where the words of a quote stand in the new version, from sentence begin to sentence end."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._ends = {one.end for one in document.sentences}
        self._by_key: Mapping[str, list[Sentence]] = defaultdict(list)
        self.body_at = {one.start: one.body for one in document.sentences}
        for one in document.sentences:
            self._by_key[document.text[one.body : one.end][:_KEY]].append(one)

    def find(self, words: str, article: str) -> Sentence | None:
        """The first place of the words, one in the article with this number before all others."""
        found = None
        # A quote may run over several sentences, and the first of them may be shorter than a key.
        for length in range(min(_KEY, len(words)), 0, -1):
            for one in self._by_key.get(words[:length], ()):
                if not self._stands(words, one):
                    continue
                if one.article == article:
                    return one
                found = found or one
        return found

    def _stands(self, words: str, one: Sentence) -> bool:
        return one.body + len(words) in self._ends and self.document.text.startswith(
            words, one.body
        )

    def but(self, known: set[str]) -> list[Sentence]:
        """The sentences whose words are none of these."""
        text = self.document.text
        return [one for one in self.document.sentences if text[one.body : one.end] not in known]


_Sign = tuple[str, str, str, int, int]


class _Made:
    """Items of the new reading, each given out once: by its id, else by what it asks."""

    def __init__(self, items: Sequence[Item], places: _Places) -> None:
        self._items = {item.id: item for item in items}
        self._by_sign: Mapping[_Sign, list[Item]] = defaultdict(list)
        for item in items:
            number = places.body_at.get(item.source.start, item.source.start) - item.source.start
            self._by_sign[_sign(item, number)].append(item)

    def of(self, one: Stored) -> Item | None:
        """The item that asks the same of the same words now."""
        same = self._items.pop(one.item.id, None)
        if same is not None:
            return same
        free = [item for item in self._by_sign[_sign(one.item, one.body)] if item.id in self._items]
        if not free:
            return None
        alike = next((item for item in free if item.stem == one.item.stem), free[0])
        return self._items.pop(alike.id)

    def left(self) -> tuple[Item, ...]:
        """Items that were not given out, in the order of the reading."""
        return tuple(self._items.values())


def _sign(item: Item, body: int) -> _Sign:
    source = item.source
    first = source.start + body
    return (
        item.kind.value,
        item.template,
        source.quote[body:],
        source.span_start - first,
        source.span_end - first,
    )


def _change(
    one: Stored, anchor: _Anchor, made: Item | None, places: _Places, *, steady: bool
) -> Change:
    old = one.item.source
    after: Item | None
    if not one.touched and made is not None:
        article: str | None = made.source.article
        after = replace(made, id=one.item.id)
    else:
        place = places.find(anchor.words, old.article)
        article = place.article if place else None
        after = one.item if one.touched or (steady and place) else None
        if place and after:
            after = _rebased(after, anchor, place, places.document, made)
    fate = Fate.MOVED if article is not None else Fate.LOST
    fate = Fate.KEPT if article == old.article else fate
    return Change(number=one.number, fate=fate, before=one.item, after=after, touched=one.touched)


def _rebased(
    item: Item, anchor: _Anchor, place: Sentence, document: Document, made: Item | None
) -> Item:
    """The item with its own words and the new place of the same sentences."""
    old = item.source
    shift = place.body - anchor.first
    # A quote that began with the old number begins with the new one.
    start = place.start if anchor.start < 0 else place.body + anchor.start
    end = place.body + anchor.end
    source = replace(
        old,
        document_sha256=document.sha256,
        article=place.article,
        article_ordinal=place.ordinal,
        start=start,
        end=end,
        quote=document.text[start:end],
        span_start=max(start, old.span_start + shift),
        span_end=old.span_end + shift,
    )
    if made is not None:
        # Only a reading knows places in the file itself, and which items are on one fact.
        source = replace(source, raw_start=made.source.raw_start, raw_end=made.source.raw_end)
    item = _with_source(item, source)
    return replace(item, family=made.family) if made is not None else item


def _with_source(item: Item, source: SourceRef) -> Item:
    """The item on this source; an explanation that names the article names the new one."""
    old, new = item.source.article, source.article
    explanation = item.explanation
    if old and new and old != new:
        explanation = explanation.replace(f"第{old}条", f"第{new}条")
    return replace(item, source=source, explanation=explanation)
