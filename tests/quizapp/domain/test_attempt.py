"""Every move from every state, both sides of each limit, and what replays do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.attempt import (
    CLOSED,
    MOVES,
    Attempt,
    AttemptState,
    CloseReason,
    Move,
    SentAnswer,
    accept_answers,
    close,
    counts_as_taken,
    extend,
    is_overdue,
    lock,
    report,
    start,
    start_refusal,
    take_over,
    unlock,
    unsent,
    void,
)
from quizapp.domain.refusals import Refusal, RefusalKind
from quizapp.domain.terms import Terms
from quizapp.domain.timing import GRACE, ExamWindow

OPENS = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)
CLOSES = OPENS + timedelta(minutes=90)
WINDOW = ExamWindow(OPENS, CLOSES, timedelta(minutes=30))
TICK = timedelta(microseconds=1)
MINUTE = timedelta(minutes=1)
READY = Attempt(id=1, state=AttemptState.READY)
OPEN = start(READY, WINDOW, now=OPENS)
DEADLINE = OPENS + timedelta(minutes=30)
SUBMITTED = close(OPEN, CloseReason.SUBMITTED, now=OPENS + timedelta(minutes=20))
EXPIRED = close(OPEN, CloseReason.EXPIRED, now=DEADLINE + timedelta(hours=1))
DURING = OPENS + timedelta(minutes=10)
ONE = [SentAnswer(1, ("a",), 1)]


def code_of(call: object) -> str:
    """Give the code of the refusal that a call raises, or "done"."""
    assert callable(call)
    try:
        call()
    except Refusal as refusal:
        assert str(refusal)
        return refusal.code
    return "done"


def test_start_fixes_the_deadline() -> None:
    assert OPEN.state is AttemptState.OPEN
    assert (OPEN.started_at, OPEN.deadline_at, OPEN.holder) == (OPENS, DEADLINE, 1)
    extra = start(replace(READY, extra=timedelta(minutes=5)), WINDOW, now=CLOSES - TICK)
    assert extra.deadline_at == CLOSES + timedelta(minutes=5)


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        (OPENS - TICK, "not_open_yet"),
        (OPENS, "done"),
        (CLOSES - TICK, "done"),
        (CLOSES, "window_closed"),
    ],
)
def test_start_inside_the_window_only(moment: datetime, code: str) -> None:
    assert code_of(lambda: start(READY, WINDOW, now=moment)) == code


STATES = [READY, OPEN, SUBMITTED, EXPIRED]
VERDICTS = {
    Move.START: ["done", "already_started", "already_submitted", "time_is_up"],
    Move.SAVE: ["not_started", "done", "already_submitted", "time_is_up"],
    Move.TAKE_OVER: ["not_started", "done", "already_submitted", "time_is_up"],
    Move.SUBMIT: ["not_started", "done", "done", "done"],
    Move.LOCK: ["done", "done", "already_submitted", "time_is_up"],
    Move.UNLOCK: ["done", "done", "already_submitted", "time_is_up"],
    Move.EXTEND: ["not_started", "done", "already_submitted", "time_is_up"],
    Move.REPORT: ["not_started", "done", "already_submitted", "time_is_up"],
    Move.VOID: ["not_started", "done", "done", "done"],
}


def do(move: Move, attempt: Attempt, now: datetime = DURING) -> str:
    """Try a move at a moment and give the code of its refusal, or "done"."""
    calls = {
        Move.START: lambda: start(attempt, WINDOW, now=now),
        Move.SAVE: lambda: accept_answers(attempt, ONE, holder=attempt.holder, now=now),
        Move.TAKE_OVER: lambda: take_over(attempt, now=now),
        Move.SUBMIT: lambda: close(attempt, CloseReason.SUBMITTED, now=now),
        Move.EXPIRE: lambda: close(attempt, CloseReason.COLLECTED, now=now),
        Move.LOCK: lambda: lock(attempt, now=now),
        Move.UNLOCK: lambda: unlock(attempt),
        Move.EXTEND: lambda: extend(attempt, MINUTE, now=now),
        Move.REPORT: lambda: report(attempt, holder=attempt.holder, now=now),
        Move.VOID: lambda: void(attempt, now=now),
    }
    return code_of(calls[move])


@pytest.mark.parametrize(
    ("move", "attempt", "code"),
    [
        (move, attempt, code)
        for move, codes in VERDICTS.items()
        for attempt, code in zip(STATES, codes, strict=True)
    ],
)
def test_every_move_from_every_state(move: Move, attempt: Attempt, code: str) -> None:
    assert do(move, attempt) == code


@pytest.mark.parametrize(
    ("move", "code"),
    [
        (Move.SAVE, "locked"),
        (Move.TAKE_OVER, "locked"),
        (Move.SUBMIT, "locked"),
        (Move.EXPIRE, "done"),
        (Move.LOCK, "done"),
        (Move.UNLOCK, "done"),
        (Move.VOID, "done"),
    ],
)
def test_a_locked_attempt_only_runs_out(move: Move, code: str) -> None:
    assert do(move, lock(OPEN, now=DURING)) == code


def test_unlocking_lets_answers_in_again() -> None:
    assert do(Move.SAVE, unlock(lock(OPEN, now=DURING))) == "done"
    assert do(Move.START, lock(READY, now=DURING)) == "locked"


@pytest.mark.parametrize("move", Move)
def test_a_voided_attempt_takes_nothing_but_runs_out(move: Move) -> None:
    code = "done" if move in (Move.EXPIRE, Move.VOID) else "voided"
    assert do(move, replace(OPEN, voided_at=DURING)) == code


def test_locking_again_keeps_the_first_moment() -> None:
    assert lock(lock(OPEN, now=OPENS), now=DURING).locked_at == OPENS


def test_voiding_closes_and_keeps_the_first_moment() -> None:
    voided = void(OPEN, now=DURING)
    assert (voided.state, voided.closed_at, voided.voided_at) == (
        AttemptState.EXPIRED,
        DURING,
        DURING,
    )
    assert void(voided, now=DEADLINE) == voided
    assert void(SUBMITTED, now=DEADLINE).closed_at == SUBMITTED.closed_at


def test_the_table_leads_out_of_closed_states_nowhere() -> None:
    assert set(MOVES) == set(Move)
    for move, allowed in MOVES.items():
        if allowed.states & CLOSED:
            assert move is Move.VOID
            assert allowed.to is None


@pytest.mark.parametrize(
    ("moment", "verdict", "late"),
    [
        (OPENS, "done", False),
        (DEADLINE, "done", False),
        (DEADLINE + TICK, "done", True),
        (DEADLINE + GRACE, "done", True),
        (DEADLINE + GRACE + TICK, "time_is_up", None),
    ],
)
def test_saving_around_the_deadline(moment: datetime, verdict: str, late: bool | None) -> None:
    assert do(Move.SAVE, OPEN, moment) == verdict
    assert do(Move.TAKE_OVER, OPEN, moment) == verdict
    if late is not None:
        assert accept_answers(OPEN, ONE, holder=1, now=moment).late is late


def test_an_older_page_may_not_save_after_a_take_over() -> None:
    taken = take_over(OPEN, now=DURING)
    assert taken.holder == 2
    assert code_of(lambda: accept_answers(taken, ONE, holder=1, now=DURING)) == "taken_over"
    assert code_of(lambda: accept_answers(taken, ONE, holder=3, now=DURING)) == "taken_over"
    assert accept_answers(taken, ONE, holder=2, now=DURING).written == tuple(ONE)


def test_time_counts_before_the_holder() -> None:
    """A page that lost the attempt hears the more important news first."""
    after = DEADLINE + GRACE + TICK
    assert code_of(lambda: accept_answers(OPEN, ONE, holder=9, now=after)) == "time_is_up"


def test_newest_sequence_stands() -> None:
    stored = replace(OPEN, sequences={1: 5, 2: 5})
    batch = [
        SentAnswer(1, ("old",), 4),
        SentAnswer(2, ("a",), 6),
        SentAnswer(2, ("b",), 8),
        SentAnswer(2, ("late",), 7),
        SentAnswer(3, ("a",), 1),
        SentAnswer(3, ("same number",), 1),
    ]
    accepted = accept_answers(stored, batch, holder=1, now=DURING)
    assert accepted.written == (SentAnswer(2, ("b",), 8), SentAnswer(3, ("a",), 1))
    assert accepted.sequences == {1: 5, 2: 8, 3: 1}


def test_a_replay_is_a_success_that_writes_nothing() -> None:
    stored = replace(OPEN, sequences={1: 1})
    accepted = accept_answers(stored, ONE, holder=1, now=DURING)
    assert accepted.written == ()
    assert accepted.sequences == {1: 1}
    assert accept_answers(stored, [], holder=1, now=DURING).sequences == {}


@given(
    st.lists(st.tuples(st.integers(1, 4), st.integers(1, 9)), max_size=20),
    st.randoms(use_true_random=False),
    st.integers(1, 5),
)
def test_order_delay_and_repetition_do_not_matter(
    sent: list[tuple[int, int]], chance: object, size: int
) -> None:
    """Whatever way answers arrive, the highest sequence number of each item is stored."""
    answers = [SentAnswer(number, (f"{number}.{seq}",), seq) for number, seq in sent]
    arriving = answers + answers[::2]
    chance.shuffle(arriving)  # type: ignore[attr-defined]
    attempt, texts = OPEN, {}
    for at in range(0, len(arriving), size):
        accepted = accept_answers(attempt, arriving[at : at + size], holder=1, now=DURING)
        attempt = replace(attempt, sequences={**attempt.sequences, **accepted.sequences})
        texts.update({answer.item_number: answer.response for answer in accepted.written})
    highest: dict[int, int] = {}
    for number, sequence in sent:
        highest[number] = max(highest.get(number, 0), sequence)
    assert attempt.sequences == highest
    assert texts == {number: (f"{number}.{seq}",) for number, seq in highest.items()}


@pytest.mark.parametrize(
    ("reason", "moment", "state", "stamp"),
    [
        (CloseReason.SUBMITTED, DURING, AttemptState.SUBMITTED, DURING),
        (CloseReason.SUBMITTED, DEADLINE, AttemptState.SUBMITTED, DEADLINE),
        (CloseReason.SUBMITTED, DEADLINE + GRACE, AttemptState.SUBMITTED, DEADLINE),
        (CloseReason.SUBMITTED, DEADLINE + GRACE + TICK, AttemptState.EXPIRED, DEADLINE),
        (CloseReason.EXPIRED, DEADLINE + GRACE + TICK, AttemptState.EXPIRED, DEADLINE),
        (CloseReason.COLLECTED, DURING, AttemptState.EXPIRED, DURING),
        (CloseReason.COLLECTED, DEADLINE + GRACE, AttemptState.EXPIRED, DEADLINE),
    ],
)
def test_closing(
    reason: CloseReason, moment: datetime, state: AttemptState, stamp: datetime
) -> None:
    closed = close(OPEN, reason, now=moment)
    assert (closed.state, closed.closed_at) == (state, stamp)


def test_closing_again_changes_nothing() -> None:
    for reason in CloseReason:
        assert close(SUBMITTED, reason, now=DEADLINE) is SUBMITTED
        assert close(EXPIRED, reason, now=DURING) is EXPIRED


@pytest.mark.parametrize(
    ("moment", "due"), [(DEADLINE + GRACE, False), (DEADLINE + GRACE + TICK, True)]
)
def test_the_server_closes_overdue_attempts_only(moment: datetime, due: bool) -> None:
    assert is_overdue(OPEN, moment) is due
    verdict = code_of(lambda: close(OPEN, CloseReason.EXPIRED, now=moment))
    assert verdict == ("done" if due else "time_is_not_up")
    assert not is_overdue(READY, moment)
    assert not is_overdue(EXPIRED, moment)


def test_unsent_answers_are_named() -> None:
    stored = replace(OPEN, sequences={1: 5, 2: 5})
    assert unsent(stored, {4: 1, 2: 6, 1: 5, 3: 0}) == (2, 4)
    assert unsent(stored, {}) == ()


@pytest.mark.parametrize(
    ("previous", "tries", "on_roster", "moment", "code"),
    [
        ([], 1, True, DURING, None),
        ([READY], 1, True, DURING, None),
        ([], 1, False, DURING, "not_on_roster"),
        ([], 1, True, OPENS - TICK, "not_open_yet"),
        ([], 1, True, OPENS, None),
        ([], 1, True, CLOSES - TICK, None),
        ([], 1, True, CLOSES, "window_closed"),
        ([OPEN], 2, True, DURING, "still_open"),
        ([OPEN], 2, True, CLOSES, "still_open"),
        ([SUBMITTED], 1, True, DURING, "no_tries_left"),
        ([EXPIRED], 1, True, DURING, "no_tries_left"),
        ([SUBMITTED], 2, True, DURING, None),
        ([SUBMITTED, EXPIRED], 2, True, DURING, "no_tries_left"),
        ([SUBMITTED] * 9, 0, True, DURING, None),
        ([void(SUBMITTED, now=DURING)], 1, True, DURING, None),
    ],
)
def test_who_may_start(
    previous: list[Attempt], tries: int, on_roster: bool, moment: datetime, code: str | None
) -> None:
    refusal = start_refusal(
        previous, terms=Terms(window=WINDOW, tries=tries), on_roster=on_roster, now=moment
    )
    assert (refusal.code if refusal else None) == code
    if code == "not_on_roster":
        assert refusal is not None
        assert refusal.kind is RefusalKind.FORBIDDEN


def test_who_waits_for_the_start_by_hand_and_who_comes_too_late() -> None:
    for terms, code in (
        (Terms(window=WINDOW, waits=True), "not_begun_yet"),
        (Terms(window=WINDOW, enters_until=DURING), "entry_closed"),
        (Terms(window=WINDOW, enters_until=DURING + TICK), None),
    ):
        refusal = start_refusal([], terms=terms, on_roster=True, now=DURING)
        assert (refusal and refusal.code) == code


@pytest.mark.parametrize(
    ("state", "answered", "voided", "taken"),
    [
        (AttemptState.READY, 0, False, False),
        (AttemptState.OPEN, 5, False, False),
        (AttemptState.SUBMITTED, 0, False, True),
        (AttemptState.SUBMITTED, 5, True, False),
        (AttemptState.EXPIRED, 0, False, False),
        (AttemptState.EXPIRED, 1, False, True),
        (AttemptState.EXPIRED, 1, True, False),
    ],
)
def test_taken_part(state: AttemptState, answered: int, voided: bool, taken: bool) -> None:
    assert counts_as_taken(state, answered, voided=voided) is taken


def test_an_open_attempt_without_deadline_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="deadline"):
        take_over(replace(OPEN, deadline_at=None), now=DURING)


FORWARD = replace(OPEN, places={1: 2, 2: 1, 3: 3, 4: 4})


def test_where_one_only_goes_forward_items_before_the_last_reached_are_left() -> None:
    reached = replace(FORWARD, sequences={2: 5, 3: 6})
    assert (FORWARD.position, reached.position, OPEN.position) == (1, 3, 1)
    batch = [SentAnswer(number, ("a",), 9) for number in (1, 2, 3, 4)]
    accepted = accept_answers(reached, batch, holder=1, now=DURING)
    assert accepted.written == ()
    assert [answer.item_number for answer in accepted.left] == [1, 2]
    assert accepted.sequences == {1: 0, 2: 5, 3: 6, 4: 0}
    ahead = accept_answers(reached, batch[2:], holder=1, now=DURING)
    assert ahead.written == tuple(batch[2:]) and ahead.left == ()
    free = accept_answers(replace(reached, places={}), batch, holder=1, now=DURING)
    assert free.written == tuple(batch) and free.left == ()


def test_a_replay_of_an_item_that_was_left_is_a_success() -> None:
    reached = replace(FORWARD, sequences={2: 5, 4: 6})
    accepted = accept_answers(reached, [SentAnswer(2, ("a",), 5)], holder=1, now=DURING)
    assert (accepted.written, accepted.left, accepted.sequences) == ((), (), {2: 5})


@given(
    st.permutations([1, 2, 3, 4]),
    st.lists(st.tuples(st.integers(1, 4), st.integers(1, 9)), min_size=1),
)
def test_the_position_never_goes_back(order: list[int], sent: list[tuple[int, int]]) -> None:
    attempt = replace(OPEN, places={number: place for place, number in enumerate(order, start=1)})
    for number, sequence in sent:
        answer = SentAnswer(number, ("a",), sequence)
        before = attempt.position
        accepted = accept_answers(attempt, [answer], holder=1, now=DURING)
        assert not accepted.written or attempt.places[number] >= before
        stored = dict(attempt.sequences) | {a.item_number: a.sequence for a in accepted.written}
        attempt = replace(attempt, sequences=stored)
        assert attempt.position >= before
