"""Two sweepers as processes of their own, one killed midway: each attempt is closed once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade

from quizapp.domain.attempt import AttemptState
from quizapp.extensions import db
from quizapp.models import Attempt, AuditEntry, ScoreSheet, Unit
from tests.architecture.test_imports import ROOT
from tests.conftest import make_app, make_people
from tests.databases import Databases
from tests.factories.attempts import make_attempt
from tests.factories.exams import make_published, right_answers
from tests.factories.people import make_member

OVERDUE = 120


@pytest.fixture
def overdue(databases: Databases, tmp_path: Path) -> Iterator[Flask]:
    """An app on PostgreSQL with many attempts whose time is over, and one that runs."""
    app = make_app(databases.new("postgresql"), tmp_path)
    with app.app_context():
        upgrade()
        people = make_people()
        branch = db.session.get_one(Unit, people.branch)
        members = [make_member(f"m{number}", unit=branch) for number in range(OVERDUE)]
        exam = make_published(people.root, [*members, people.member])
        started = datetime.now(UTC) - timedelta(minutes=50)
        answers = dict(list(right_answers(exam).items())[:2])
        for member in members:
            make_attempt(exam, member, answers=answers, started_at=started)
        make_attempt(exam, people.member)
        db.session.remove()
        db.engine.dispose()
    yield app


@contextmanager
def sweeper(app: Flask, *options: str) -> Iterator[subprocess.Popen[str]]:
    settings = app.config["SETTINGS"]
    process = subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "wsgi", "attempts", "sweep", *options],
        cwd=ROOT,
        env=os.environ
        | {
            "DATABASE_URL": settings.database_url,
            "SECRET_KEY": settings.secret_key,
            "INSTANCE_PATH": str(settings.instance),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def closed(app: Flask) -> int:
    with app.app_context():
        count = db.session.scalar(
            db.select(db.func.count()).where(Attempt.state == AttemptState.EXPIRED)
        )
        db.session.remove()
    return count or 0


def test_each_is_closed_once_when_one_of_two_is_killed_midway(overdue: Flask) -> None:
    with sweeper(overdue, "--once") as killed, sweeper(overdue, "--once") as other:
        until = time.monotonic() + 60
        while closed(overdue) < 10:
            assert time.monotonic() < until
            time.sleep(0.002)
        killed.send_signal(signal.SIGKILL)
        midway = closed(overdue)
        told, _nothing = other.communicate(timeout=60)
    assert midway < OVERDUE, "it was killed too late to show anything"
    with sweeper(overdue, "--once") as last:
        told_last, _nothing = last.communicate(timeout=60)
    assert told.startswith("Attempts closed: ") and told_last.startswith("Attempts closed: ")
    with overdue.app_context():
        attempts = db.session.scalars(
            db.select(Attempt).where(Attempt.state == AttemptState.EXPIRED)
        ).all()
        assert len(attempts) == OVERDUE
        assert all(one.closed_at == one.deadline_at for one in attempts)
        sheets = db.session.scalars(db.select(ScoreSheet.attempt_id)).all()
        assert sorted(sheets) == sorted(one.id for one in attempts)
        audited = db.session.scalars(
            db.select(AuditEntry.id).where(AuditEntry.act == "attempt.expired")
        ).all()
        assert len(audited) == OVERDUE
        db.session.remove()


def test_sweeps_until_it_is_told_to_stop(overdue: Flask) -> None:
    with sweeper(overdue) as process:
        until = time.monotonic() + 60
        while closed(overdue) < OVERDUE:
            assert time.monotonic() < until and process.poll() is None
            time.sleep(0.2)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=15) == 0
