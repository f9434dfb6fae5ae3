"""The words and shapes of the live page: the same for its first picture and for what a script adds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from quizapp.domain.invigilation import FactKind, Watched
from quizapp.invigilation.queries.roster import RosterRow, WatchPage
from quizapp.web.presentation import duration, local_seconds, local_time

STATES: Final = {
    Watched.NOT_STARTED: ("neutral", _l("Not started")),
    Watched.ANSWERING: ("open", _l("Answering")),
    Watched.SILENT: ("attention", _l("No sign for a while")),
    Watched.SUBMITTED: ("done", _l("Handed in by the member")),
    Watched.COLLECTED: ("done", _l("Handed in for the member")),
    Watched.EXPIRED: ("done", _l("Closed when time was over")),
    Watched.EXEMPT: ("neutral", _l("Exempt")),
}
"""Kind of tag and words of each state, in the order of the counters."""

FACTS: Final = {
    FactKind.HIDDEN: _l("The test's page was not on the screen"),
    FactKind.UNFOCUSED: _l("Another window was in use"),
    FactKind.OFFLINE: _l("No connection to the server"),
    FactKind.TAKEN_OVER: _l("Opened on another device or browser, or anew after signing out"),
}

ACTS: Final = {
    "attempt.extended": _l("More time given"),
    "attempt.locked": _l("Locked"),
    "attempt.unlocked": _l("Unlocked"),
    "attempt.noted": _l("Note changed"),
    "attempt.submitted": _l("Handed in by the member"),
    "attempt.expired": _l("Closed when time was over"),
    "attempt.collected": _l("Handed in for the member"),
}


@dataclass(frozen=True, slots=True)
class RowWords:
    """What the cells of one row say; a script sets them again when they change."""

    member: int
    attempt: int | None
    state: str
    progress: str
    sign: str
    facts: str
    marks: str
    """Locked, more time, note."""

    def cells(self) -> list[object]:
        """Give them in the order in which the script reads them."""
        return [
            self.member,
            self.attempt,
            self.state,
            self.progress,
            self.sign,
            self.facts,
            self.marks,
        ]


def row_words(row: RosterRow, page: WatchPage) -> RowWords:
    """Put one row into words."""
    return RowWords(
        member=row.member_id,
        attempt=row.attempt_id,
        state=row.state.value,
        progress=_progress(row, page.items),
        sign=_sign(row),
        facts=_facts(row),
        marks=_marks(row),
    )


def _progress(row: RosterRow, items: int) -> str:
    if row.state is Watched.EXEMPT:
        return row.exempt_reason
    if row.state is Watched.NOT_STARTED:
        return "–"
    return str(_("%(saved)s of %(items)s", saved=row.saved, items=items))


def _sign(row: RosterRow) -> str:
    if row.state in (Watched.NOT_STARTED, Watched.EXEMPT):
        return "–"
    if row.closed_at is not None:
        return str(_("closed %(time)s", time=local_seconds(row.closed_at)))
    if row.state is Watched.SILENT and row.sign_at is not None:
        return str(_("last heard of %(time)s", time=local_seconds(row.sign_at)))
    if row.last_saved_at is not None:
        return str(_("saved %(time)s", time=local_seconds(row.last_saved_at)))
    return str(_("nothing saved yet"))


def _facts(row: RosterRow) -> str:
    if not row.facts:
        return "–"
    if not row.noticed_seconds:
        return str(row.facts)
    return f"{row.facts} · {duration(timedelta(seconds=row.noticed_seconds))}"


def _marks(row: RosterRow) -> str:
    marks = []
    if row.locked:
        marks.append(_("locked"))
    if row.extra_seconds and row.deadline_at is not None:
        marks.append(
            _(
                "%(minutes)s min more, until %(time)s",
                minutes=row.extra_seconds // 60,
                time=local_time(row.deadline_at),
            )
        )
    if row.noted:
        marks.append(_("note"))
    return " · ".join(marks)
