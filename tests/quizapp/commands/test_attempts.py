"""`flask attempts sweep --once`: one pass, as cron calls it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Flask

from quizapp.domain.attempt import AttemptState
from quizapp.extensions import db
from quizapp.models import Attempt, ScoreSheet
from tests.conftest import People
from tests.factories.attempts import make_attempt
from tests.factories.exams import make_published, right_answers


def run(app: Flask) -> str:
    result = app.test_cli_runner().invoke(args=["attempts", "sweep", "--once"])
    assert result.exit_code == 0, result.output
    return result.output


def test_closes_and_scores_only_what_is_overdue(app: Flask, people: People) -> None:
    exam = make_published(people.root, [people.member, people.stranger])
    started = datetime.now(UTC) - timedelta(minutes=45)
    over = make_attempt(exam, people.member, answers=right_answers(exam), started_at=started).id
    running = make_attempt(exam, people.stranger).id
    assert "Attempts closed: 1" in run(app)
    states = {row.id: row.state for row in db.session.scalars(db.select(Attempt))}
    assert states == {over: AttemptState.EXPIRED, running: AttemptState.OPEN}
    sheet = db.session.scalars(db.select(ScoreSheet)).one()
    assert (sheet.attempt_id, sheet.total) == (over, sheet.maximum)
    assert "Attempts closed: 0" in run(app)
