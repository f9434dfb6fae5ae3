"""A bundle becomes rows: plan, articles, facts, events and draft items, each found again by its id.

Owns the writing of a file that comes in a second time, and of a new version of a plan; what becomes
of each item is decided by `domain.plan_versions`. Runs inside the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, select
from sqlalchemy.orm import Session

from question_bank.bundle import Article, Bundle, EventKind, Fact, PlannedEvent
from question_bank.items import FillInItem, Item, item_to_json
from quizapp.domain.plan_versions import Change, compare
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
from quizapp.plans.versions import (
    document_before,
    document_of,
    is_steady,
    is_touched,
    stored_values,
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
    orphans: int
    """Reviewed or edited items whose sentence is gone; they are marked."""
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
            file_name=_fit(file_name, 255),
            imported_at=now,
            imported_by=actor_id,
            **_outline(bundle),
        )
        session.add(plan)
        session.flush()
    return _fill(session, plan, bundle, new=new, approved_stay=True, now=now)


def store_version(
    session: Session,
    plan: Plan,
    bundle: Bundle,
    *,
    file_name: str,
    actor_id: int | None,
    approved_stay: bool,
    now: datetime,
) -> Imported:
    """Put the bundle in the place of what the plan says now.

    Reviewed or edited items whose sentence is gone are marked and stay; approved ones among them
    become drafts unless `approved_stay`. Raises Refusal when the unit holds this very file as
    another plan.
    """
    other = session.scalar(
        select(Plan.label).where(
            Plan.unit_id == plan.unit_id, Plan.sha256 == bundle.sha256, Plan.id != plan.id
        )
    )
    if other is not None:
        raise Refusal(
            "plan_known_apart",
            N_(
                "This very file is already there as the plan “%(label)s” of the same unit. Nothing"
                " was changed; use that plan, or send another file."
            ),
            values={"label": other},
        )
    done = _fill(session, plan, bundle, new=False, approved_stay=approved_stay, now=now)
    _follow(
        plan,
        {"file_name": _fit(file_name, 255), "imported_at": now, "imported_by": actor_id},
    )
    return done


def _fill(
    session: Session, plan: Plan, bundle: Bundle, *, new: bool, approved_stay: bool, now: datetime
) -> Imported:
    known = _known_items(session, plan.id)
    if plan.label != bundle.label and any(is_touched(*pair) for pair in known.values()):
        raise Refusal(
            "plan_label_in_use",
            N_(
                "This file was imported before as “%(label)s”, and items with that name have been"
                " reviewed. Send it again without a label to keep the name, or set those items"
                " back to draft first."
            ),
            values={"label": plan.label},
        )
    steady = is_steady(plan, bundle)
    before = document_before(plan, _rows(session, PlanArticle, plan.id))
    outlined = _follow(plan, _outline(bundle))
    articles = _replace(session, PlanArticle, plan.id, [_article(part) for part in bundle.articles])
    facts = _replace(session, PlanFact, plan.id, [_fact(part) for part in bundle.facts])
    events = _store_events(session, plan.id, bundle.events)
    comparison = compare(
        stored_values(known.values()),
        before=before,
        after=document_of(bundle),
        items=bundle.items,
        steady=steady,
    )
    updated = removed = 0
    for change in comparison.changes:
        row, version = known[change.number]
        if change.after is None:
            session.delete(row)
            removed += 1
        else:
            updated += _write(session, row, version, change, approved_stay=approved_stay, now=now)
    _add_items(session, plan.id, comparison.added, now)
    added = len(comparison.added)
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
        orphans=sum(change.is_orphan for change in comparison.changes),
        changed=any((new, outlined, articles, facts, events, added, updated, removed)),
    )


def _outline(bundle: Bundle) -> dict[str, Any]:
    return {
        "label": bundle.label,
        "sha256": bundle.sha256,
        "genre": bundle.genre,
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
    names = [field.name for field in fields(part) if field.name != "id"]
    values = {name: getattr(part, name) for name in names if hasattr(PlanEvent, name)}
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
    rows = _rows(session, model, plan_id)
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


def _rows(session: Session, model: Any, plan_id: int) -> Sequence[Any]:
    return session.scalars(select(model).where(model.plan_id == plan_id)).all()


def _store_events(session: Session, plan_id: int, events: Sequence[PlannedEvent]) -> bool:
    """Make the plan's events these; one of the same kind and name is the same in a new version."""
    rows = session.scalars(
        select(PlanEvent).where(PlanEvent.plan_id == plan_id).order_by(PlanEvent.id)
    )
    stored = {row.event_id: row for row in rows}
    # Kept row by row: exams remember the proposal they were made from.
    pairs = [(event, stored.pop(event.id, None)) for event in events]
    changed = False
    for event, row in pairs:
        if row is None:
            same = (row for row in stored.values() if (row.kind, row.name) == _called(event))
            row = next(same, None)
            if row is not None:
                del stored[row.event_id]
        if row is None:
            session.add(PlanEvent(plan_id=plan_id, event_id=event.id, **_event(event)))
            changed = True
        else:
            changed |= _follow(row, _event(event) | {"event_id": event.id})
    for row in stored.values():
        session.delete(row)
    return changed or bool(stored)


def _called(event: PlannedEvent) -> tuple[EventKind, str]:
    return event.kind, _fit(event.name, 255)


Known = dict[int, tuple[BankItem, ItemVersion]]


def _known_items(session: Session, plan_id: int) -> Known:
    # Locked in the order in which reviewers lock them: a decision made at this moment waits.
    current = and_(ItemVersion.item_id == BankItem.id, ItemVersion.number == BankItem.version)
    rows = session.execute(
        select(BankItem, ItemVersion)
        .join(ItemVersion, current)
        .where(BankItem.plan_id == plan_id)
        .order_by(BankItem.id)
        .with_for_update(of=BankItem)
    )
    return {item.id: (item, version) for item, version in rows}


def _write(
    session: Session,
    row: BankItem,
    version: ItemVersion,
    change: Change,
    *,
    approved_stay: bool,
    now: datetime,
) -> bool:
    """Make the row what was decided, and say whether that changed anything."""
    assert change.after is not None
    marked = change.is_orphan and row.source_lost_at is None
    found_again = not change.is_orphan and row.source_lost_at is not None
    if marked or found_again:
        row.source_lost_at = now if marked else None
    if marked and row.status is ItemStatus.APPROVED and not approved_stay:
        row.status, row.reviewed_at, row.reviewed_by = ItemStatus.DRAFT, None, None
    content = item_to_json(change.after)
    rewritten = content != version.content
    if rewritten:
        _follow(row, columns_of(change.after) | {"version": row.version + 1})
        # Who wrote the words stays known: only the place of the source is new.
        session.add(_version(row, content, now, made_by=version.made_by))
    return rewritten or marked or found_again


def _add_items(session: Session, plan_id: int, items: Iterable[Item], now: datetime) -> None:
    fresh = [
        (
            BankItem(plan_id=plan_id, item_id=item.id, version=1, **columns_of(item)),
            item_to_json(item),
        )
        for item in items
    ]
    session.add_all(row for row, _content in fresh)
    session.flush()  # gives the new rows their ids
    session.add_all(_version(row, content, now) for row, content in fresh)


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


def _version(
    row: BankItem, content: dict[str, Any], now: datetime, *, made_by: int | None = None
) -> ItemVersion:
    return ItemVersion(
        item_id=row.id, number=row.version, content=content, made_at=now, made_by=made_by
    )
