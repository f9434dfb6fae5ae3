"""Attempts in any state, with answers and score sheets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from quizapp.domain.attempt import AttemptState
from quizapp.domain.timing import accept_until
from quizapp.extensions import db
from quizapp.models import Answer, Attempt, Exam, Form, KeyVersion, Member, ScoreSheet


def make_attempt(
    exam: Exam,
    member: Member,
    *,
    state: AttemptState = AttemptState.OPEN,
    answers: Mapping[int, list[str]] | None = None,
    **values: Any,
) -> Attempt:
    """An attempt, open since a minute ago unless told otherwise; answers have sequence 1."""
    number = values.pop("number", 1)
    started = values.pop("started_at", datetime.now(UTC) - timedelta(minutes=1))
    deadline = values.pop("deadline_at", started + timedelta(seconds=exam.duration_seconds))
    form = (
        db.session.execute(db.select(Form).where(Form.exam_id == exam.id).order_by(Form.number))
        .scalars()
        .first()
    )
    assert form is not None, "publish the exam first"
    ready = state is AttemptState.READY
    attempt = Attempt(
        exam_id=exam.id,
        member_id=member.id,
        number=number,
        form_id=values.pop("form_id", form.id),
        state=AttemptState.READY if ready else AttemptState.OPEN,
        started_at=None if ready else started,
        deadline_at=None if ready else deadline,
        accept_until=None if ready else accept_until(deadline),
        **{"shuffle_seed": f"seed{member.id}", "holder": 1} | values,
    )
    db.session.add(attempt)
    db.session.flush()
    for item_number, response in (answers or {}).items():
        db.session.add(
            Answer(
                attempt_id=attempt.id,
                item_number=item_number,
                response=response,
                sequence=1,
                saved_at=started,
            )
        )
    db.session.flush()
    if state in (AttemptState.SUBMITTED, AttemptState.EXPIRED):
        attempt.closed_at = min(datetime.now(UTC), deadline)
        attempt.receipt_number = f"R{attempt.id:07d}"
        attempt.receipt_digest = "0" * 64
    attempt.state = state
    db.session.commit()
    return attempt


def make_sheet(
    attempt: Attempt, total: int, *, maximum: int = 10000, number: int = 1
) -> ScoreSheet:
    """A score sheet with nothing but a total."""
    keys = (
        db.session.execute(db.select(KeyVersion.id).where(KeyVersion.form_id == attempt.form_id))
        .scalars()
        .first()
    )
    sheet = ScoreSheet(
        attempt_id=attempt.id,
        number=number,
        key_version_id=keys,
        rule="exact/1",
        points={},
        total=total,
        maximum=maximum,
        made_at=attempt.closed_at or datetime.now(UTC),
    )
    db.session.add(sheet)
    db.session.commit()
    return sheet
