"""All items of a regulation or a list of rules, before any choice among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from question_bank.bundle import Fact, Genre
from question_bank.generation import fill_in, single_choice
from question_bank.generation.norms.lists import Lists
from question_bank.generation.norms.making import (
    as_it_stands,
    denied,
    exchanged,
    items_on,
    obliged,
    one_by_one,
    turned,
)
from question_bank.generation.norms.obligations import Obligations
from question_bank.generation.norms.questions import ASIDE, Questions
from question_bank.generation.targets import NAMES, target_of
from question_bank.generation.workshop import Workshop
from question_bank.items import Item

TITLE: Final = "title"
MEMBER: Final = "name:member"
SEVERAL: Final = 2
TERMS: Final = "term:"
"""Slots of titles and of terms in quotation marks."""


def norm_items(workshop: Workshop) -> Iterator[Item]:
    """Items on values, actors, organs, definitions, systems and lists, then the norms themselves."""
    questions = Questions(workshop.source, workshop.facts, workshop.seed)
    placed = [fact for fact in workshop.facts if fact.article_ordinal]
    yield from _asked(questions, placed, workshop)
    yield from _marked(placed, workshop)
    listed = Lists(workshop)
    yield from listed.items()
    yield from listed.short_lines()
    yield from _exchanged(placed, workshop)
    obligations = Obligations(workshop.source, workshop.seed)
    for fact in placed:
        if fact.slot == "norm":
            for item in (
                obliged(fact, workshop),
                turned(fact, workshop),
                denied(fact, obligations, workshop),
            ):
                if item is not None:
                    yield item
            yield from _quoted(fact, workshop)


def _quoted(fact: Fact, workshop: Workshop) -> Iterator[Item]:
    """A norm as it stands: in single statements where it is made of several, else whole."""
    single = one_by_one(fact, workshop)
    whole = as_it_stands(fact, workshop) if len(single) < SEVERAL else None
    yield from single if whole is None else (whole,)


def _asked(questions: Questions, facts: Sequence[Fact], workshop: Workshop) -> Iterator[Item]:
    """Items on all questions; of the members of one list on the first that gives any."""
    lists_asked: set[tuple[int, str]] = set()
    for fact in facts:
        listed = (fact.article_ordinal, fact.head) if fact.slot == MEMBER else None
        if listed in lists_asked:
            continue
        question = questions.of(fact)
        items = list(items_on(question, workshop)) if question is not None else []
        if listed and items:
            lists_asked.add(listed)
        yield from items


def _marked(facts: Sequence[Fact], workshop: Workshop) -> Iterator[Item]:
    """Items on terms and titles in marks, by the templates that plans have for them."""
    for fact in facts:
        if not fact.slot.startswith(TERMS):
            continue
        target = target_of(fact, workshop.source)
        if target is None:
            continue
        for make in (fill_in.from_target, single_choice.from_target):
            item = make(target, workshop)
            if item is not None:
                yield item


def name_items(workshop: Workshop) -> Iterator[Item]:
    """Items on words without marks, for documents that are no norms; in plans, which set off in
    marks what matters, they are light."""
    questions = Questions(workshop.source, workshop.facts, workshop.seed)
    for fact in workshop.facts:
        if not fact.article_ordinal or not fact.slot.startswith(NAMES):
            continue
        question = questions.of(fact)
        if question is not None and workshop.source.genre is Genre.PLAN:
            question = replace(question, role=ASIDE)
        if question is not None:
            yield from items_on(question, workshop)


def _exchanged(facts: Sequence[Fact], workshop: Workshop) -> Iterator[Item]:
    """Definitions that stand in one article, each with the meaning of the next one."""
    for article in {fact.article_ordinal: None for fact in facts if fact.slot == "name:definition"}:
        here = [f for f in facts if f.slot == "name:definition" and f.article_ordinal == article]
        for first, second in pairwise(here):
            item = exchanged(first, second, workshop)
            if item is not None:
                yield item
