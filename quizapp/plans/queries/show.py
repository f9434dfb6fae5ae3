"""One plan: its outline, its marked text, and what was found in the chosen article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import and_, func, or_, select

from question_bank.bundle import EventKind, FactKind, Genre, Section, SourceProblem
from question_bank.items import Item, Kind, Knowledge, item_from_json
from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import (
    BankItem,
    ItemStatus,
    ItemVersion,
    Member,
    Plan,
    PlanArticle,
    PlanFact,
    Unit,
)
from quizapp.plans.events import EventRow, YearLine, year_line
from quizapp.plans.marks import Mark, Passage, passages
from quizapp.plans.outline import (
    ArticleEntry,
    Chapter,
    Stretch,
    chapters,
    numbered,
    stretch_around,
)
from quizapp.plans.queries.access import not_yours
from quizapp.plans.queries.year import events_where

MOST_SHOWN: Final = 60
"""Facts and items of one article in the page; the bank lists the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody wants to see of a plan."""

    article: int | None = None
    """Ordinal."""
    number: str = ""
    """An article's printed number, as typed."""
    fact: str = ""
    item: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """A fact of the text that is shown; `value_start` and `value_end` bound exactly its words."""

    id: str
    kind: FactKind
    knowledge: Knowledge
    article_ordinal: int
    head: str
    value: str
    members: tuple[str, ...]
    start: int
    end: int
    value_start: int
    value_end: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """An item of the chosen article; `start` and `end` bound its source sentence."""

    id: int
    item: Item
    kind: Kind
    knowledge: Knowledge
    status: ItemStatus
    start: int
    end: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """All the page of a plan shows."""

    id: int
    label: str
    file_name: str
    genre: Genre
    unit_name: str
    imported_at: datetime
    imported_by: str
    """Name, or empty for a command."""
    articles: tuple[ArticleEntry, ...]
    chapters: tuple[Chapter, ...]
    chosen: ArticleEntry | None
    before: int | None
    after: int | None
    """Ordinals of the neighbours of the chosen article."""
    unknown_number: str
    """A number somebody typed that no article has."""
    passages: tuple[Passage, ...]
    stretch: Stretch
    facts: tuple[FactRow, ...]
    items: tuple[ItemRow, ...]
    tests: tuple[EventRow, ...]
    studies: tuple[EventRow, ...]
    line: YearLine
    problems: tuple[SourceProblem, ...]
    fact_count: int
    item_count: int
    draft_count: int
    lost_count: int
    """Items whose sentence is no longer in the text."""
    article_count: int


