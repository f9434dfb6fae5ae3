"""A stock of approved items of all four kinds, for exams to draw from."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from question_bank.items import (
    FillInItem,
    Item,
    MultipleChoiceItem,
    Option,
    SingleChoiceItem,
    TrueFalseItem,
    item_to_json,
)
from quizapp.extensions import db
from quizapp.models import BankItem, ItemStatus, ItemVersion, Plan
from tests.factories.items import fill_in, multiple_choice, single_choice, true_false

STOCKED = datetime(2026, 1, 2, tzinfo=UTC)


def make_stock(unit_id: int, *, each: int = 6, status: ItemStatus = ItemStatus.APPROVED) -> Plan:
    """A plan with so many items of each kind."""
    plan = Plan(
        unit_id=unit_id,
        label="Invented plan",
        file_name="invented.txt",
        sha256="0" * 64,
        format="txt",
        text="",
        sections=[],
        problems=[],
        generator="1",
        seed=1,
        imported_at=STOCKED,
    )
    db.session.add(plan)
    db.session.flush()
    for place in range(each):
        base = place * 4 + 1
        for item in (
            single_choice(base),
            multiple_choice(base + 1),
            true_false(base + 2),
            fill_in(base + 3),
        ):
            _add(plan, item, status)
    db.session.commit()
    return plan


def _add(plan: Plan, item: Item, status: ItemStatus) -> None:
    item = _unlike_others(item)
    row = BankItem(
        plan_id=plan.id,
        item_id=item.id,
        kind=item.kind,
        knowledge=item.knowledge,
        difficulty=item.difficulty,
        family=item.family,
        article_ordinal=item.source.article_ordinal,
        status=status,
        version=1,
        stem=item.stem,
        has_word_bank=isinstance(item, FillInItem) and bool(item.word_bank),
    )
    db.session.add(row)
    db.session.flush()
    db.session.add(
        ItemVersion(item_id=row.id, number=1, content=item_to_json(item), made_at=STOCKED)
    )


def _unlike_others(item: Item) -> Item:
    """Words and a place of its own, so that no two items give each other away."""
    mark = f"<{item.id}>"
    place = 1000 * item.source.article_ordinal
    source = replace(item.source, span_start=place, span_end=place + 6)
    changed = replace(item, source=source, stem=f"{mark} {item.stem}")
    match changed:
        case SingleChoiceItem() | MultipleChoiceItem():
            options = tuple(Option(one.id, f"{one.text} {mark}") for one in changed.options)
            return replace(changed, options=options)
        case FillInItem():
            blanks = tuple(replace(blank, key=f"{blank.key} {mark}") for blank in changed.blanks)
            return replace(changed, blanks=blanks)
        case TrueFalseItem():
            return replace(
                changed, correction=changed.correction and f"{changed.correction} {mark}"
            )
