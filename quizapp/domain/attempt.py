"""The states of an attempt and the moves between them.

The rules in words: an attempt is ready, then open, then either submitted by the member or expired
by the server; it never goes back. While it is open and its time (with the grace) is not over, the
one page that holds it may save answers; an older answer never overwrites a newer one, and where one
may only go forward none is stored for an item before the last one reached. A locked attempt takes
neither answers nor a hand-in, but its time runs out all the same. Time can be added while it is
open, never taken away. A voided one counts for nothing and is closed. Owner, session and paper are
checked by the caller; which of several attempts counts is in
`counting`, points are in `scoring`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from quizapp.domain.attempt_refusals import (
    AlreadyStarted,
    AlreadySubmitted,
    AttemptLocked,
    AttemptVoided,
    Collected,
    EntryClosed,
    NotBegunYet,
    NotOnRoster,
    NotOpenYet,
    NoTriesLeft,
    NotStarted,
    StillOpen,
    TakenOver,
    TimeIsNotUp,
    TimeIsUp,
    TooEarlyToSubmit,
    WindowClosed,
)
from quizapp.domain.refusals import Refusal
from quizapp.domain.terms import Terms, may_enter
from quizapp.domain.timing import (
    ExamWindow,
    Phase,
    accept_until,
    is_late,
    personal_deadline,
    phase,
)


class AttemptState(StrEnum):
    """Where an attempt stands."""

    READY = "ready"
    """The paper is assigned, the clock does not run yet."""
    OPEN = "open"
    SUBMITTED = "submitted"
    """Handed in by the member."""
    EXPIRED = "expired"
    """Closed by the server with everything saved until then."""


class Move(StrEnum):
    """What can happen to an attempt."""

    START = "start"
    SAVE = "save"
    TAKE_OVER = "take_over"
    SUBMIT = "submit"
    EXPIRE = "expire"
    LOCK = "lock"
    UNLOCK = "unlock"
    EXTEND = "extend"
    REPORT = "report"
    """The page says that it is still there."""
    VOID = "void"


class CloseReason(StrEnum):
    """Why an attempt is closed."""

    SUBMITTED = "submitted"
    """The member handed in."""
    EXPIRED = "expired"
    """Its time is over."""
    COLLECTED = "collected"
    """The organizer ended the test for everybody (统一收卷)."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """From where a move is allowed and where it leads."""

    states: frozenset[AttemptState]
    to: AttemptState | None = None
    """None: the state stays."""
    while_locked: bool = False
    while_voided: bool = False


_UNFINISHED: Final = frozenset({AttemptState.READY, AttemptState.OPEN})
_OPEN: Final = frozenset({AttemptState.OPEN})
CLOSED: Final = frozenset({AttemptState.SUBMITTED, AttemptState.EXPIRED})

MOVES: Final[Mapping[Move, Allowed]] = {
    Move.START: Allowed(frozenset({AttemptState.READY}), AttemptState.OPEN),
    Move.SAVE: Allowed(_OPEN),
    Move.TAKE_OVER: Allowed(_OPEN),
    Move.SUBMIT: Allowed(_OPEN, AttemptState.SUBMITTED),
    Move.EXPIRE: Allowed(_OPEN, AttemptState.EXPIRED, while_locked=True, while_voided=True),
    Move.LOCK: Allowed(_UNFINISHED, while_locked=True),
    Move.UNLOCK: Allowed(_UNFINISHED, while_locked=True),
    Move.EXTEND: Allowed(_OPEN, while_locked=True),
    Move.REPORT: Allowed(_OPEN, while_locked=True),
    Move.VOID: Allowed(_OPEN | CLOSED, while_locked=True, while_voided=True),
}
"""Every move there is. What is not in this table cannot happen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One member's go at one exam."""

    id: int
    state: AttemptState
    holder: int = 0
    """Number of the page that may save; raised when a tab or device takes over."""
    extra: timedelta = timedelta(0)
    started_at: datetime | None = None
    deadline_at: datetime | None = None
    closed_at: datetime | None = None
    locked_at: datetime | None = None
    voided_at: datetime | None = None
    sequences: Mapping[int, int] = field(default_factory=dict)
    """Highest stored sequence number by item number."""
    places: Mapping[int, int] = field(default_factory=dict)
    """Shown place by item number where one may only go forward; empty elsewhere."""

    @property
    def position(self) -> int:
        """The place that has been reached, from 1: the last one with a stored answer.

        A page that moves on stores an empty answer for the item it comes to.
        """
        return max((self.places.get(number, 1) for number in self.sequences), default=1)

    def has_left(self, item_number: int) -> bool:
        """Say whether the item cannot be gone back to."""
        return bool(self.places) and self.places[item_number] < self.position


