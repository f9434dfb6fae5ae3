"""The item bank: items and their versions."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from question_bank.items import Difficulty, Kind, Knowledge
from quizapp.models.base import Base, Json, Moment, enumerated


class ItemStatus(StrEnum):
    """Where an item stands in review."""

    DRAFT = "draft"
    APPROVED = "approved"
    REJECTED = "rejected"


class BankItem(Base):
    """One item; what it says stands in its current version."""

    __tablename__ = "bank_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    item_id: Mapped[str] = mapped_column(String(64))
    """The generator's stable id; the same import again finds the same row."""
    kind: Mapped[Kind] = mapped_column(enumerated(Kind))
    knowledge: Mapped[Knowledge] = mapped_column(enumerated(Knowledge))
    difficulty: Mapped[Difficulty] = mapped_column(enumerated(Difficulty))
    family: Mapped[str] = mapped_column(String(64), index=True)
    article_ordinal: Mapped[int] = mapped_column()
    status: Mapped[ItemStatus] = mapped_column(enumerated(ItemStatus), default=ItemStatus.DRAFT)
    version: Mapped[int] = mapped_column(default=1)
    """Number of the current version."""
    stem: Mapped[str] = mapped_column(Text)
    """Of the current version, for lists and search."""
    has_word_bank: Mapped[bool] = mapped_column(default=False)
    """Whether a fill-in can be asked on a phone without typing."""
    source_lost_at: Mapped[datetime | None] = mapped_column(Moment)
    """Since when its plan no longer has the sentence it quotes; None while it has."""
    reviewed_at: Mapped[datetime | None] = mapped_column(Moment)
    reviewed_by: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))

    __table_args__ = (
        Index("uq_bank_item_plan_id_item_id", "plan_id", "item_id", unique=True),
        Index("ix_bank_item_plan_id_status", "plan_id", "status"),
    )


class ItemVersion(Base):
    """What an item said at one time. Rows are added and never changed."""

    __tablename__ = "item_version"

    item_id: Mapped[int] = mapped_column(
        ForeignKey("bank_item.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]] = mapped_column(Json)
    """`question_bank.items.item_to_json`."""
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    """None for the generator."""
    note: Mapped[str] = mapped_column(String(255), default="")
