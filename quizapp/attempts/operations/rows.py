"""Rows of an attempt as values the domain decides on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from quizapp.attempts.operations.refusals import NoSuchAttempt, SessionEnded
from quizapp.domain import attempt as rules
from quizapp.domain.viewer import Claim, Viewer
from quizapp.models import Answer, Attempt

_LOCKED: Final = (
    select(Attempt).where(Attempt.id == bindparam("attempt")).with_for_update(key_share=True)
)


def locked_attempt(session: Session, attempt_id: int) -> Attempt | None:
    """Lock the attempt against saves and other moves until the transaction ends, and give it.

    FOR NO KEY UPDATE: answers that refer to the row need not wait for anything but the guard.
    """
    return session.execute(_LOCKED, {"attempt": attempt_id}).scalar_one_or_none()


def own_attempt(session: Session, attempt_id: int, viewer: Viewer) -> Attempt:
    """Lock and give the viewer's own attempt; NoSuchAttempt for anything else."""
    attempt = locked_attempt(session, attempt_id)
    if (
        attempt is None
        or attempt.member_id != viewer.member_id
        or viewer.exam_id not in (None, attempt.exam_id)
    ):
        raise NoSuchAttempt()
    return attempt


def check_claim(
    claim: Claim, attempt: Attempt, *, session_version: int, account_closed: bool
) -> None:
    """Raise why a session may not speak for an attempt, as the statement of the saves would."""
    if attempt.member_id != claim.member_id or claim.exam_id not in (None, attempt.exam_id):
        raise NoSuchAttempt()
    if session_version != claim.session_version or account_closed:
        raise SessionEnded()


def sequences(session: Session, attempt_id: int) -> Mapping[int, int]:
    """Give the stored sequence number of each answered item."""
    rows = session.execute(
        select(Answer.item_number, Answer.sequence).where(Answer.attempt_id == attempt_id)
    )
    return {row.item_number: row.sequence for row in rows}


def first_sequence(attempt: rules.Attempt) -> int:
    """Give the number from which the page that holds the attempt counts its answers.

    Above everything stored, and above everything an earlier holder may still have unsent: what was
    answered after a change of device wins over what was left behind on the other one.
    """
    return max([attempt.holder * 10_000, *attempt.sequences.values()]) + 1
