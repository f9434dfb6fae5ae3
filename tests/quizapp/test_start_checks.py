"""What a server says when it starts: the setting that is wrong, by name."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from quizapp.database.transaction import transaction
from quizapp.start_checks import check
from tests.architecture.test_imports import ROOT
from tests.conftest import make_app


def test_says_nothing_when_all_is_well(
    template_app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    check(template_app)
    assert caplog.messages == []


def test_tells_a_database_that_needs_a_migration(
    live_app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    with live_app.app_context(), transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    check(live_app)
    assert "db upgrade" in caplog.text and "DATABASE_URL" in caplog.text
    assert live_app.test_client().get("/readyz").status_code == 503


def test_waits_for_a_database_that_is_away(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    check(make_app("postgresql+psycopg://nobody@127.0.0.1:1/none", tmp_path))
    assert "waiting" in caplog.text


def test_goes_on_without_redis(
    template_app: Flask, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    url = template_app.config["SQLALCHEMY_DATABASE_URI"]
    app = make_app(url, tmp_path, redis_url="redis://127.0.0.1:1/0")
    with caplog.at_level(logging.WARNING):
        check(app)
    assert "REDIS_URL" in caplog.text
    answer = app.test_client().post("/sign-in", data={"sign_in_name": "x", "password": "y"})
    assert answer.status_code < 500


@pytest.mark.parametrize(
    ("name", "value"),
    [("THREADS", "none"), ("WEB_CONCURRENCY", "2"), ("DATABASE_URL", "mysql://x")],
)
def test_gunicorn_ends_with_one_sentence(tmp_path: Path, name: str, value: str) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "wsgi:app"],
        cwd=ROOT,
        env={**os.environ, "INSTANCE_PATH": str(tmp_path), name: value},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert told.returncode != 0
    assert told.stderr.strip().splitlines()[-1].startswith(name), told.stderr
    assert "Traceback" not in told.stderr


def test_commands_end_with_one_sentence(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "attempts", "sweep", "--once"],
        cwd=ROOT,
        env={**os.environ, "INSTANCE_PATH": str(tmp_path), "TIMEZONE": "Mars"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert told.returncode != 0 and "Traceback" not in told.stderr
    assert told.stderr.strip().startswith("TIMEZONE")
