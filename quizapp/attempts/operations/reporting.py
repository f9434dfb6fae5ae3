"""Signs of life of a test page, with what it noticed; the answer tells it of locks and more time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from quizapp.attempts.operations.closing import close_if_overdue
from quizapp.attempts.operations.facts import store_facts, write_sign
from quizapp.attempts.operations.refusals import NoSuchAttempt
from quizapp.attempts.operations.rows import check_claim
from quizapp.attempts.queries.presence import presence
from quizapp.database.transaction import transaction
from quizapp.domain import attempt as rules
from quizapp.domain.attempt_refusals import TimeIsUp
from quizapp.domain.invigilation import Fact, writes_sign
from quizapp.domain.timing import time_left
from quizapp.domain.viewer import Claim
from quizapp.models import Attempt


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the attempt stands, for the page that holds it."""

    remaining: timedelta
    deadline: datetime
    locked: bool
    server_time: datetime


def report(
    attempt_id: int, facts: Sequence[Fact], *, claim: Claim, holder: int, key: bytes
) -> Standing:
    """Note that the page is there, and what it noticed if the test notes such things.

    Nothing is written when a save or another sign of life has just come in. Refusals are those of
    a save, but a lock is told and not refused.
    """
    try:
        return _report(attempt_id, facts, claim=claim, holder=holder)
    except TimeIsUp:
        close_if_overdue(attempt_id, key=key)
        raise


def _report(attempt_id: int, facts: Sequence[Fact], *, claim: Claim, holder: int) -> Standing:
    seen = presence(attempt_id)
    if seen is None:
        raise NoSuchAttempt()
    check_claim(
        claim,
        seen.attempt,
        session_version=seen.session_version,
        account_closed=seen.account_closed,
    )
    value = seen.attempt.snapshot()
    rules.report(value, holder=holder, now=seen.now)
    kept = facts if seen.records_facts else ()
    if kept or writes_sign(seen.last_sign, seen.now):
        with transaction() as session:
            write_sign(session, attempt_id, now=seen.now)
            if kept:
                row = session.get_one(Attempt, attempt_id)
                store_facts(session, row, kept, now=seen.now)
    deadline = value.deadline_at or seen.now
    return Standing(
        remaining=time_left(deadline, seen.now),
        deadline=deadline,
        locked=value.locked_at is not None,
        server_time=seen.now,
    )