def plan_page(plan_id: int, viewer: Viewer, wanted: Wanted) -> PlanPage:
    """Show the plan with what is wanted of it; else with the first article that has facts.

    Raises Refusal when there is no such plan in the viewer's subtree, or no such article.
    """
    row = db.session.execute(
        select(Plan, Unit.name, Unit.path, Member.name)
        .join(Unit, Unit.id == Plan.unit_id)
        .outerjoin(Member, Member.id == Plan.imported_by)
        .where(Plan.id == plan_id)
    ).one_or_none()
    if row is None or not viewer.organizes(row[2]):
        raise not_yours()
    plan, unit_name, _path, importer = row
    sections = tuple(Section(**section) for section in plan.sections)
    states, lost = _states(plan.id)
    entries = _entries(plan, sections, states)
    chosen = _choose(entries, wanted)
    place = entries.index(chosen) if chosen else 0
    stretch = stretch_around(entries, chosen, len(plan.text))
    facts = _facts(plan.id, stretch, chosen, wanted.fact)
    items = _items(plan.id, chosen.ordinal, wanted.item) if chosen else ()
    events = events_where(Plan.id == plan.id)
    tests = tuple(event for event in events if event.kind is EventKind.TEST)
    problems = tuple(SourceProblem(**problem) for problem in plan.problems)
    found = numbered(entries, wanted.number) if wanted.number else chosen
    return PlanPage(
        id=plan.id,
        label=plan.label,
        file_name=plan.file_name,
        genre=plan.genre,
        unit_name=unit_name,
        imported_at=plan.imported_at,
        imported_by=importer or "",
        articles=entries,
        chapters=chapters(entries, sections, chosen),
        chosen=chosen,
        before=entries[place - 1].ordinal if place > 0 else None,
        after=entries[place + 1].ordinal if place + 1 < len(entries) else None,
        unknown_number="" if found else wanted.number,
        passages=passages(
            plan.text,
            [(entry.ordinal, entry.start, entry.end) for entry in entries if entry.ordinal],
            headings=frozenset(section.start for section in sections),
            marks=_marks(facts, items, problems),
            cuts=frozenset(_borders(facts, items)),
            within=(stretch.start, stretch.end),
        ),
        stretch=stretch,
        facts=tuple(fact for fact in facts if chosen and fact.article_ordinal == chosen.ordinal),
        items=items,
        tests=tests,
        studies=tuple(event for event in events if event.kind is EventKind.STUDY),
        line=year_line(tests),
        problems=problems,
        fact_count=sum(entry.facts for entry in entries),
        item_count=sum(states.values()) + lost.total(),
        draft_count=lost[ItemStatus.DRAFT]
        + sum(count for (_place, status), count in states.items() if status is ItemStatus.DRAFT),
        lost_count=lost.total(),
        article_count=sum(entry.ordinal > 0 for entry in entries),
    )


def _states(plan_id: int) -> tuple[Counter[tuple[int, ItemStatus]], Counter[ItemStatus]]:
    """How many items each article has in each state; apart from them those without source."""
    rows = db.session.execute(
        select(
            BankItem.article_ordinal,
            BankItem.status,
            func.count(),
            func.count(BankItem.source_lost_at),
        )
        .where(BankItem.plan_id == plan_id)
        .group_by(BankItem.article_ordinal, BankItem.status)
    ).all()
    found: Counter[tuple[int, ItemStatus]] = Counter()
    lost: Counter[ItemStatus] = Counter()
    for ordinal, status, count, without in rows:
        found[ordinal, status] = count - without
        lost[status] += without
    return found, lost


def _entries(
    plan: Plan, sections: Sequence[Section], states: Counter[tuple[int, ItemStatus]]
) -> tuple[ArticleEntry, ...]:
    rows = db.session.execute(
        select(
            PlanArticle.ordinal,
            PlanArticle.number,
            PlanArticle.title,
            PlanArticle.section,
            PlanArticle.start,
            PlanArticle.end,
        )
        .where(PlanArticle.plan_id == plan.id)
        .order_by(PlanArticle.ordinal)
    ).all()
    of_facts = dict(
        db.session.execute(
            select(PlanFact.article_ordinal, func.count())
            .where(PlanFact.plan_id == plan.id)
            .group_by(PlanFact.article_ordinal)
        )
        .tuples()
        .all()
    )
    of_items: Counter[int] = Counter()
    for (ordinal, _status), count in states.items():
        of_items[ordinal] += count
    outline = [tuple(row) for row in rows]
    first = min((row.start for row in rows), default=len(plan.text))
    first = min((section.start for section in sections), default=first)
    if plan.text[:first].strip() or of_facts.get(0) or of_items[0]:
        outline.insert(0, (0, "", "", -1, 0, first))
    return tuple(
        ArticleEntry(
            ordinal=ordinal,
            number=number,
            title=title,
            section=section if 0 <= section < len(sections) else -1,
            start=start,
            end=end,
            facts=of_facts.get(ordinal, 0),
            items=of_items[ordinal],
            drafts=states[ordinal, ItemStatus.DRAFT],
        )
        for ordinal, number, title, section, start, end in outline
    )


