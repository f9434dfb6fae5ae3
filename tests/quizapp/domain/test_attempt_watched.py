"""More time, signs of life, and what is told apart when somebody else closed an attempt."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.attempt import (
    CloseReason,
    Move,
    check_submission,
    close,
    comes_from_elsewhere,
    extend,
    is_overdue,
    lock,
    report,
)
from quizapp.domain.timing import GRACE
from tests.quizapp.domain.test_attempt import (
    DEADLINE,
    DURING,
    MINUTE,
    OPEN,
    OPENS,
    READY,
    TICK,
    code_of,
    do,
)


@given(
    by=st.timedeltas(min_value=TICK, max_value=timedelta(days=1)),
    spent=st.timedeltas(min_value=timedelta(0), max_value=timedelta(minutes=30) + GRACE),
    locked=st.booleans(),
)
def test_an_extension_adds_exactly_what_was_given(
    by: timedelta, spent: timedelta, locked: bool
) -> None:
    now = OPENS + spent
    before = replace(OPEN, locked_at=OPENS if locked else None)
    after = extend(before, by, now=now)
    assert after == replace(before, deadline_at=DEADLINE + by, extra=by)
    assert not is_overdue(after, DEADLINE + by + GRACE)
    again = extend(after, by, now=now)
    assert (again.deadline_at, again.extra) == (DEADLINE + 2 * by, 2 * by)


def test_an_extension_comes_too_late_after_the_grace_and_never_takes_away() -> None:
    late = DEADLINE + GRACE
    assert extend(OPEN, MINUTE, now=late).deadline_at == DEADLINE + MINUTE
    assert code_of(lambda: extend(OPEN, MINUTE, now=late + TICK)) == "time_is_up"
    for by in (timedelta(0), -MINUTE):
        with pytest.raises(ValueError, match="never taken away"):
            extend(OPEN, by, now=DURING)


def test_only_the_page_that_holds_reports_and_a_lock_does_not_silence_it() -> None:
    assert code_of(lambda: report(OPEN, holder=OPEN.holder + 1, now=DURING)) == "taken_over"
    assert code_of(lambda: report(lock(OPEN, now=DURING), holder=1, now=DURING)) == "done"
    assert code_of(lambda: report(OPEN, holder=1, now=DEADLINE + GRACE + TICK)) == "time_is_up"


def test_what_the_invigilator_collected_is_told_apart_from_time_that_is_up() -> None:
    collected = close(OPEN, CloseReason.COLLECTED, now=DURING)
    assert collected.closed_at == DURING
    for move in (Move.SAVE, Move.TAKE_OVER, Move.REPORT, Move.EXTEND, Move.LOCK):
        assert do(move, collected) == "collected"
    assert do(Move.SAVE, close(OPEN, CloseReason.COLLECTED, now=DEADLINE)) == "time_is_up"


def test_nobody_hands_in_before_the_time_set_to_the_tick() -> None:
    earliest = 10 * MINUTE
    for moment, code in ((DURING - TICK, "too_early_to_submit"), (DURING, "done")):
        assert code_of(lambda moment=moment: check_submission(OPEN, earliest, now=moment)) == code
    assert code_of(lambda: check_submission(READY, earliest, now=OPENS)) == "done"


@pytest.mark.parametrize(
    ("holder", "known", "elsewhere"),
    [
        (1, 0, False),
        (1, None, False),
        (2, None, False),
        (2, 2, False),
        (2, 1, True),
        (2, 0, True),
    ],
)
def test_a_browser_that_did_not_hold_it_last_comes_from_elsewhere(
    holder: int, known: int | None, elsewhere: bool
) -> None:
    assert comes_from_elsewhere(replace(OPEN, holder=holder), known) is elsewhere


def test_the_end_of_the_grace_is_the_last_tick_for_a_report() -> None:
    assert code_of(lambda: report(OPEN, holder=1, now=DEADLINE + GRACE)) == "done"
