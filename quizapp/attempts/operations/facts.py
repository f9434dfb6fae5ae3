"""Facts about an attempt, for the invigilator: stored only where the test says so before the start."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, select, text
from sqlalchemy.orm import Session

from quizapp.domain.invigilation import MOST_FACTS, Fact, FactKind, began_at, lasted
from quizapp.live.publishing import exam_topic, publish
from quizapp.models import Attempt, AttemptEvent, Exam
from quizapp.models.base import Moment

NUMBERS_OF_A_PAGE: Final = 1000
"""Each holder number has so many of its own; the first is the server's."""

_SIGN: Final = text(
    "INSERT INTO attempt_watch (attempt_id, seen_at, note, collected_for)"
    " VALUES (:attempt, :now, '', '')"
    " ON CONFLICT (attempt_id) DO UPDATE SET seen_at = excluded.seen_at"
).bindparams(bindparam("now", type_=Moment))


def write_sign(session: Session, attempt_id: int, *, now: datetime) -> None:
    """Write a sign of life. Whoever writes for the same attempt waits here for its turn."""
    session.execute(_SIGN, {"attempt": attempt_id, "now": now})


def store_facts(session: Session, row: Attempt, facts: Iterable[Fact], *, now: datetime) -> None:
    """Store new facts up to the limit, and the end of those that went on; after `write_sign`.

    A repetition changes nothing, and neither does what comes after the limit.
    """
    stored = {
        event.number: event
        for event in session.execute(
            select(AttemptEvent).where(AttemptEvent.attempt_id == row.id)
        ).scalars()
    }
    changed = False
    for fact in facts:
        if fact.number % NUMBERS_OF_A_PAGE == 0:
            continue  # the server's own: a page that took it would keep another from taking over
        known = stored.get(fact.number)
        if known is None and len(stored) < MOST_FACTS:
            began = began_at(fact, started_at=row.started_at or now, now=now)
            span = lasted(fact, began=began, now=now)
            known = AttemptEvent(
                attempt_id=row.id,
                number=fact.number,
                kind=fact.kind,
                at=began,
                seconds=None if span is None else int(span.total_seconds()),
            )
            session.add(known)
            stored[fact.number] = known
            changed = True
        elif known is not None and known.kind is fact.kind and known.seconds is None:
            span = lasted(fact, began=known.at, now=now)
            known.seconds = None if span is None else int(span.total_seconds())
            changed = changed or span is not None
    if changed:
        publish(session, exam_topic(row.exam_id), "noticed", now=now, attempt=row.id)


def record_takeover(session: Session, row: Attempt, *, now: datetime) -> None:
    """Note that another device or browser goes on with a locked attempt, if the test notes facts."""
    if not session.get_one(Exam, row.exam_id).record_focus:
        return
    session.add(
        AttemptEvent(
            attempt_id=row.id,
            number=row.holder * NUMBERS_OF_A_PAGE,
            kind=FactKind.TAKEN_OVER,
            at=now,
        )
    )
    publish(session, exam_topic(row.exam_id), "noticed", now=now, attempt=row.id)
