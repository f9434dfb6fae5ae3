"""A bundle becomes rows: plan, articles, facts, events and draft items, each found again by its id.

Owns what happens when a file comes in a second time: what nobody has touched follows the new
reading, what a person reviewed or edited stays. Runs inside the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, select
from sqlalchemy.orm import Session

from question_bank.bundle import Article, Bundle, EventKind, Fact, PlannedEvent
from question_bank.items import FillInItem, Item, item_to_json
from quizapp.domain.refusals import N_, Refusal
from quizapp.models import (
    BankItem,
    ItemStatus,
    ItemVersion,
    Plan,
    PlanArticle,
    PlanEvent,
    PlanFact,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import found and changed."""

    plan_id: int
    label: str
    new: bool
    """Whether the file was not there before."""
    articles: int
    facts: int
    tests: int
    studies: int
    items: int
    problems: int
    added: int
    """Items that were not there before."""
    updated: int
    removed: int
    changed: bool
    """False when the same file was imported before and everything is as it was."""


def store(
    session: Session,
    bundle: Bundle,
    *,
    unit_id: int,
    file_name: str,
    actor_id: int | None,
    now: datetime,
) -> Imported:
    """Write the bundle for the unit. Raises Refusal when reviewed items carry another label."""
    plan = session.scalar(select(Plan).where(Plan.unit_id == unit_id, Plan.sha256 == bundle.sha256))
    new = plan is None
    if plan is None:
        plan = Plan(
            unit_id=unit_id,
            sha256=bundle.sha256,
            file_name=_fit(file_name, 255),
            imported_at=now,
            imported_by=actor_id,
            **_outline(bundle),
        )
        session.add(plan)
        session.flush()
    known = _known_items(session, plan.id)
    if plan.label != bundle.label and any(_is_touched(*pair) for pair in known.values()):
        raise Refusal(
            "plan_label_in_use",
            N_(
                "This file was imported before as “%(label)s”, and items with that name have been"
                " reviewed. Send it again without a label to keep the name, or set those items"
                " back to draft first."
            ),
            values={"label": plan.label},
        )
    outlined = _follow(plan, _outline(bundle))
    articles = _replace(session, PlanArticle, plan.id, [_article(part) for part in bundle.articles])
    facts = _replace(session, PlanFact, plan.id, [_fact(part) for part in bundle.facts])
    events = _store_events(session, plan.id, bundle.events)
    added, updated, removed = _store_items(session, plan.id, bundle.items, known, now)
    return Imported(
        plan_id=plan.id,
        label=plan.label,
        new=new,
        articles=len(bundle.articles),
        facts=len(bundle.facts),
        tests=sum(event.kind is EventKind.TEST for event in bundle.events),
        studies=sum(event.kind is EventKind.STUDY for event in bundle.events),
        items=len(bundle.items),
        problems=len(bundle.problems),
        added=added,
        updated=updated,
        removed=removed,
        changed=any((new, outlined, articles, facts, events, added, updated, removed)),
    )


def _outline(bundle: Bundle) -> dict[str, Any]:
    return {
        "label": bundle.label,
        "format": bundle.format,
        "text": bundle.text,
        "sections": [asdict(section) for section in bundle.sections],
        "problems": [asdict(problem) for problem in bundle.problems],
        "generator": _fit(bundle.generator, 16),
        "seed": bundle.seed,
    }


def _article(part: Article) -> dict[str, Any]:
    return asdict(part) | {"number": _fit(part.number, 32), "title": _fit(part.title, 255)}


def _fact(part: Fact) -> dict[str, Any]:
    names = [field.name for field in fields(part) if hasattr(PlanFact, field.name)]
    values = {name: getattr(part, name) for name in names}
    return values | {"fact_id": part.id, "members": list(part.members), "slot": _fit(part.slot, 64)}


def _event(part: PlannedEvent) -> dict[str, Any]:
    values = {field.name: getattr(part, field.name) for field in fields(part)}
    del values["id"]
    return values | {
        "name": _fit(part.name, 255),
        "when_text": _fit(part.when_text, 255),
        "modes": list(part.modes),
        "months": list(part.months),
    }


