"""Writing events, and throwing old ones away."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from quizapp.database.transaction import transaction
from quizapp.extensions import db
from quizapp.models import LiveEvent

KEPT_FOR: Final = timedelta(minutes=10)
"""Longer than a page needs to come back after a lost network; nothing is looked up here later."""


def exam_topic(exam_id: int) -> str:
    """What goes on in a test; for its organizers."""
    return f"exam:{exam_id}"


def publish(session: Session, topic: str, kind: str, *, now: datetime, **payload: int) -> None:
    """Write an event in the running transaction: it is told when that is stored, and only then.

    The payload is numbers of rows: whoever listens fetches what they may see by them.
    """
    session.add(LiveEvent(topic=topic, kind=kind, payload=payload, at=now))


def prune(*, now: datetime) -> int:
    """Delete events that are old; say how many. Several servers may do so at once."""
    old = LiveEvent.at < now - KEPT_FOR
    if db.session.execute(select(LiveEvent.id).where(old).limit(1)).first() is None:
        return 0
    with transaction() as session:
        return session.execute(delete(LiveEvent).where(old)).rowcount  # type: ignore[attr-defined, no-any-return]
