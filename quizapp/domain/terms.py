"""On what terms one member takes a test: the common rules, a sitting, and what was granted.

The rule in words: a sitting (场次) has its own beginning and end; one that is started by hand begins
when it is started, and everybody in it has the answering time from that moment. What was granted to
a member goes before what was granted to the branch, and both before the sitting and the common
window; of extra time and further attempts the more generous counts. Whoever was granted a
beginning of their own waits for no start by hand; a later end alone lets nobody see the paper
before the others. Time that an invigilator gives while somebody answers comes on top of what was
granted: the reasons differ. Knows nothing of attempts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from quizapp.domain.timing import ExamWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What a member or a branch is granted; None and zero leave the common rule."""

    extra: timedelta = timedelta(0)
    """Answering time beyond the limit, which also goes beyond the end of the window."""
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    further_tries: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingTime:
    """When one sitting takes place."""

    opens_at: datetime
    closes_at: datetime
    begun_at: datetime | None = None
    """When it was started by hand."""
    ended_at: datetime | None = None
    """When all its papers were collected at once (统一收卷)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonRules:
    """What holds for everybody."""

    window: ExamWindow
    tries: int
    """0 for as many as wanted."""
    start_by_hand: bool = False
    begun_at: datetime | None = None
    """When it was started by hand for all who sit in no sitting."""
    ended_at: datetime | None = None
    """When the papers of all who sit in no sitting were collected."""
    late_entry: timedelta | None = None
    """How long after the beginning one may still start; None: until the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What holds for one member."""

    window: ExamWindow
    extra: timedelta = timedelta(0)
    tries: int = 1
    enters_until: datetime | None = None
    """From this moment on nobody starts any more; None: until the end of the window."""
    waits: bool = False
    """Whether the start is still to be given by hand."""


NOTHING = Allowance()


def personal_terms(
    rules: CommonRules,
    *,
    sitting: SittingTime | None = None,
    branch: Allowance = NOTHING,
    own: Allowance = NOTHING,
) -> Terms:
    """Give the terms of a member who sits in `sitting` and was granted `branch` and `own`.

    A window that was granted by half keeps the other end of the common one; one that would then
    end before it begins ends with the answering time, so that it can be used at all.
    """
    opens_at = own.opens_at or branch.opens_at
    closes_at = own.closes_at or branch.closes_at
    window = _sitting_window(rules, sitting)
    if opens_at or closes_at:
        window = _window(
            opens_at or window.opens_at, closes_at or window.closes_at, rules.window.duration
        )
    further = max(own.further_tries, branch.further_tries)
    waits = (
        rules.start_by_hand
        and not opens_at
        and (sitting.begun_at if sitting else rules.begun_at) is None
    )
    # Nobody is late for what has yet to begin; who was granted a later end is meant to come later than the others.
    later = closes_at is not None and closes_at > _sitting_window(rules, sitting).closes_at
    enters_until = (
        window.opens_at + rules.late_entry
        if rules.late_entry is not None and not waits and (opens_at or not later)
        else None
    )
    return Terms(
        window=window,
        extra=max(own.extra, branch.extra),
        tries=rules.tries + further if rules.tries else 0,
        enters_until=enters_until,
        waits=waits,
    )


def with_extended(granted: timedelta, extended: timedelta, *, given: timedelta) -> timedelta:
    """Give the extra time of a running attempt: what was granted for the test, and on top what its
    invigilator has extended it by. Never less than was given before."""
    return max(granted + extended, given)


def may_enter(terms: Terms, now: datetime) -> bool:
    """Say whether it is not too late to start; the window is another matter."""
    return terms.enters_until is None or now < terms.enters_until


def _sitting_window(rules: CommonRules, sitting: SittingTime | None) -> ExamWindow:
    window = rules.window
    if sitting is not None:
        window = replace(window, opens_at=sitting.opens_at, closes_at=sitting.closes_at)
    begun_at = sitting.begun_at if sitting else rules.begun_at
    if rules.start_by_hand and begun_at is not None:
        window = replace(window, opens_at=begun_at, closes_at=begun_at + window.duration)
    ended_at = sitting.ended_at if sitting else rules.ended_at
    if ended_at is not None:
        window = _window(window.opens_at, min(window.closes_at, ended_at), window.duration)
    return window


def _window(opens_at: datetime, closes_at: datetime, duration: timedelta) -> ExamWindow:
    if closes_at <= opens_at:
        closes_at = opens_at + duration
    return ExamWindow(opens_at, closes_at, duration)
