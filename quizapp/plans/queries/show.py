"""One plan: its outline, its marked text, and what was found in the chosen article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select

from question_bank.bundle import EventKind, FactKind, Section, SourceProblem
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
from quizapp.plans.queries.access import not_yours
from quizapp.plans.queries.year import events_where


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleEntry:
    """An article in the outline; ordinal 0 is the text before the first one."""

    ordinal: int
    number: str
    title: str
    section_title: str
    """Heading of the section that begins with this article, else empty."""
    facts: int
    items: int
    drafts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """A fact of the chosen article; `name` is its place's name in the page."""

    name: str
    kind: FactKind
    knowledge: Knowledge
    head: str
    value: str
    members: tuple[str, ...]
    detail: tuple[tuple[str, str], ...]
    start: int
    end: int


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """All the page of a plan shows."""

    id: int
    label: str
    file_name: str
    format: str
    unit_name: str
    imported_at: datetime
    imported_by: str
    """Name, or empty for a command."""
    articles: tuple[ArticleEntry, ...]
    chosen: ArticleEntry | None
    before: int | None
    after: int | None
    """Ordinals of the neighbours of the chosen article."""
    passages: tuple[Passage, ...]
    facts: tuple[FactRow, ...]
    items: tuple[ItemRow, ...]
    tests: tuple[EventRow, ...]
    studies: tuple[EventRow, ...]
    line: YearLine
    problems: tuple[SourceProblem, ...]
    fact_count: int
    item_count: int
    draft_count: int
    article_count: int


def plan_page(plan_id: int, viewer: Viewer, *, article: int | None) -> PlanPage:
    """Show the plan with this article chosen; without one, the first that has facts.

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
    facts = db.session.scalars(
        select(PlanFact)
        .where(PlanFact.plan_id == plan.id)
        .order_by(PlanFact.value_start, PlanFact.start, PlanFact.fact_id)
    ).all()
    states = db.session.execute(
        select(BankItem.article_ordinal, BankItem.status).where(BankItem.plan_id == plan.id)
    ).all()
    entries = _entries(plan, facts, [(ordinal, status) for ordinal, status in states])
    chosen = _choose(entries, article)
    place = entries.index(chosen) if chosen else 0
    names = {fact.fact_id: f"fact-{number}" for number, fact in enumerate(facts, start=1)}
    items = _items(plan.id, chosen.ordinal) if chosen else ()
    events = events_where(Plan.id == plan.id)
    tests = tuple(event for event in events if event.kind is EventKind.TEST)
    problems = tuple(SourceProblem(**problem) for problem in plan.problems)
    return PlanPage(
        id=plan.id,
        label=plan.label,
        file_name=plan.file_name,
        format=plan.format,
        unit_name=unit_name,
        imported_at=plan.imported_at,
        imported_by=importer or "",
        articles=entries,
        chosen=chosen,
        before=entries[place - 1].ordinal if place > 0 else None,
        after=entries[place + 1].ordinal if place + 1 < len(entries) else None,
        passages=_text(plan, facts, names, items, problems),
        facts=tuple(
            _fact_row(fact, names[fact.fact_id])
            for fact in facts
            if chosen and fact.article_ordinal == chosen.ordinal
        ),
        items=items,
        tests=tests,
        studies=tuple(event for event in events if event.kind is EventKind.STUDY),
        line=year_line(tests),
        problems=problems,
        fact_count=len(facts),
        item_count=len(states),
        draft_count=sum(status is ItemStatus.DRAFT for _ordinal, status in states),
        article_count=sum(entry.ordinal > 0 for entry in entries),
    )


def _entries(
    plan: Plan, facts: Sequence[PlanFact], states: Sequence[tuple[int, ItemStatus]]
) -> tuple[ArticleEntry, ...]:
    rows = db.session.scalars(
        select(PlanArticle).where(PlanArticle.plan_id == plan.id).order_by(PlanArticle.ordinal)
    ).all()
    of_facts = Counter(fact.article_ordinal for fact in facts)
    of_items = Counter(ordinal for ordinal, _status in states)
    of_drafts = Counter(ordinal for ordinal, status in states if status is ItemStatus.DRAFT)
    sections = [Section(**section) for section in plan.sections]
    outline = [(row.ordinal, row.number, row.title, row.section) for row in rows]
    first = min((row.start for row in rows), default=len(plan.text))
    first = min((section.start for section in sections), default=first) if sections else first
    if plan.text[:first].strip() or of_facts[0] or of_items[0]:
        outline.insert(0, (0, "", "", -1))
    entries = []
    last_section = -1
    for ordinal, number, title, section in outline:
        begins = section != last_section and 0 <= section < len(sections)
        last_section = section
        heading = _heading(sections[section]) if begins else ""
        entries.append(
            ArticleEntry(
                ordinal=ordinal,
                number=number,
                title=title,
                section_title=heading,
                facts=of_facts[ordinal],
                items=of_items[ordinal],
                drafts=of_drafts[ordinal],
            )
        )
    return tuple(entries)


def _heading(section: Section) -> str:
    return f"{section.number}、{section.title}" if section.number else section.title


def _choose(entries: Sequence[ArticleEntry], article: int | None) -> ArticleEntry | None:
    if article is not None:
        chosen = next((entry for entry in entries if entry.ordinal == article), None)
        if chosen is None:
            raise not_yours()
        return chosen
    telling = (entry for entry in entries if entry.facts or entry.items)
    return next(telling, entries[0] if entries else None)


def _items(plan_id: int, ordinal: int) -> tuple[ItemRow, ...]:
    rows = db.session.execute(
        select(BankItem, ItemVersion.content)
        .join(
            ItemVersion,
            and_(ItemVersion.item_id == BankItem.id, ItemVersion.number == BankItem.version),
        )
        .where(BankItem.plan_id == plan_id, BankItem.article_ordinal == ordinal)
        .order_by(BankItem.id)
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
            )
        )
    return tuple(found)


def _fact_row(fact: PlanFact, name: str) -> FactRow:
    return FactRow(
        name=name,
        kind=fact.kind,
        knowledge=fact.knowledge,
        # A term's head is its role, a word of the program and not of the document.
        head="" if fact.head.isascii() else fact.head,
        value=fact.value,
        members=tuple(fact.members),
        detail=tuple(sorted(fact.detail.items())),
        start=fact.start,
        end=fact.end,
    )


def _text(
    plan: Plan,
    facts: Sequence[PlanFact],
    names: dict[str, str],
    items: Sequence[ItemRow],
    problems: Sequence[SourceProblem],
) -> tuple[Passage, ...]:
    marks = [
        Mark(names[fact.fact_id], fact.kind.value, fact.value_start, fact.value_end)
        for fact in facts
    ]
    marks += [
        Mark(f"problem-{number}", "problem", problem.start, max(problem.end, problem.start + 1))
        for number, problem in enumerate(problems, start=1)
    ]
    cuts = {place for item in items for place in (item.start, item.end)}
    cuts |= {place for fact in facts for place in (fact.start, fact.end)}
    rows = db.session.execute(
        select(PlanArticle.ordinal, PlanArticle.start, PlanArticle.end).where(
            PlanArticle.plan_id == plan.id
        )
    )
    return passages(
        plan.text,
        [(ordinal, start, end) for ordinal, start, end in rows],
        headings=frozenset(section["start"] for section in plan.sections),
        marks=marks,
        cuts=frozenset(cuts),
    )
