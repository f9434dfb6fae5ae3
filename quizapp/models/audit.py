"""Who did what, written in the same transaction as the act itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from quizapp.domain.viewer import Viewer
from quizapp.models.base import Base, Json, Moment


class AuditEntry(Base):
    """One act. Rows are added and never changed; people are numbers so that they outlive accounts."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    actor_id: Mapped[int | None] = mapped_column()
    """Member who acted; None for the system or a command."""
    act: Mapped[str] = mapped_column(String(64))
    """Verb and object, such as "exam.published"."""
    object_type: Mapped[str] = mapped_column(String(32))
    object_id: Mapped[str] = mapped_column(String(64))
    details: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    """Plain facts; never answers, passwords or codes."""

    __table_args__ = (Index("ix_audit_entry_object", "object_type", "object_id"),)


class Numbered(Protocol):
    """A row with a number of its own."""

    __tablename__: str
    id: Mapped[int]


def record(
    session: Session,
    act: str,
    row: Numbered,
    *,
    viewer: Viewer | None,
    now: datetime,
    **details: object,
) -> None:
    """Write down what was done to a row, which has its number already; None is the system."""
    session.add(
        AuditEntry(
            at=now,
            actor_id=viewer.member_id if viewer else None,
            act=act,
            object_type=row.__tablename__,
            object_id=str(row.id),
            details=details,
        )
    )
