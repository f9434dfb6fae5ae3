"""Saving answers: the hot path, and the slow path that explains what the guard did not touch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from quizapp.attempts.operations.closing import close_if_overdue
from quizapp.attempts.operations.guard import write_answers
from quizapp.attempts.operations.refusals import (
    NoSuchAttempt,
    TryAgain,
    UnreadableAnswers,
)
from quizapp.attempts.operations.responses import newest_of_each, paper_by_hash
from quizapp.attempts.operations.rows import (
    check_claim,
    first_sequence,
)
from quizapp.database.clock import database_now
from quizapp.database.transaction import one_statement, reading, transaction
from quizapp.domain import attempt as rules
from quizapp.domain.attempt import SentAnswer, accept_answers
from quizapp.domain.attempt_refusals import ItemLeft, TimeIsUp
from quizapp.domain.timing import time_left
from quizapp.domain.viewer import Claim
from quizapp.models import STORED_ANSWERS, Answer, Attempt, Form, Member, answers_of


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """What is stored for one item."""

    item_number: int
    sequence: int
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Saved:
    """The server's word on a batch."""

    answers: tuple[SavedAnswer, ...]
    server_time: datetime
    remaining: timedelta


def save_answers(
    attempt_id: int,
    sent: Sequence[SentAnswer],
    *,
    claim: Claim,
    holder: int,
    form_hash: str,
    key: bytes,
) -> Saved:
    """Store a batch of answers, newest of each item, and say what is stored.

    One statement when all of them are new; anything else is looked at with all the rules. A replay
    is a success. An overdue attempt is closed before the refusal is raised.
    """
    try:
        return _save(attempt_id, sent, claim=claim, holder=holder, form_hash=form_hash)
    except TimeIsUp:
        close_if_overdue(attempt_id, key=key)
        raise


def save_page(
    attempt_id: int,
    responses: Mapping[int, tuple[str, ...]],
    *,
    claim: Claim,
    holder: int,
    goes_on: bool,
    key: bytes,
) -> Saved:
    """Store the answers of one page of the plain form, which counts no numbers of its own.

    `goes_on`: the next page is asked for. Where one may only go forward, its first item is stored
    as reached, so that the whole page before it is left.
    """
    value, form_hash = _own(reading(), attempt_id, claim)
    number = first_sequence(value)
    sent = [SentAnswer(item, response, number) for item, response in responses.items()]
    if goes_on:
        last = max((value.places.get(item, 0) for item in responses), default=0)
        sent += [
            SentAnswer(item, (), number)
            for item, place in value.places.items()
            if place == last + 1 and item not in value.sequences
        ]
    return save_answers(attempt_id, sent, claim=claim, holder=holder, form_hash=form_hash, key=key)


def _save(
    attempt_id: int, sent: Sequence[SentAnswer], *, claim: Claim, holder: int, form_hash: str
) -> Saved:
    batch = newest_of_each(paper_by_hash(form_hash), sent)
    with one_statement() as connection:
        written = write_answers(
            connection, attempt_id, claim=claim, holder=holder, form_hash=form_hash, batch=batch
        )
    if written and len(written) == len(batch):
        now = written[0].saved_at
        return Saved(
            tuple(SavedAnswer(row.item_number, row.sequence, row.saved_at) for row in written),
            now,
            time_left(written[0].deadline_at, now),
        )
    with transaction() as session:
        return _explain(session, attempt_id, batch, claim=claim, holder=holder, form_hash=form_hash)


def _explain(
    session: Session,
    attempt_id: int,
    batch: Sequence[SentAnswer],
    *,
    claim: Claim,
    holder: int,
    form_hash: str,
) -> Saved:
    """Say what is stored for a batch that was not all new, or refuse it."""
    value, current_hash = _own(session, attempt_id, claim)
    if current_hash != form_hash:
        raise UnreadableAnswers()
    now = database_now(session)
    accepted = accept_answers(value, batch, holder=holder, now=now)
    if accepted.left:
        raise ItemLeft()
    if accepted.written:
        raise TryAgain()
    stored = session.execute(
        select(Answer.item_number, Answer.sequence, Answer.saved_at).where(
            Answer.attempt_id == attempt_id,
            Answer.item_number.in_([answer.item_number for answer in batch]),
        )
    )
    return Saved(
        tuple(SavedAnswer(row.item_number, row.sequence, row.saved_at) for row in stored),
        now,
        time_left(value.deadline_at or now, now),
    )


# Put together once: taking a statement apart for its cache costs as much as running it.
_OWN: Final = (
    select(
        Attempt,
        Form.content_hash,
        Member.session_version,
        Member.closed_at,
        STORED_ANSWERS.label("answers"),
    )
    .join(Form, Form.id == Attempt.form_id)
    .join(Member, Member.id == Attempt.member_id)
    .where(Attempt.id == bindparam("attempt"))
)


def _own(session: Session, attempt_id: int, claim: Claim) -> tuple[rules.Attempt, str]:
    """Give the attempt and the hash of its paper if the session may speak for its member."""
    found = session.execute(_OWN, {"attempt": attempt_id}).one_or_none()
    if found is None:
        raise NoSuchAttempt()
    check_claim(
        claim,
        found.Attempt,
        session_version=found.session_version,
        account_closed=found.closed_at is not None,
    )
    _responses, sequences = answers_of(found.answers)
    return found.Attempt.snapshot(sequences), found.content_hash