@dataclass(frozen=True, slots=True)
class SentAnswer:
    """An answer as a page sends it. `sequence` is counted up by the page."""

    item_number: int
    response: tuple[str, ...]
    sequence: int


@dataclass(frozen=True, slots=True)
class Accepted:
    """What becomes of a batch of answers."""

    sequences: Mapping[int, int]
    """Stored sequence number of every item of the batch, whether this batch wrote it or not."""
    written: tuple[SentAnswer, ...]
    """What is new, one for each item; empty when the batch was a replay."""
    left: tuple[SentAnswer, ...]
    """What is new but for an item that was left, and is therefore not stored."""
    late: bool
    """Arrived after the deadline, within the grace."""


def start_refusal(
    previous: Sequence[Attempt], *, terms: Terms, on_roster: bool, now: datetime
) -> Refusal | None:
    """Say why the member cannot start a new attempt now, or None when nothing is in the way.

    `previous` are the member's attempts at this exam. Ready ones are what a start uses up, so they
    do not count; neither do voided ones. A member who is exempt (免测) is not on the roster in this
    sense.
    """
    if not on_roster:
        return NotOnRoster()
    window = terms.window
    standing = phase(window, now)
    if standing is Phase.BEFORE:
        return NotOpenYet(window.opens_at)
    if any(attempt.state is AttemptState.OPEN for attempt in previous):
        return StillOpen()
    if standing is Phase.AFTER:
        return WindowClosed(window.closes_at)
    used = sum(1 for attempt in previous if attempt.state in CLOSED and attempt.voided_at is None)
    if terms.tries and used >= terms.tries:
        return NoTriesLeft(terms.tries)
    if terms.waits:
        return NotBegunYet()
    if not may_enter(terms, now):
        return EntryClosed(terms.enters_until or window.closes_at)
    return None


def start(attempt: Attempt, window: ExamWindow, *, now: datetime) -> Attempt:
    """Open a ready attempt: the clock runs from now, and the deadline is fixed."""
    standing = phase(window, now)
    _check(attempt, Move.START)
    if standing is Phase.BEFORE:
        raise NotOpenYet(window.opens_at)
    if standing is Phase.AFTER:
        raise WindowClosed(window.closes_at)
    return replace(
        attempt,
        state=AttemptState.OPEN,
        holder=attempt.holder + 1,
        started_at=now,
        deadline_at=personal_deadline(window, now, attempt.extra),
    )


def accept_answers(
    attempt: Attempt, batch: Sequence[SentAnswer], *, holder: int, now: datetime
) -> Accepted:
    """Decide which answers of a batch are stored.

    A replay is a success: nothing is written and the stored numbers come back. Within the batch
    the highest sequence number of an item stands; of equal ones the first. Where one may only go
    forward, what the whole attempt had reached before this batch decides which items were left; a
    batch that would change one of them is not written at all.
    """
    _check(attempt, Move.SAVE)
    deadline = _deadline(attempt)
    if now > accept_until(deadline):
        raise TimeIsUp(deadline)
    if holder != attempt.holder:
        raise TakenOver()
    newest: dict[int, SentAnswer] = {}
    for answer in batch:
        kept = newest.get(answer.item_number)
        if kept is None or answer.sequence > kept.sequence:
            newest[answer.item_number] = answer
    stored = attempt.sequences
    new = [
        answer
        for number, answer in newest.items()
        if number not in stored or answer.sequence > stored[number]
    ]
    left = tuple(answer for answer in new if attempt.has_left(answer.item_number))
    written = () if left else tuple(new)
    sequences = {number: stored.get(number, 0) for number in newest}
    sequences.update({answer.item_number: answer.sequence for answer in written})
    return Accepted(sequences, written, left, is_late(deadline, now))


def take_over(attempt: Attempt, *, now: datetime) -> Attempt:
    """Hand the attempt to the page that asks; the page before may only read from then on."""
    _check(attempt, Move.TAKE_OVER)
    deadline = _deadline(attempt)
    if now > accept_until(deadline):
        raise TimeIsUp(deadline)
    return replace(attempt, holder=attempt.holder + 1)


def comes_from_elsewhere(attempt: Attempt, known_holder: int | None) -> bool:
    """Say whether a browser takes an attempt over that another one has held.

    `known_holder` is the number it last held the attempt under, 0 for never, None for unknown. A
    reload, another tab and the first page after the start are none of it.
    """
    return known_holder is not None and attempt.holder > 1 and known_holder != attempt.holder


def unsent(attempt: Attempt, claimed: Mapping[int, int]) -> tuple[int, ...]:
    """Give the items whose newest answer on the page has not arrived, in order of number.

    `claimed` is the highest sequence number by item that the page has counted when it hands in.
    """
    return tuple(
        sorted(
            number
            for number, sequence in claimed.items()
            if sequence > attempt.sequences.get(number, 0)
        )
    )


