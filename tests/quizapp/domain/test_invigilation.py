"""Where a member stands for the invigilator, and what becomes of the facts a page tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.attempt import AttemptState
from quizapp.domain.invigilation import (
    SIGN_EVERY,
    SILENT_AFTER,
    Fact,
    FactKind,
    SeenAttempt,
    Watched,
    began_at,
    last_sign,
    lasted,
    watched,
    writes_sign,
)

START = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)
END = START + timedelta(minutes=30)
TICK = timedelta(microseconds=1)
OPEN = SeenAttempt(
    state=AttemptState.OPEN,
    started_at=START,
    deadline_at=END,
    closed_at=None,
    voided=False,
    last_saved_at=None,
    seen_at=None,
)
SPANS = st.timedeltas(min_value=-timedelta(days=400), max_value=timedelta(days=400))


def closed(state: AttemptState, at: datetime) -> SeenAttempt:
    """The attempt, closed at a moment."""
    return replace(OPEN, state=state, closed_at=at)


@pytest.mark.parametrize(
    ("seen", "exempt", "expected"),
    [
        (None, False, Watched.NOT_STARTED),
        (None, True, Watched.EXEMPT),
        (replace(OPEN, state=AttemptState.READY, started_at=None), False, Watched.NOT_STARTED),
        (replace(OPEN, voided=True), False, Watched.NOT_STARTED),
        (OPEN, False, Watched.ANSWERING),
        (OPEN, True, Watched.ANSWERING),
        (closed(AttemptState.SUBMITTED, START + SILENT_AFTER), False, Watched.SUBMITTED),
        (closed(AttemptState.SUBMITTED, END), False, Watched.SUBMITTED),
        (closed(AttemptState.EXPIRED, END - TICK), False, Watched.COLLECTED),
        (closed(AttemptState.EXPIRED, END), False, Watched.EXPIRED),
    ],
)
def test_where_a_member_stands(seen: SeenAttempt | None, exempt: bool, expected: Watched) -> None:
    assert watched(seen, exempt=exempt, now=START + SILENT_AFTER) is expected


@pytest.mark.parametrize("field", ["started_at", "last_saved_at", "seen_at"])
def test_any_sign_counts_for_a_while(field: str) -> None:
    seen = replace(OPEN, **{field: START + timedelta(minutes=10)})
    sign = last_sign(seen)
    assert sign == START + timedelta(minutes=10)
    assert watched(seen, exempt=False, now=sign + SILENT_AFTER) is Watched.ANSWERING
    assert watched(seen, exempt=False, now=sign + SILENT_AFTER + TICK) is Watched.SILENT


def test_a_sign_is_written_only_when_it_says_something_new() -> None:
    assert writes_sign(None, START)
    assert not writes_sign(START, START + SIGN_EVERY - TICK)
    assert writes_sign(START, START + SIGN_EVERY)
    assert SIGN_EVERY * 3 < SILENT_AFTER


@given(ago=SPANS, span=st.none() | SPANS, spent=st.timedeltas(min_value=timedelta(0)))
def test_no_clock_of_a_phone_puts_a_fact_outside_of_the_attempt(
    ago: timedelta, span: timedelta | None, spent: timedelta
) -> None:
    now = START + min(spent, timedelta(days=300))
    fact = Fact(number=1, kind=FactKind.HIDDEN, ago=ago, lasted=span)
    began = began_at(fact, started_at=START, now=now)
    assert START <= began <= now
    length = lasted(fact, began=began, now=now)
    assert (length is None) is (span is None)
    if length is not None:
        assert timedelta(0) <= length <= now - began


def test_a_fact_keeps_what_the_page_says_when_it_can_be() -> None:
    fact = Fact(
        number=1,
        kind=FactKind.OFFLINE,
        ago=timedelta(minutes=5),
        lasted=timedelta(seconds=40),
    )
    now = START + timedelta(minutes=20)
    began = began_at(fact, started_at=START, now=now)
    assert began == now - timedelta(minutes=5)
    assert lasted(fact, began=began, now=now) == timedelta(seconds=40)
