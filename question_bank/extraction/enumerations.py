"""Lists as facts: with a name behind or before them, of counted members, and without a name.

Owns the order in which the ways of finding lists are believed: a list that two ways find is kept as
the better named one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from question_bank.bundle import Fact, FactKind, Genre
from question_bank.extraction.definition_lists import (
    announced_in,
    contents_in,
    definitions_in,
    principles_in,
)
from question_bank.extraction.glosses import gloss_of
from question_bank.extraction.item_lists import lists_in_lines, lists_of_lines
from question_bank.extraction.kinds import agree_in_kind
from question_bank.extraction.labels import labels_in
from question_bank.extraction.lists import List, lists_in
from question_bank.extraction.making import FactMaker
from question_bank.extraction.members import Named
from question_bank.extraction.named_lists import (
    lists_after_names,
    lists_before_names,
)
from question_bank.extraction.separators import Part

_LONGEST_HEAD = 40


def add_enumerations(maker: FactMaker) -> None:
    """Keep the lists whose members are certain; give quoted terms the members they stand for.

    An unnamed list inside a named one is left out when both share the beginning of a member: it is
    the same list, cut with less certainty.
    """
    text = maker.source.text
    taken: set[int] = set()
    terms = {
        fact.value_start: key for key, fact in maker.facts.items() if fact.kind is FactKind.TERM
    }
    lists = tuple(sorted(lists_in(text), key=lambda found: found.members[0].start))
    for named in _named_lists(maker, lists):
        starts = {one.start for one in named.members}
        if starts & taken:
            continue
        taken |= starts
        fact = _add(maker, named)
        key = terms.get(named.term_start)
        if fact is not None and key is not None:
            maker.facts[key] = replace(maker.facts[key], members=fact.members)
    strict = maker.source.genre is not Genre.PLAN
    for found in lists:
        shown = [text[one.start : one.end] for one in found.members]
        if strict and not agree_in_kind(shown):
            continue  # Outside of plans lists run into their sentence, and edges show less.
        if not taken & {one.start for one in found.members}:
            end = found.members[0].start
            _add(maker, Named(Part(end, end), found.members, found.closed, counted=False))


def _named_lists(maker: FactMaker, lists: Sequence[List]) -> Iterator[Named]:
    """The most certain ones first."""
    source = maker.source
    text = source.text
    labels = labels_in(text)
    glosses = (named for label in labels if (named := gloss_of(text, label)) is not None)
    return chain(
        lists_of_lines(text, source.genre, frozenset(one.start for one in source.articles)),
        glosses,
        lists_before_names(text, labels, lists),
        lists_after_names(text, labels, lists),
        contents_in(text),
        lists_in_lines(text),
        definitions_in(text),
        announced_in(text),
        principles_in(text),
    )


def _add(maker: FactMaker, named: Named) -> Fact | None:
    text = maker.source.text
    start, end = named.members[0].start, named.members[-1].end
    members = tuple(text[one.start : one.end] for one in named.members)
    label = text[named.name.start : named.name.end]
    in_lines = "\n" in text[start:end]
    detail = {"label": label} if label else {}
    if named.counted:
        detail["count"] = str(len(members))
    return maker.add(
        FactKind.ENUMERATION,
        "items" if in_lines else "members",
        start,
        end,
        members=members,
        closed=named.closed,
        head=label if label and named.name.end <= start else _head(maker, start),
        detail=detail,
        across_sentences=True,
    )


def _head(maker: FactMaker, start: int) -> str:
    """What the list is about: the words of its clause before it."""
    text = maker.source.text
    begin = max(maker.source.sentence_at(start).start, start - _LONGEST_HEAD)
    left = max(text.rfind(mark, begin, start) for mark in "，。；：\n")
    return text[max(left + 1, begin) : start].strip("“”‘’《 ")
