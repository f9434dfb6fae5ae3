"""The own suggestions, and the inbox of an organizer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select

from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import Member, Suggestion, Unit

PAGE: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionLine:
    """One suggestion and the reply to it."""

    id: int
    text: str
    page: str
    """Address of the page it was written on, or empty."""
    written_at: datetime
    writer: str
    unit: str
    reply: str
    replied_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """One page of the inbox."""

    lines: tuple[SuggestionLine, ...]
    waiting: int
    """How many have no reply, over all pages."""
    answered: int
    page: int
    pages: int


def own_suggestions(viewer: Viewer) -> tuple[SuggestionLine, ...]:
    """List the viewer's latest suggestions, newest first."""
    rows = db.session.scalars(
        select(Suggestion)
        .where(Suggestion.member_id == viewer.member_id)
        .order_by(Suggestion.written_at.desc(), Suggestion.id.desc())
        .limit(PAGE)
    )
    return tuple(_line(one, viewer.name, viewer.unit_name) for one in rows)


def inbox(viewer: Viewer, *, answered: bool = False, page: int = 1) -> Inbox:
    """List suggestions from the viewer's subtrees: waiting ones oldest first, answered newest first."""
    reached = Unit.within(viewer.organized_paths)
    done = Suggestion.replied_at.is_not(None)
    counts = dict(
        db.session.execute(
            select(done, func.count())
            .select_from(Suggestion)
            .join(Unit, Unit.id == Suggestion.unit_id)
            .where(reached)
            .group_by(done)
        )
        .tuples()
        .all()
    )
    total = counts.get(answered, 0)
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    rows = db.session.execute(
        select(Suggestion, Member.name, Unit.name)
        .join(Unit, Unit.id == Suggestion.unit_id)
        .join(Member, Member.id == Suggestion.member_id)
        .where(reached, done if answered else ~done)
        .order_by(
            Suggestion.replied_at.desc() if answered else Suggestion.written_at, Suggestion.id
        )
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return Inbox(
        lines=tuple(_line(*row) for row in rows),
        waiting=counts.get(False, 0),
        answered=counts.get(True, 0),
        page=page,
        pages=pages,
    )


def _line(one: Suggestion, writer: str, unit: str) -> SuggestionLine:
    return SuggestionLine(
        id=one.id,
        text=one.text,
        page=one.page,
        written_at=one.written_at,
        writer=writer,
        unit=unit,
        reply=one.reply,
        replied_at=one.replied_at,
    )
