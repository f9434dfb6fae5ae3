"""Imported plans and regulations, with what was found in them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from question_bank.bundle import EventKind, FactKind, Genre
from question_bank.items import Knowledge
from quizapp.models.base import Base, Json, Moment, enumerated


class Plan(Base):
    """One document, its clean text and outline."""

    __tablename__ = "plan"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    """The unit whose organizers own it."""
    label: Mapped[str] = mapped_column(String(120))
    """How items name it."""
    file_name: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64))
    format: Mapped[str] = mapped_column(String(8))
    genre: Mapped[Genre] = mapped_column(enumerated(Genre), default=Genre.PLAN)
    """What sort of document it is; the page and the item linter go by it."""
    text: Mapped[str] = mapped_column(Text)
    sections: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    """`question_bank.bundle.Section` values."""
    problems: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    """`question_bank.bundle.SourceProblem` values, for the document's owner."""
    generator: Mapped[str] = mapped_column(String(16))
    seed: Mapped[int] = mapped_column()
    imported_at: Mapped[datetime] = mapped_column(Moment)
    imported_by: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))

    __table_args__ = (Index("uq_plan_unit_id_sha256", "unit_id", "sha256", unique=True),)


class PlanArticle(Base):
    """A numbered article of a plan."""

    __tablename__ = "plan_article"

    plan_id: Mapped[int] = mapped_column(
        ForeignKey("plan.id", ondelete="CASCADE"), primary_key=True
    )
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(32))
    """As printed."""
    title: Mapped[str] = mapped_column(String(255))
    section: Mapped[int] = mapped_column()
    """Index into the plan's sections, -1 for none."""
    start: Mapped[int] = mapped_column()
    end: Mapped[int] = mapped_column()


class PlanFact(Base):
    """A fact found in a plan."""

    __tablename__ = "plan_fact"

    plan_id: Mapped[int] = mapped_column(
        ForeignKey("plan.id", ondelete="CASCADE"), primary_key=True
    )
    fact_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[FactKind] = mapped_column(enumerated(FactKind))
    knowledge: Mapped[Knowledge] = mapped_column(enumerated(Knowledge))
    article_ordinal: Mapped[int] = mapped_column()
    slot: Mapped[str] = mapped_column(String(64))
    head: Mapped[str] = mapped_column(Text)
    value: Mapped[str] = mapped_column(Text)
    members: Mapped[list[str]] = mapped_column(Json)
    start: Mapped[int] = mapped_column()
    end: Mapped[int] = mapped_column()
    value_start: Mapped[int] = mapped_column()
    value_end: Mapped[int] = mapped_column()
    detail: Mapped[dict[str, str]] = mapped_column(Json)
    """Further named parts: actor, action, unit, purpose, ..."""


class PlanEvent(Base):
    """A test or study that a plan calls for; a test can become an exam."""

    __tablename__ = "plan_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    event_id: Mapped[str] = mapped_column(String(64))
    kind: Mapped[EventKind] = mapped_column(enumerated(EventKind))
    name: Mapped[str] = mapped_column(String(255))
    modes: Mapped[list[str]] = mapped_column(Json)
    months: Mapped[list[int]] = mapped_column(Json)
    when_text: Mapped[str] = mapped_column(String(255))
    per_year: Mapped[int] = mapped_column()
    audience: Mapped[str] = mapped_column(Text)
    topic: Mapped[str] = mapped_column(Text)
    article_ordinal: Mapped[int] = mapped_column()
    start: Mapped[int] = mapped_column()
    end: Mapped[int] = mapped_column()
    quote: Mapped[str] = mapped_column(Text)

    __table_args__ = (Index("uq_plan_event_plan_id_event_id", "plan_id", "event_id", unique=True),)


class PlanUpload(Base):
    """A file that was read and waits for its label, or for a decision as a new version of a plan.

    Deleted when it gets one, or after some days.
    Kept in the database and not in a folder, so that every app machine finds it.
    """

    __tablename__ = "plan_upload"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"), index=True)
    """The unit that is to own the plan."""
    file_name: Mapped[str] = mapped_column(String(255))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    proposed_label: Mapped[str] = mapped_column(String(120))
    """From the document's first paragraph; may be empty."""
    replaces_id: Mapped[int | None] = mapped_column(
        ForeignKey("plan.id", ondelete="CASCADE"), index=True
    )
    """The plan it seems to be a new version of."""
    reading: Mapped[bytes | None] = mapped_column(LargeBinary)
    """What reading it yielded, packed, so that comparing does not read it again."""
    made_at: Mapped[datetime] = mapped_column(Moment, index=True)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