def check_submission(attempt: Attempt, earliest: timedelta, *, now: datetime) -> None:
    """Refuse a hand-in by the member sooner than `earliest` after the attempt was started."""
    if attempt.started_at is not None and now < attempt.started_at + earliest:
        raise TooEarlyToSubmit(attempt.started_at + earliest)


def is_overdue(attempt: Attempt, now: datetime) -> bool:
    """Say whether the server has to close the attempt: open, and time and grace are over."""
    return attempt.state is AttemptState.OPEN and now > accept_until(_deadline(attempt))


def close(attempt: Attempt, reason: CloseReason, *, now: datetime) -> Attempt:
    """Close an open attempt; one that is closed already comes back unchanged.

    A hand-in is stamped with the moment, within the grace with the deadline. One that comes later
    still finds the time over: the attempt expires, with all that was saved. Expired attempts are
    stamped with their deadline; collected ones with the moment, at the latest the deadline.
    """
    if attempt.state in CLOSED:
        return attempt
    _check(attempt, Move.SUBMIT if reason is CloseReason.SUBMITTED else Move.EXPIRE)
    deadline = _deadline(attempt)
    over = now > accept_until(deadline)
    if reason is CloseReason.EXPIRED and not over:
        raise TimeIsNotUp(deadline)
    submitted = reason is CloseReason.SUBMITTED and not over
    return replace(
        attempt,
        state=AttemptState.SUBMITTED if submitted else AttemptState.EXPIRED,
        closed_at=min(now, deadline),
    )


def lock(attempt: Attempt, *, now: datetime) -> Attempt:
    """Keep the attempt from taking answers; its time goes on."""
    _check(attempt, Move.LOCK)
    return replace(attempt, locked_at=attempt.locked_at or now)


def unlock(attempt: Attempt) -> Attempt:
    """Let a locked attempt take answers again."""
    _check(attempt, Move.UNLOCK)
    return replace(attempt, locked_at=None)


def extend(attempt: Attempt, by: timedelta, *, now: datetime) -> Attempt:
    """Give an open attempt more time on top of what it has; the deadline never moves back.

    Until the grace is over: whoever is handing in at this very moment may be given more.
    """
    if by <= timedelta(0):
        raise ValueError("time is added, never taken away")
    _check(attempt, Move.EXTEND)
    deadline = _deadline(attempt)
    if now > accept_until(deadline):
        raise TimeIsUp(deadline)
    return replace(attempt, extra=attempt.extra + by, deadline_at=deadline + by)


def report(attempt: Attempt, *, holder: int, now: datetime) -> None:
    """Let the page that holds an open attempt say that it is there; raise why it has to stop."""
    _check(attempt, Move.REPORT)
    deadline = _deadline(attempt)
    if now > accept_until(deadline):
        raise TimeIsUp(deadline)
    if holder != attempt.holder:
        raise TakenOver()


def void(attempt: Attempt, *, now: datetime) -> Attempt:
    """Declare that the attempt counts for nothing; its answers and scores are kept.

    An open one is closed at once, so that the member can be given another.
    """
    _check(attempt, Move.VOID)
    closed = close(attempt, CloseReason.COLLECTED, now=now)
    return replace(closed, voided_at=attempt.voided_at or now)


def counts_as_taken(state: AttemptState, answered: int, *, voided: bool = False) -> bool:
    """Say whether the member has taken part: submitted, or expired with a stored answer."""
    if voided:
        return False
    return state is AttemptState.SUBMITTED or (state is AttemptState.EXPIRED and answered > 0)


def _check(attempt: Attempt, move: Move) -> None:
    """Raise the refusal that fits when the table does not allow the move."""
    allowed = MOVES[move]
    if attempt.voided_at is not None and not allowed.while_voided:
        raise AttemptVoided()
    if attempt.state not in allowed.states:
        match attempt.state:
            case AttemptState.READY:
                raise NotStarted()
            case AttemptState.OPEN:
                raise AlreadyStarted()
            case AttemptState.SUBMITTED:
                raise AlreadySubmitted(attempt.closed_at or _deadline(attempt))
            case AttemptState.EXPIRED:
                deadline = _deadline(attempt)
                if attempt.closed_at is not None and attempt.closed_at < deadline:
                    raise Collected(attempt.closed_at)
                raise TimeIsUp(deadline)
    if attempt.locked_at is not None and not allowed.while_locked:
        raise AttemptLocked()


def _deadline(attempt: Attempt) -> datetime:
    if attempt.deadline_at is None:
        raise ValueError("an attempt that was started has a deadline")
    return attempt.deadline_at
