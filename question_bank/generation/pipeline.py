"""From the facts of one document to its items.

Owns which templates a fact goes through, in what order, and what is kept. Same document, facts and
seed give the same items.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from question_bank.bundle import Fact, FactKind
from question_bank.generation import fill_in, multiple_choice, single_choice, true_false
from question_bank.generation.distractors import Distractors
from question_bank.generation.enumerations import Listed, listed_of
from question_bank.generation.list_items import items_on_list
from question_bank.generation.norms.drafting import name_items, norm_items
from question_bank.generation.selection import chosen, fair, placed
from question_bank.generation.targets import NAMES, Target, target_of
from question_bank.generation.workshop import Workshop
from question_bank.items import Item
from question_bank.source import Source, Span


def generate_items(source: Source, facts: Sequence[Fact], seed: int) -> tuple[Item, ...]:
    """All items that can be proven, in the order of the text.

    Each passes every blocking rule of the linter. Facts that yield nothing are passed over: what
    cannot be proven is not asked.
    """
    asked = tuple(fact for fact in facts if fact.detail.get("worth") != "no")
    workshop = Workshop(source, asked, Distractors(source, asked, seed), seed)
    drafts = list(norm_items(workshop) if workshop.by_norms else _plan_items(workshop))
    ordered = sorted(
        chosen(fair(drafts, seed), seed),
        key=lambda item: (item.source.span_start, item.kind.value, item.id),
    )
    return tuple(placed(ordered, seed))


def _plan_items(workshop: Workshop) -> Iterator[Item]:
    source = workshop.source
    placed = [fact for fact in workshop.facts if source.article_of(fact.article_ordinal)]
    ordered = sorted(placed, key=lambda fact: (fact.value_start, fact.value_end, fact.id))
    targets = [target for fact in ordered if (target := target_of(fact, source)) is not None]
    lists = [listed for fact in ordered if (listed := listed_of(fact, source)) is not None]
    yield from _from_targets(targets, workshop)
    for listed in lists:
        yield from items_on_list(listed, workshop)
    yield from _from_neighbours(targets, workshop)
    yield from _from_duties(targets, workshop)
    yield from _true_statements(ordered, targets, lists, workshop=workshop)
    yield from name_items(workshop)


def _from_targets(targets: Sequence[Target], workshop: Workshop) -> Iterator[Item]:
    for target in targets:
        for make in (fill_in.from_target, single_choice.from_target, true_false.false_value):
            item = make(target, workshop)
            if item is not None:
                yield item


def _from_neighbours(targets: Sequence[Target], workshop: Workshop) -> Iterator[Item]:
    for run in multiple_choice.neighbours(targets, workshop.source.text):
        item = multiple_choice.from_neighbours(run, workshop)
        if item is not None:
            yield item


def _from_duties(targets: Sequence[Target], workshop: Workshop) -> Iterator[Item]:
    duties = [target for target in targets if target.fact.kind is FactKind.DUTY]
    for first, second in pairwise(duties):
        if first.sentence == second.sentence:
            item = true_false.exchanged_duties(first, second, workshop)
            if item is not None:
                yield item


def _true_statements(
    facts: Sequence[Fact],
    targets: Sequence[Target],
    lists: Sequence[Listed],
    *,
    workshop: Workshop,
) -> Iterator[Item]:
    """The sentences around facts as they stand; those around words without marks are light."""
    spans: dict[str, Span] = {target.fact.id: target.span for target in targets}
    spans |= {listed.fact.id: listed.whole for listed in lists}
    for fact in facts:
        known = fact.id in spans
        if not known and not fact.slot.startswith(NAMES):
            continue
        asked = spans[fact.id] if known else Span(fact.value_start, fact.value_end)
        item = true_false.true_statement(fact, asked, workshop, light=not known)
        if item is not None:
            yield item
