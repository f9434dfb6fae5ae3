"""The server closes overdue attempts and follows rosters by itself."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from quizapp import sweeper
from quizapp.domain.attempt import AttemptState
from quizapp.extensions import db
from quizapp.models import Attempt, Exam, ScoreSheet
from tests.conftest import make_people
from tests.factories.attempts import make_attempt
from tests.factories.exams import make_published, right_answers


def test_closes_and_scores_without_any_client(
    live_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeper, "EVERY_SECONDS", 0.05)
    started = datetime.now(UTC) - timedelta(hours=2)
    with live_app.app_context():
        people = make_people()
        exam = make_published(people.root, [people.member], opens_in=timedelta(hours=-3))
        exam.roster_frozen_at = None
        answers = dict(list(right_answers(exam).items())[:2])
        attempt = make_attempt(exam, people.member, answers=answers, started_at=started)
        attempt_id, deadline = attempt.id, attempt.deadline_at
        db.session.remove()
    stop = sweeper.start(live_app)
    try:
        closed = _wait_for(live_app, attempt_id)
    finally:
        stop.set()
        # The thread ends within a beat; the database may be put away only then.
        for thread in threading.enumerate():
            if thread.name == "sweeper":
                thread.join(5)
    assert closed == (AttemptState.EXPIRED, deadline)
    with live_app.app_context():
        assert db.session.query(ScoreSheet.total).scalar() == 2500
        assert db.session.query(Exam.roster_frozen_at).scalar() is not None
        db.session.remove()


def _wait_for(app: Flask, attempt_id: int) -> tuple[AttemptState, datetime | None] | None:
    for _ in range(200):
        with app.app_context():
            attempt = db.session.get_one(Attempt, attempt_id)
            found = attempt.state, attempt.closed_at
            db.session.remove()
        if found[0] is not AttemptState.OPEN:
            return found
        time.sleep(0.05)
    return None