def _fit(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _follow(row: Any, values: dict[str, Any]) -> bool:
    """Set what differs and say whether anything did."""
    different = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)


def _replace(session: Session, model: Any, plan_id: int, wanted: Iterable[dict[str, Any]]) -> bool:
    """Make the plan's rows of this table the wanted ones and say whether they were others."""
    wanted = list(wanted)
    rows = session.scalars(select(model).where(model.plan_id == plan_id)).all()
    identity = "ordinal" if model is PlanArticle else "fact_id"
    stored = {getattr(row, identity): row for row in rows}
    if len(stored) == len(wanted) and all(
        values[identity] in stored
        and all(getattr(stored[values[identity]], name) == value for name, value in values.items())
        for values in wanted
    ):
        return False
    session.execute(
        delete(model).where(model.plan_id == plan_id),
        execution_options={"synchronize_session": "fetch"},
    )
    session.add_all(model(plan_id=plan_id, **values) for values in wanted)
    session.flush()
    return True


def _store_events(session: Session, plan_id: int, events: Iterable[PlannedEvent]) -> bool:
    # Kept row by row: exams remember the proposal they were made from.
    stored = {
        row.event_id: row
        for row in session.scalars(select(PlanEvent).where(PlanEvent.plan_id == plan_id))
    }
    changed = False
    for event in events:
        row = stored.pop(event.id, None)
        if row is None:
            session.add(PlanEvent(plan_id=plan_id, event_id=event.id, **_event(event)))
            changed = True
        else:
            changed |= _follow(row, _event(event))
    for row in stored.values():
        session.delete(row)
    return changed or bool(stored)


Known = dict[str, tuple[BankItem, ItemVersion]]


def _known_items(session: Session, plan_id: int) -> Known:
    current = and_(ItemVersion.item_id == BankItem.id, ItemVersion.number == BankItem.version)
    rows = session.execute(
        select(BankItem, ItemVersion).join(ItemVersion, current).where(BankItem.plan_id == plan_id)
    )
    return {item.item_id: (item, version) for item, version in rows}


def _is_touched(item: BankItem, version: ItemVersion) -> bool:
    """Whether a person has decided on the item or written its current version."""
    return item.status is not ItemStatus.DRAFT or version.made_by is not None


def _store_items(
    session: Session, plan_id: int, items: Iterable[Item], known: Known, now: datetime
) -> tuple[int, int, int]:
    left = dict(known)
    fresh: list[tuple[BankItem, dict[str, Any]]] = []
    updated = 0
    for item in items:
        content = item_to_json(item)
        pair = left.pop(item.id, None)
        if pair is None:
            row = BankItem(plan_id=plan_id, item_id=item.id, version=1, **columns_of(item))
            fresh.append((row, content))
        elif not _is_touched(*pair) and pair[1].content != content:
            row = pair[0]
            _follow(row, columns_of(item) | {"version": row.version + 1})
            session.add(_version(row, content, now))
            updated += 1
    gone = [row for row, version in left.values() if not _is_touched(row, version)]
    for row in gone:
        session.delete(row)
    session.add_all(row for row, _content in fresh)
    session.flush()  # gives the new rows their ids
    session.add_all(_version(row, content, now) for row, content in fresh)
    return len(fresh), updated, len(gone)


def columns_of(item: Item) -> dict[str, Any]:
    """What the bank's table repeats of an item's content, for lists and search."""
    return {
        "kind": item.kind,
        "knowledge": item.knowledge,
        "difficulty": item.difficulty,
        "family": item.family,
        "article_ordinal": item.source.article_ordinal,
        "stem": item.stem,
        "has_word_bank": isinstance(item, FillInItem) and bool(item.word_bank),
    }


def _version(row: BankItem, content: dict[str, Any], now: datetime) -> ItemVersion:
    return ItemVersion(item_id=row.id, number=row.version, content=content, made_at=now)
