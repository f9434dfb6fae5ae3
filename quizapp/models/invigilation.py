"""What an invigilator knows of an attempt beside its answers."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, String, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from quizapp.domain.invigilation import FactKind
from quizapp.models.base import Base, Moment, enumerated


class AttemptWatch(Base):
    """Signs of life and notes of one attempt.

    A table of its own: the row of the attempt is the one that saves and hand-ins wait for.
    """

    __tablename__ = "attempt_watch"

    attempt_id: Mapped[int] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True
    )
    seen_at: Mapped[datetime | None] = mapped_column(Moment)
    """Last sign of life of the page; a save counts as one and is not written here again."""
    note: Mapped[str] = mapped_column(String(300), default="")
    """For invigilators and, with the other personal data, for the member."""
    collected_for: Mapped[str] = mapped_column(String(200), default="")
    """Why the invigilator handed the attempt in; empty otherwise. The member reads it."""
    extended_seconds: Mapped[int] = mapped_column(default=0)
    """Time the invigilator gave while it ran. What is granted for the test comes on top of it."""


_WATCH: Final = text(
    "INSERT INTO attempt_watch (attempt_id, note, collected_for, extended_seconds)"
    " VALUES (:attempt, '', '', 0) ON CONFLICT (attempt_id) DO NOTHING"
)


def watch_of(session: Session, attempt_id: int) -> AttemptWatch:
    """Give what is known of an attempt, to be changed; a first sign of life may come meanwhile."""
    session.execute(_WATCH, {"attempt": attempt_id})
    return session.get_one(AttemptWatch, attempt_id, with_for_update=True)


class AttemptEvent(Base):
    """A fact about an attempt, with its duration. No verdict, and nothing follows from it by itself."""

    __tablename__ = "attempt_event"

    attempt_id: Mapped[int] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    """Counted by the page from its holder number on, so that a repetition changes nothing."""
    kind: Mapped[FactKind] = mapped_column(enumerated(FactKind))
    at: Mapped[datetime] = mapped_column(Moment)
    """When it began."""
    seconds: Mapped[int | None] = mapped_column()
    """How long it lasted; None while it goes on, and for what has no duration."""

    __table_args__ = (CheckConstraint("seconds IS NULL OR seconds >= 0", name="lasts"),)
