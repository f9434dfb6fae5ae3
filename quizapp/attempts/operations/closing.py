"""Closing attempts: handed in by the member, or by the server when their time is over.

One transaction for each: lock, close, score, receipt, audit row. Nothing slips in between.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Row, bindparam, func, select
from sqlalchemy.orm import Session

from quizapp.attempts.operations.key_sheets import key_sheet
from quizapp.attempts.operations.refusals import AnswersMissing
from quizapp.attempts.operations.rows import locked_attempt, own_attempt
from quizapp.attempts.queries.overdue import overdue_ids
from quizapp.database.clock import database_now
from quizapp.database.transaction import transaction
from quizapp.domain import attempt as rules
from quizapp.domain.receipts import make_receipt
from quizapp.domain.scoring import Response, rule_name, score_paper
from quizapp.domain.viewer import Viewer
from quizapp.live.publishing import exam_topic, publish
from quizapp.models import (
    STORED_ANSWERS,
    Attempt,
    Exam,
    KeyVersion,
    ScoreSheet,
    answers_of,
    record,
)
from quizapp.models.base import Moment

log: Final = logging.getLogger(__name__)

_TO_CLOSE: Final = (
    select(
        Exam.multiple_choice_rule,
        Exam.earliest_submission_seconds,
        KeyVersion.id.label("key_version_id"),
        KeyVersion.made_at,
        select(func.max(ScoreSheet.number))
        .where(ScoreSheet.attempt_id == Attempt.id)
        .correlate(Attempt)
        .scalar_subquery()
        .label("earlier_sheets"),
        STORED_ANSWERS.label("answers"),
        func.app_now(type_=Moment).label("now"),
    )
    .select_from(Attempt)
    .join(Exam, Exam.id == Attempt.exam_id)
    .join(KeyVersion, KeyVersion.form_id == Attempt.form_id)
    .where(Attempt.id == bindparam("attempt"))
    .order_by(KeyVersion.number.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What became of a hand-in: the same for the first request and every repetition."""

    attempt_id: int
    state: rules.AttemptState
    closed_at: datetime
    receipt_number: str


def submit(attempt_id: int, *, viewer: Viewer, claimed: Mapping[int, int], key: bytes) -> HandedIn:
    """Hand the viewer's attempt in, score it and give the receipt.

    `claimed` is the highest sequence number of each item that the page has counted, empty for the
    plain form; AnswersMissing when one of them has not arrived while there is still time for it.
    """
    with transaction() as session:
        row = own_attempt(session, attempt_id, viewer)
        if row.state not in rules.CLOSED:
            close_attempt(
                session, row, rules.CloseReason.SUBMITTED, claimed=claimed, viewer=viewer, key=key
            )
        return _handed_in(row)


def close_overdue(*, key: bytes) -> int:
    """Close every attempt whose time and grace are over, each in its own transaction; count them.

    Several servers may do so at once: the state decides under the lock, so that each attempt is
    closed once. One that cannot be closed is logged and does not keep the others waiting.
    """
    closed = 0
    for attempt_id in overdue_ids():
        try:
            closed += close_if_overdue(attempt_id, key=key)
        except Exception:
            log.exception("attempt %s could not be closed; the next sweep tries again", attempt_id)
    return closed


def close_if_overdue(attempt_id: int, *, key: bytes) -> bool:
    """Close the attempt with all that was saved if its time is over; say whether this call did."""
    with transaction() as session:
        row = locked_attempt(session, attempt_id)
        if row is None or not rules.is_overdue(row.snapshot(), database_now(session)):
            return False
        close_attempt(session, row, rules.CloseReason.EXPIRED, claimed={}, viewer=None, key=key)
        return True


def close_collected(attempt_id: int, *, viewer: Viewer, key: bytes) -> bool:
    """Close an open attempt with all that was saved because all papers are collected now; say
    whether this call did."""
    with transaction() as session:
        row = locked_attempt(session, attempt_id)
        # More time may have been granted since the papers were counted.
        if row is None or row.state is not rules.AttemptState.OPEN or row.extra_seconds:
            return False
        close_attempt(session, row, rules.CloseReason.COLLECTED, claimed={}, viewer=viewer, key=key)
        return True


def close_attempt(
    session: Session,
    row: Attempt,
    reason: rules.CloseReason,
    *,
    claimed: Mapping[int, int],
    viewer: Viewer | None,
    key: bytes,
) -> None:
    """Close, score and receipt an open attempt that is locked by the running transaction."""
    # Read now that no save can come between, and by one statement.
    known = session.execute(_TO_CLOSE, {"attempt": row.id}).one()
    now: datetime = known.now
    responses, sequences = answers_of(known.answers)
    value = row.snapshot(sequences)
    closed = rules.close(value, reason, now=now)
    if reason is rules.CloseReason.SUBMITTED:
        earliest = timedelta(seconds=known.earliest_submission_seconds)
        rules.check_submission(value, earliest, now=now)
    missing = rules.unsent(value, claimed)
    if missing and closed.state is rules.AttemptState.SUBMITTED and now <= value.deadline_at:
        raise AnswersMissing(missing)
    closed_at = closed.closed_at or now
    receipt = make_receipt(key, attempt_id=row.id, answers=responses, submitted_at=closed_at)
    row.state, row.closed_at = closed.state, closed_at
    row.receipt_number, row.receipt_digest = receipt.number, receipt.digest
    session.add(_sheet(session, row, responses, known))
    collected = reason is rules.CloseReason.COLLECTED
    record(
        session,
        f"attempt.{reason.value if collected else closed.state.value}",
        row,
        viewer=viewer,
        now=now,
        answers=len(responses),
        receipt=receipt.number,
    )
    publish(session, exam_topic(row.exam_id), "closed", now=now, attempt=row.id)


def _sheet(
    session: Session, row: Attempt, responses: Mapping[int, Response], known: Row[Any]
) -> ScoreSheet:
    """Score by the newest keys of the attempt's paper."""
    rule = known.multiple_choice_rule
    keys = key_sheet(session, known.key_version_id, made_at=known.made_at)
    sheet = score_paper(keys, responses, rule)
    return ScoreSheet(
        attempt_id=row.id,
        number=(known.earlier_sheets or 0) + 1,
        key_version_id=known.key_version_id,
        rule=rule_name(rule),
        points={str(number): points for number, points in sheet.points.items()},
        total=sheet.total,
        maximum=sheet.full,
        made_at=known.now,
    )


def _handed_in(row: Attempt) -> HandedIn:
    if row.closed_at is None:
        raise ValueError("a closed attempt has its moment")
    return HandedIn(row.id, row.state, row.closed_at, row.receipt_number)
