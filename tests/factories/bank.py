"""Items in the bank, of a plan or made up for one."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select

from question_bank.items import FillInItem, Item, item_to_json
from quizapp.extensions import db
from quizapp.models import BankItem, ItemStatus, ItemVersion

MADE = datetime(2026, 3, 1, 1, 0, tzinfo=UTC)


def make_bank_item(plan_id: int, item: Item, *, status: ItemStatus = ItemStatus.DRAFT) -> BankItem:
    """The item in its first version."""
    row = BankItem(
        plan_id=plan_id,
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
    db.session.add(ItemVersion(item_id=row.id, number=1, content=item_to_json(item), made_at=MADE))
    db.session.commit()
    return row


def bank_item(item_id: str) -> BankItem:
    """The stored item with this stable id, read afresh."""
    db.session.expire_all()
    return db.session.scalars(select(BankItem).where(BankItem.item_id == item_id)).one()
