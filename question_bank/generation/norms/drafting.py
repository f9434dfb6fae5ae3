"""All items of a regulation or a list of rules, before any choice among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from question_bank.bundle import Fact
from question_bank.generation.norms.lists import Lists
from question_bank.generation.norms.making import (
    as_it_stands,
    exchanged,
    items_on,
    obliged,
)
from question_bank.generation.norms.questions import Questions
from question_bank.generation.workshop import Workshop
from question_bank.items import Item


def norm_items(workshop: Workshop) -> Iterator[Item]:
    """Items on values, actors, organs, definitions, systems and lists, then the norms themselves."""
    questions = Questions(workshop.source, workshop.facts, workshop.seed)
    placed = [fact for fact in workshop.facts if fact.article_ordinal]
    for fact in placed:
        question = questions.of(fact)
        if question is not None:
            yield from items_on(question, workshop)
    yield from Lists(workshop).items()
    yield from _exchanged(placed, workshop)
    for fact in placed:
        if fact.slot == "norm":
            for make in (obliged, as_it_stands):
                item = make(fact, workshop)
                if item is not None:
                    yield item


def _exchanged(facts: Sequence[Fact], workshop: Workshop) -> Iterator[Item]:
    """Definitions that stand in one article, each with the meaning of the next one."""
    for article in {fact.article_ordinal: None for fact in facts if fact.slot == "definition"}:
        here = [f for f in facts if f.slot == "definition" and f.article_ordinal == article]
        for first, second in pairwise(here):
            item = exchanged(first, second, workshop)
            if item is not None:
                yield item
