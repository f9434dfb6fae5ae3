"""`flask attempts close-overdue`."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask

from quizapp.domain.attempt import AttemptState
from quizapp.extensions import db
from tests.conftest import People
from tests.factories.attempts import make_attempt
from tests.factories.exams import HOUR, make_published


def test_closes_and_says_how_many(app: Flask, people: People) -> None:
    exam = make_published(people.root, [people.member])
    attempt = make_attempt(exam, people.member, started_at=datetime.now(UTC) - HOUR)
    result = app.test_cli_runner().invoke(args=["attempts", "close-overdue"])
    assert (result.exit_code, result.output) == (0, "1 attempts closed\n")
    db.session.refresh(attempt)
    assert attempt.state is AttemptState.EXPIRED
