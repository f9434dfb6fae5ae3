"""The guarded statement and `domain.attempt.accept_answers` always decide alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, update

from quizapp.attempts.operations.guard import write_answers
from quizapp.database.transaction import one_statement
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
STORED = st.dictionaries(st.integers(1, 4), SEQUENCES)
BATCHES = st.dictionaries(st.integers(1, 4), SEQUENCES, min_size=1)

ORDINARY: dict[str, Any] = {
    "state": AttemptState.OPEN,
    "holder": 1,
    "locked": False,
    "voided": False,
    "deadline_in": timedelta(minutes=5),
    "session": "own",
    "paper": FORM_HASH,
    "places": None,
}
DEVIATIONS: list[tuple[str, Any]] = [
    ("state", AttemptState.READY),
    ("state", AttemptState.SUBMITTED),
    ("state", AttemptState.EXPIRED),
    ("holder", 0),
    ("holder", 2),
    ("locked", True),
    ("voided", True),
    ("deadline_in", timedelta(0)),
    ("deadline_in", -MICROSECOND),
    ("deadline_in", -timedelta(seconds=15)),
    ("deadline_in", -timedelta(seconds=15) - MICROSECOND),
    ("session", "stranger"),
    ("session", "old"),
    ("session", "other exam"),
    ("session", "same exam"),
    ("paper", "e" * 64),
    ("places", {"1": 1, "2": 2, "3": 3, "4": 4}),
    ("places", {"1": 4, "2": 1, "3": 3, "4": 2}),
]


@pytest.fixture
def exam(people: People, set_clock: SetClock) -> Exam:
    """A published exam, with the clock standing still."""
    set_clock(NOW)
    made = make_published(people.root, [people.member])
    db.session.execute(update(Form).where(Form.exam_id == made.id).values(content_hash=FORM_HASH))
    db.session.commit()
    return made


@pytest.mark.parametrize("deviation", [None, *DEVIATIONS], ids=str)
def test_guard_and_domain_agree_on_each_deviation(
    people: People, exam: Exam, deviation: tuple[str, Any] | None
) -> None:
    situation = ORDINARY | dict([deviation] if deviation else [])
    _compare(people, exam, situation, stored={1: 3, 2: 5}, batch={1: 4, 2: 4, 3: 1})


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(deviations=st.lists(st.sampled_from(DEVIATIONS), max_size=2), stored=STORED, batch=BATCHES)
def test_guard_and_domain_agree(
    people: People,
    exam: Exam,
    deviations: list[tuple[str, Any]],
    stored: dict[int, int],
    batch: dict[int, int],
) -> None:
    _compare(people, exam, ORDINARY | dict(deviations), stored=stored, batch=batch)


def _compare(
    people: People,
    exam: Exam,
    situation: dict[str, Any],
    *,
    stored: dict[int, int],
    batch: dict[int, int],
) -> None:
    row = _row(exam, people, situation, stored)
    sent = [SentAnswer(item, ("a",), sequence) for item, sequence in batch.items()]
    expected: dict[int, int] = {}
    try:
        accepted = accept_answers(row.snapshot(stored), sent, holder=1, now=NOW)
        if situation["session"] in ("own", "same exam") and situation["paper"] == FORM_HASH:
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
    }[situation["session"]]
    attempt_id, deadline = row.id, row.deadline_at
    with one_statement() as connection:
        written = write_answers(
            connection,
            attempt_id,
            claim=claim,
            holder=1,
            form_hash=situation["paper"],
            batch=sent,
        )
    assert {answer.item_number: answer.sequence for answer in written} == expected
    assert all(answer.saved_at == NOW and answer.deadline_at == deadline for answer in written)
    late = db.session.execute(
        select(Answer.item_number, Answer.late).where(
            Answer.attempt_id == attempt_id, Answer.item_number.in_(expected)
        )
    )
    assert all(row.late is (situation["deadline_in"] < timedelta(0)) for row in late)
    db.session.execute(delete(Attempt).where(Attempt.id == attempt_id))
    db.session.commit()


def _row(exam: Exam, people: People, state: dict[str, Any], stored: dict[int, int]) -> Attempt:
    deadline = NOW + state["deadline_in"]
    started = deadline - timedelta(minutes=30)
    ready = state["state"] is AttemptState.READY
    row = make_attempt(
        exam,
        people.member,
        state=AttemptState.READY if ready else AttemptState.OPEN,
        started_at=started,
        deadline_at=deadline,
        holder=state["holder"],
        locked_at=NOW if state["locked"] else None,
        voided_at=NOW if state["voided"] else None,
        places=state["places"],
    )
    for item, sequence in ({} if ready else stored).items():
        db.session.add(
            Answer(
                attempt_id=row.id,
                item_number=item,
                response=[],
                sequence=sequence,
                saved_at=started,
            )
        )
    db.session.commit()
    if state["state"] in (AttemptState.SUBMITTED, AttemptState.EXPIRED):
        row.closed_at = NOW
    row.state = state["state"]
    db.session.commit()
    return row
