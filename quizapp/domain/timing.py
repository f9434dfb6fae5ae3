"""When a test can be taken: its window, a member's own deadline, the grace for saves under way.

The rule in words: who starts at a moment has the answering time from then on, but not beyond the
end of the window; time granted to one person comes on top of both. A save that arrives up to
15 seconds after the deadline is still taken and marked late. Knows nothing of attempts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

GRACE: Final = timedelta(seconds=15)
"""For saves already on their way when the time ends; not advertised."""


class Phase(StrEnum):
    """Where a moment lies in relation to a window."""

    BEFORE = "before"
    OPEN = "open"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class ExamWindow:
    """When a test is open and how long answering may take. Moments are aware.

    Open from `opens_at` on, up to but not including `closes_at`.
    """

    opens_at: datetime
    closes_at: datetime
    duration: timedelta

    def __post_init__(self) -> None:
        if self.opens_at.tzinfo is None or self.closes_at.tzinfo is None:
            raise ValueError("a window needs moments with a time zone")
        if self.closes_at <= self.opens_at:
            raise ValueError("a window ends after it begins")
        if self.duration <= timedelta(0):
            raise ValueError("answering takes time")


@dataclass(frozen=True, slots=True)
class PlannedDeadline:
    """What the sentence before the start says."""

    deadline: datetime
    time_given: timedelta
    """From the start to the deadline."""
    window_ends_at: datetime
    cut_short: bool
    """True when the end of the window leaves less than the full answering time."""


def phase(window: ExamWindow, now: datetime) -> Phase:
    """Say whether the window has yet to open, is open, or is over."""
    if now < window.opens_at:
        return Phase.BEFORE
    return Phase.OPEN if now < window.closes_at else Phase.AFTER


def personal_deadline(window: ExamWindow, started_at: datetime, extra: timedelta) -> datetime:
    """Give the moment until which somebody who started then may answer."""
    return min(started_at + window.duration, window.closes_at) + extra


def accept_until(deadline: datetime) -> datetime:
    """Give the last moment at which a save is taken."""
    return deadline + GRACE


def is_late(deadline: datetime, now: datetime) -> bool:
    """Say whether a save at this moment arrives after the deadline."""
    return now > deadline


def time_left(deadline: datetime, now: datetime) -> timedelta:
    """Give the time until the deadline, zero once it has passed."""
    return max(deadline - now, timedelta(0))


def planned_deadline(
    window: ExamWindow, now: datetime, *, extra: timedelta = timedelta(0)
) -> PlannedDeadline:
    """Give the deadline of somebody who starts now, or at the opening when that is still ahead."""
    start = max(now, window.opens_at)
    deadline = personal_deadline(window, start, extra)
    return PlannedDeadline(
        deadline=deadline,
        time_given=max(deadline - start, timedelta(0)),
        window_ends_at=window.closes_at + extra,
        cut_short=deadline - start < window.duration + extra,
    )


def all_closed_at(window: ExamWindow, latest_deadline: datetime | None = None) -> datetime:
    """Give the moment from which no save can be taken any more from anybody.

    `latest_deadline` is the last personal deadline, which lies after the window when somebody was
    granted extra time. The grace is included, so that a key shown then helps nobody.
    """
    return accept_until(max(window.closes_at, latest_deadline or window.closes_at))


def latest_of(*moments: datetime | None) -> datetime | None:
    """Give the latest of the moments that are known, None when none is."""
    return max((moment for moment in moments if moment is not None), default=None)
