"""Writing a suggestion, and replying to one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from quizapp.database.transaction import transaction
from quizapp.domain.refusals import N_, Refusal, RefusalKind
from quizapp.domain.viewer import Viewer
from quizapp.models import Suggestion, Unit, record


class NoSuchSuggestion(Refusal):
    """There is no such suggestion, or it comes from units of others."""

    def __init__(self) -> None:
        super().__init__(
            "no_such_suggestion",
            N_("There is no such suggestion, or it comes from units that you do not organize."),
            kind=RefusalKind.NOT_FOUND,
        )


def write_suggestion(text: str, page: str, *, viewer: Viewer, now: datetime) -> int:
    """Store a suggestion under the writer's present branch; its id."""
    with transaction() as session:
        suggestion = Suggestion(
            member_id=viewer.member_id,
            unit_id=viewer.unit_id,
            page=page,
            text=text,
            written_at=now,
        )
        session.add(suggestion)
        session.flush()
        return suggestion.id


def reply(suggestion_id: int, text: str, *, viewer: Viewer, now: datetime) -> None:
    """Store the reply, in place of an earlier one. For organizers above the writer's branch."""
    with transaction() as session:
        found = session.execute(
            select(Suggestion, Unit.path)
            .join(Unit, Unit.id == Suggestion.unit_id)
            .where(Suggestion.id == suggestion_id)
            .with_for_update(of=Suggestion)
        ).one_or_none()
        if found is None or not viewer.organizes(found.path):
            raise NoSuchSuggestion()
        suggestion: Suggestion = found.Suggestion
        suggestion.reply = text
        suggestion.replied_at = now
        suggestion.replied_by = viewer.member_id
        record(session, "suggestion.replied", suggestion, viewer=viewer, now=now)
