"""What an invigilator sees of a member, and which facts about an attempt are kept.

The rules in words: a member has not started, is answering, gives no sign (nothing was heard of an
open attempt for a while), has handed in, was handed in by the invigilator, or was closed when time
was over. A fact says what the page noticed, when and for how long; it is never a verdict, nothing
follows from it by itself, and only so many are kept of one attempt.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from quizapp.domain.attempt import AttemptState

SILENT_AFTER: Final = timedelta(seconds=100)
"""Two signs of life of a page, which come every 45 seconds, may be lost before anything is said."""
SIGN_EVERY: Final = timedelta(seconds=30)
"""A sign within this time of the last one, or of a save, is not written down."""
MOST_FACTS: Final = 200
"""Of one attempt. A phone that switches to and fro all the time says no more by the next one."""


class Watched(StrEnum):
    """Where a member of the roster stands, as the invigilator sees it."""

    NOT_STARTED = "not_started"
    ANSWERING = "answering"
    SILENT = "silent"
    """Open, but neither a save nor a sign of life for a while: no network, the screen is off, or
    the plain form, which says nothing between two pages."""
    SUBMITTED = "submitted"
    COLLECTED = "collected"
    """Handed in by the invigilator."""
    EXPIRED = "expired"
    """Closed by the server when time was over."""
    EXEMPT = "exempt"


class FactKind(StrEnum):
    """What a page, or the server, noticed."""

    HIDDEN = "hidden"
    """The page was not on the screen: another app or tab, or the screen was off."""
    UNFOCUSED = "unfocused"
    """The page was on the screen, and another window was in use."""
    OFFLINE = "offline"
    """The server could not be reached."""
    TAKEN_OVER = "taken_over"
    """The attempt was opened on another device or browser."""


SEEN_BY_PAGE: Final = frozenset({FactKind.HIDDEN, FactKind.UNFOCUSED, FactKind.OFFLINE})
"""The others are noticed by the server."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something a page noticed, as it tells it."""

    number: int
    """Counted up by the page; the same number again is the same fact, with its end."""
    kind: FactKind
    ago: timedelta
    """How long before the moment of sending it began."""
    lasted: timedelta | None
    """None while it goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenAttempt:
    """The newest attempt of a member, as far as the invigilator's page needs it."""

    state: AttemptState
    started_at: datetime | None
    deadline_at: datetime | None
    closed_at: datetime | None
    voided: bool
    last_saved_at: datetime | None
    seen_at: datetime | None
    """Last sign of life that was written down."""


def last_sign(seen: SeenAttempt) -> datetime | None:
    """Give the moment the page was last heard of: a start, a save or a sign of life."""
    moments = (seen.started_at, seen.last_saved_at, seen.seen_at)
    return max((moment for moment in moments if moment is not None), default=None)


def watched(seen: SeenAttempt | None, *, exempt: bool, now: datetime) -> Watched:
    """Say where a member stands. A void attempt is as good as none: another one can be started."""
    if seen is None or seen.voided or seen.state is AttemptState.READY:
        return Watched.EXEMPT if exempt else Watched.NOT_STARTED
    if seen.state is AttemptState.SUBMITTED:
        return Watched.SUBMITTED
    if seen.state is AttemptState.EXPIRED:
        early = (
            seen.closed_at is not None
            and seen.deadline_at is not None
            and seen.closed_at < seen.deadline_at
        )
        return Watched.COLLECTED if early else Watched.EXPIRED
    heard = last_sign(seen)
    silent = heard is not None and now - heard > SILENT_AFTER
    return Watched.SILENT if silent else Watched.ANSWERING


def writes_sign(last: datetime | None, now: datetime) -> bool:
    """Say whether a sign of life is worth writing down, given the last one or the last save."""
    return last is None or now - last >= SIGN_EVERY


def began_at(fact: Fact, *, started_at: datetime, now: datetime) -> datetime:
    """Give the moment a fact began by our clock, not before the attempt itself."""
    return max(started_at, now - max(fact.ago, timedelta(0)))


def lasted(fact: Fact, *, began: datetime, now: datetime) -> timedelta | None:
    """Give how long a fact lasted, at most until now; None while it goes on."""
    if fact.lasted is None:
        return None
    return max(timedelta(0), min(fact.lasted, now - began))
