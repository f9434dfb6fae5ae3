"""All that is found in one document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from question_bank.bundle import Fact
from question_bank.extraction.actors import add_actors
from question_bank.extraction.definitions import add_definitions
from question_bank.extraction.duties import add_duties
from question_bank.extraction.enumerations import add_enumerations
from question_bank.extraction.event_tables import cell_edges
from question_bank.extraction.events import add_ways, find_events
from question_bank.extraction.inner_members import add_inner_members
from question_bank.extraction.key_terms import add_key_terms
from question_bank.extraction.making import FactMaker
from question_bank.extraction.problems import find_problems
from question_bank.extraction.rules import add_rules
from question_bank.extraction.terms import add_terms, add_titles
from question_bank.reading.document import PlanDocument
from question_bank.source import Source

_ADDING: Final = (
    add_terms,
    add_titles,
    add_enumerations,
    add_rules,
    add_duties,
    add_ways,
    add_actors,
    add_definitions,
    add_key_terms,
    add_inner_members,
)


@dataclass(frozen=True, eq=False, slots=True)
class Reading:
    """What is known of a document: the document as the generator sees it, with planned events and
    suspected faults, and its facts in the order of the text."""

    source: Source
    facts: tuple[Fact, ...]


def extract(document: PlanDocument, label: str) -> Reading:
    """Find facts, planned events and suspected faults. Items will call the document by the label."""
    source = Source(
        sha256=document.sha256,
        label=label,
        text=document.text,
        articles=document.articles,
        sections=document.sections,
        raw_offsets=document.raw_offsets,
        genre=document.genre,
        cells=cell_edges(document.text, document.raw, document.raw_offsets),
    )
    source = replace(source, problems=document.problems + find_problems(source))
    maker = FactMaker(source)
    for add in _ADDING:
        add(maker)
    source = replace(source, events=find_events(maker))
    facts = sorted(maker.facts.values(), key=lambda fact: (fact.value_start, fact.slot))
    return Reading(source, tuple(facts))
