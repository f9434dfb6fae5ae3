"""The guarded statement and `domain.attempt.accept_answers` always decide alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update

from quizapp.attempts.operations.guard import write_answers
from quizapp.attempts.operations.rows import attempt_value
from quizapp.database.transaction import transaction
from quizapp.domain.attempt import AttemptState, SentAnswer, accept_answers
from quizapp.domain.refusals import Refusal
from quizapp.domain.viewer import Claim
from quizapp.extensions import db
from quizapp.models import Answer, Attempt, Exam, Form
from tests.conftest import People
from tests.factories.attempts import make_attempt
from tests.factories.exams import make_published
from tests.quizapp.attempts.conftest import SetClock

NOW = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
FORM_HASH = "f" * 64

SEQUENCES = st.integers(1, 6)
STATES = st.fixed_dictionaries(
    {
        "state": st.sampled_from([AttemptState.OPEN] * 4 + list(AttemptState)),
        "holder": st.integers(1, 2),
        "locked": st.sampled_from([False, False, False, True]),
        "voided": st.sampled_from([False, False, False, True]),
        "deadline_in": st.sampled_from(
            [
                timedelta(minutes=5),
                timedelta(0),
                -timedelta(seconds=15),
                -timedelta(seconds=15) - MICROSECOND,
                -timedelta(minutes=1),
            ]
        ),
        "stored": st.dictionaries(st.integers(1, 4), SEQUENCES),
    }
)
BATCHES = st.dictionaries(st.integers(1, 4), SEQUENCES, max_size=4)
SESSIONS = st.sampled_from(["own"] * 5 + ["stranger", "old", "other exam", "same exam"])


@pytest.fixture
def exam(people: People, set_clock: SetClock) -> Exam:
    """A published exam, with the clock standing still."""
    set_clock(NOW)
    made = make_published(people.root, [people.member])
    db.session.execute(update(Form).where(Form.exam_id == made.id).values(content_hash=FORM_HASH))
    db.session.commit()
    return made


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(state=STATES, batch=BATCHES, session=SESSIONS, holder=st.integers(1, 2))
def test_guard_and_domain_agree(
    people: People,
    exam: Exam,
    state: dict[str, Any],
    batch: dict[int, int],
    session: str,
    holder: int,
) -> None:
    row = _row(exam, people, state)
    sent = [SentAnswer(item, ("a",), sequence) for item, sequence in batch.items()]
    expected: dict[int, int] = {}
    try:
        accepted = accept_answers(attempt_value(row, state["stored"]), sent, holder=holder, now=NOW)
        if session in ("own", "same exam"):
            expected = {answer.item_number: answer.sequence for answer in accepted.written}
    except Refusal:
        pass
    claim = Claim(people.member.id, people.member.session_version, None)
    claim = {
        "own": claim,
        "stranger": replace(claim, member_id=people.stranger.id),
        "old": replace(claim, session_version=claim.session_version - 1),
        "other exam": replace(claim, exam_id=exam.id + 1),
        "same exam": replace(claim, exam_id=exam.id),
    }[session]
    attempt_id = row.id
    with transaction() as open_session:
        written = write_answers(
            open_session,
            attempt_id,
            claim=claim,
            holder=holder,
            form_hash=FORM_HASH,
            batch=sent,
        )
    assert {answer.item_number: answer.sequence for answer in written} == expected
    assert all(answer.saved_at == NOW for answer in written)
    db.session.execute(delete(Attempt).where(Attempt.id == attempt_id))
    db.session.commit()


def _row(exam: Exam, people: People, state: dict[str, Any]) -> Attempt:
    deadline = NOW + state["deadline_in"]
    row = make_attempt(
        exam,
        people.member,
        started_at=deadline - timedelta(minutes=30),
        deadline_at=deadline,
        holder=state["holder"],
        locked_at=NOW if state["locked"] else None,
        voided_at=NOW if state["voided"] else None,
    )
    for item, sequence in state["stored"].items():
        db.session.add(
            Answer(
                attempt_id=row.id, item_number=item, response=[], sequence=sequence, saved_at=NOW
            )
        )
    db.session.commit()
    if state["state"] in (AttemptState.SUBMITTED, AttemptState.EXPIRED):
        row.closed_at = NOW
    if state["state"] is AttemptState.READY:
        row.started_at = row.deadline_at = row.accept_until = None
    row.state = state["state"]
    db.session.commit()
    return row
