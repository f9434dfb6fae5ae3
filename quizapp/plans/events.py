"""Tests and studies a plan calls for, as pages and exports show them, laid out over the year.

Months are 1 to 12. What happens several times a year without named months may happen anywhere in
its quarter, half-year or month: that is all the plan says, so no day is made up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from question_bank.bundle import EventKind


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """A test or study with its place in its plan."""

    id: int
    kind: EventKind
    name: str
    modes: tuple[str, ...]
    """closed_book, online, written, contest, assessment."""
    months: tuple[int, ...]
    when_text: str
    """The document's own words for the time."""
    per_year: int
    audience: str
    topic: str
    quote: str
    article_ordinal: int
    article_number: str
    """As printed; empty for the text before the first article."""
    plan_id: int
    plan_label: str
    exam_id: int | None
    """The newest exam made from it."""


@dataclass(frozen=True, slots=True)
class YearLine:
    """Where in the year the tests lie."""

    months: tuple[tuple[EventRow, ...], ...]
    """Twelve entries."""
    repeated: tuple[EventRow, ...]
    """Several times a year, in no named month."""
    open: tuple[EventRow, ...]
    """时间待定"""


def year_line(events: Iterable[EventRow]) -> YearLine:
    """Lay the events out over the twelve months."""
    events = tuple(events)
    return YearLine(
        months=tuple(
            tuple(event for event in events if month in event.months) for month in range(1, 13)
        ),
        repeated=tuple(event for event in events if not event.months and event.per_year > 1),
        open=tuple(event for event in events if not event.months and event.per_year <= 1),
    )


def spans(event: EventRow) -> tuple[tuple[int, int], ...]:
    """First and last month of each stretch in which the event is to happen; none when open.

    Neighbouring months are one stretch, unless the event is to happen in each of them.
    """
    if event.months:
        if len(event.months) == event.per_year:
            return tuple((month, month) for month in sorted(event.months))
        return _runs(sorted(set(event.months)))
    if event.per_year > 1 and 12 % event.per_year == 0:
        length = 12 // event.per_year
        return tuple((first, first + length - 1) for first in range(1, 13, length))
    return ()


def by_time(events: Iterable[EventRow]) -> tuple[EventRow, ...]:
    """In the order of the year; repeated ones after, open ones last."""
    return tuple(
        sorted(
            events,
            key=lambda event: (
                min(event.months) if event.months else 13 if event.per_year > 1 else 14,
                event.plan_id,
                event.article_ordinal,
                event.id,
            ),
        )
    )


def _runs(months: list[int]) -> tuple[tuple[int, int], ...]:
    runs: list[tuple[int, int]] = []
    for month in months:
        if runs and runs[-1][1] == month - 1:
            runs[-1] = (runs[-1][0], month)
        else:
            runs.append((month, month))
    return tuple(runs)
