"""Both sides of each limit in time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.timing import (
    GRACE,
    ExamWindow,
    Phase,
    accept_until,
    all_closed_at,
    is_late,
    personal_deadline,
    phase,
    planned_deadline,
    time_left,
)

OPENS = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)
CLOSES = OPENS + timedelta(minutes=90)
WINDOW = ExamWindow(OPENS, CLOSES, timedelta(minutes=30))
TICK = timedelta(microseconds=1)
NONE = timedelta(0)


@pytest.mark.parametrize(
    ("moment", "verdict"),
    [
        (OPENS - TICK, Phase.BEFORE),
        (OPENS, Phase.OPEN),
        (CLOSES - TICK, Phase.OPEN),
        (CLOSES, Phase.AFTER),
    ],
)
def test_phase(moment: datetime, verdict: Phase) -> None:
    assert phase(WINDOW, moment) is verdict


@pytest.mark.parametrize(
    ("started", "extra", "minutes_after_opening"),
    [
        (0, 0, 30),
        (59, 0, 89),
        (60, 0, 90),
        (61, 0, 90),
        (89, 0, 90),
        (0, 10, 40),
        (80, 10, 100),
    ],
)
def test_personal_deadline(started: int, extra: int, minutes_after_opening: int) -> None:
    deadline = personal_deadline(
        WINDOW, OPENS + timedelta(minutes=started), timedelta(minutes=extra)
    )
    assert deadline == OPENS + timedelta(minutes=minutes_after_opening)


def test_grace_and_lateness() -> None:
    assert timedelta(seconds=15) == GRACE
    assert accept_until(CLOSES) == CLOSES + GRACE
    assert not is_late(CLOSES, CLOSES)
    assert is_late(CLOSES, CLOSES + TICK)
    assert time_left(CLOSES, CLOSES - TICK) == TICK
    assert time_left(CLOSES, CLOSES + TICK) == NONE


@pytest.mark.parametrize(
    ("minute", "extra", "deadline", "given_minutes", "cut"),
    [
        (-20, 0, 30, 30, False),
        (0, 0, 30, 30, False),
        (60, 0, 90, 30, False),
        (61, 0, 90, 29, True),
        (61, 5, 95, 34, True),
        (95, 0, 90, 0, True),
    ],
)
def test_what_the_sentence_before_the_start_says(
    minute: int, extra: int, deadline: int, given_minutes: int, cut: bool
) -> None:
    planned = planned_deadline(
        WINDOW, OPENS + timedelta(minutes=minute), extra=timedelta(minutes=extra)
    )
    assert planned.deadline == OPENS + timedelta(minutes=deadline)
    assert planned.time_given == timedelta(minutes=given_minutes)
    assert planned.cut_short is cut
    assert planned.window_ends_at == CLOSES + timedelta(minutes=extra)


def test_all_are_closed_after_the_last_deadline_and_the_grace() -> None:
    late = CLOSES + timedelta(minutes=10)
    assert all_closed_at(WINDOW) == CLOSES + GRACE
    assert all_closed_at(WINDOW, OPENS) == CLOSES + GRACE
    assert all_closed_at(WINDOW, late) == late + GRACE


@pytest.mark.parametrize(
    ("opens", "closes", "minutes"),
    [
        (OPENS, OPENS, 30),
        (CLOSES, OPENS, 30),
        (OPENS, CLOSES, 0),
        (OPENS.replace(tzinfo=None), CLOSES, 30),
        (OPENS, CLOSES.replace(tzinfo=None), 30),
    ],
)
def test_impossible_windows(opens: datetime, closes: datetime, minutes: int) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        ExamWindow(opens, closes, timedelta(minutes=minutes))


@given(st.integers(0, 5399), st.integers(0, 3600))
def test_deadline_lies_in_reach(second: int, extra: int) -> None:
    started, more = OPENS + timedelta(seconds=second), timedelta(seconds=extra)
    deadline = personal_deadline(WINDOW, started, more)
    assert started + more < deadline <= CLOSES + more
    assert deadline <= started + WINDOW.duration + more
    assert planned_deadline(WINDOW, started, extra=more).deadline == deadline