def _choose(entries: Sequence[ArticleEntry], wanted: Wanted) -> ArticleEntry | None:
    if wanted.number:
        found = numbered(entries, wanted.number)
        if found is not None:
            return found
    if wanted.article is not None:
        chosen = next((entry for entry in entries if entry.ordinal == wanted.article), None)
        if chosen is None:
            raise not_yours()
        return chosen
    telling = (entry for entry in entries if entry.facts or entry.items)
    return next(telling, entries[0] if entries else None)


def _facts(
    plan_id: int, stretch: Stretch, chosen: ArticleEntry | None, fact_id: str
) -> tuple[FactRow, ...]:
    shown = and_(PlanFact.value_start < stretch.end, PlanFact.value_end > stretch.start)
    # The words outside of all articles lie everywhere in the text.
    listed = PlanFact.article_ordinal == (chosen.ordinal if chosen else 0)
    rows = db.session.scalars(
        select(PlanFact)
        .where(PlanFact.plan_id == plan_id, or_(shown, listed))
        .order_by(PlanFact.value_start, PlanFact.start, PlanFact.fact_id)
    )
    return tuple(
        FactRow(
            id=row.fact_id,
            kind=row.kind,
            knowledge=row.knowledge,
            article_ordinal=row.article_ordinal,
            # A term's head is its role, a word of the program and not of the document.
            head="" if row.head.isascii() else row.head,
            value=row.value,
            members=tuple(row.members),
            start=row.start,
            end=row.end,
            value_start=row.value_start,
            value_end=row.value_end,
            chosen=row.fact_id == fact_id,
        )
        for row in rows
    )


def _items(plan_id: int, ordinal: int, item_id: int | None) -> tuple[ItemRow, ...]:
    rows = db.session.execute(
        select(BankItem, ItemVersion.content)
        .join(
            ItemVersion,
            and_(ItemVersion.item_id == BankItem.id, ItemVersion.number == BankItem.version),
        )
        .where(
            BankItem.plan_id == plan_id,
            BankItem.article_ordinal == ordinal,
            # What has lost its source has no place in the text any more.
            BankItem.source_lost_at.is_(None),
        )
        # The chosen one is shown however many there are.
        .order_by(BankItem.id != (item_id or 0), BankItem.id)
        .limit(MOST_SHOWN)
    )
    found = []
    for row, content in rows:
        item = item_from_json(content)
        found.append(
            ItemRow(
                id=row.id,
                item=item,
                kind=row.kind,
                knowledge=row.knowledge,
                status=row.status,
                start=item.source.start,
                end=item.source.end,
                chosen=row.id == item_id,
            )
        )
    return tuple(sorted(found, key=lambda one: (one.start, one.id)))


def _marks(
    facts: Iterable[FactRow], items: Iterable[ItemRow], problems: Sequence[SourceProblem]
) -> tuple[Mark, ...]:
    marks = [Mark("", fact.kind.value, fact.value_start, fact.value_end) for fact in facts]
    marks += [
        Mark(f"problem-{number}", "problem", problem.start, max(problem.end, problem.start + 1))
        for number, problem in enumerate(problems, start=1)
    ]
    for fact in facts:
        if fact.chosen:
            marks += _chosen((fact.start, fact.end), (fact.value_start, fact.value_end))
    for row in items:
        if row.chosen:
            source = row.item.source
            marks += _chosen((row.start, row.end), (source.span_start, source.span_end))
    return tuple(marks)


def _chosen(sentence: tuple[int, int], words: tuple[int, int]) -> list[Mark]:
    return [Mark("chosen", "chosen-sentence", *sentence), Mark("", "chosen-words", *words)]


def _borders(facts: Iterable[FactRow], items: Iterable[ItemRow]) -> set[int]:
    """Where sentences begin and end, so that pointing at one lights exactly that."""
    places = {place for fact in facts for place in (fact.start, fact.end)}
    return places | {place for item in items for place in (item.start, item.end)}
