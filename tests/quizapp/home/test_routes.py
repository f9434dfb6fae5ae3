"""Landing page, language switch, alive, ready, metrics."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from quizapp.extensions import db
from tests.conftest import PageClient, People, make_app, make_people
from tests.databases import KINDS, Databases
from tests.factories.attempts import make_attempt
from tests.factories.exams import make_published


def test_everybody_lands_where_work_begins(people: People, client: PageClient) -> None:
    assert client.get("/").location == "/sign-in"
    assert client.sign_in(people.member).get("/").location == "/my"
    assert client.sign_in(people.organizer).get("/").location == "/exams/"


@pytest.mark.parametrize("path", ["/readyz", "/health"])
def test_ready_asks_the_database(client: PageClient, path: str) -> None:
    assert client.get(path).json == {"status": "ok", "database": "ok"}


def test_not_ready_without_a_database_but_alive(tmp_path: Path) -> None:
    app = make_app("postgresql+psycopg://nobody@127.0.0.1:1/none?connect_timeout=1", tmp_path)
    answer = app.test_client().get("/readyz")
    assert answer.status_code == 503 and int(answer.headers["Retry-After"]) > 0
    assert app.test_client().get("/healthz").status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_not_ready_without_tables(databases: Databases, tmp_path: Path, kind: str) -> None:
    answer = make_app(databases.new(kind), tmp_path).test_client().get("/readyz")
    assert answer.status_code == 503 and "db upgrade" in answer.json["status"]


def test_metrics_tell_what_waits_for_the_sweeper(live_app: Flask, tmp_path: Path) -> None:
    token = "only-for-tests-0123456789"
    url = live_app.config["SQLALCHEMY_DATABASE_URI"]
    app = make_app(url, tmp_path, metrics_token=token)
    with app.app_context():
        people = make_people()
        exam = make_published(people.root, [people.member, people.stranger])
        make_attempt(exam, people.member)
        make_attempt(exam, people.stranger, started_at=datetime.now(UTC) - timedelta(hours=1))
        db.session.remove()
    answer = app.test_client().get("/metrics", headers={"Authorization": f"Bearer {token}"})
    page = answer.get_data(as_text=True)
    assert "quizapp_open_attempts 2.0" in page and "quizapp_overdue_attempts 1.0" in page
    (waits,) = re.findall(r"^quizapp_overdue_seconds (\S+)", page, re.MULTILINE)
    assert 60 < float(waits) < 3600


def test_the_language_is_remembered(client: PageClient) -> None:
    answer = client.post(
        "/language",
        data={"language": "zh_Hans_CN"},
        headers={"Referer": "http://localhost/sign-in"},
    )
    assert answer.location == "/sign-in"
    page = client.get("/sign-in").get_data(as_text=True)
    assert 'lang="zh-CN"' in page and "登录" in page
    assert client.post("/language", data={"language": "xx"}).status_code == 400


@pytest.mark.parametrize(
    "referrer",
    ["https://elsewhere.example/x", "http://localhost//elsewhere.example", "", "javascript:x"],
)
def test_the_way_back_stays_here(client: PageClient, referrer: str) -> None:
    answer = client.post("/language", data={"language": "en"}, headers={"Referer": referrer})
    assert answer.location == "/"


def test_a_referrer_that_is_no_address_leads_home(client: PageClient) -> None:
    answer = client.post("/language", data={"language": "en"}, headers={"Referer": "http://["})
    assert answer.location == "/"
