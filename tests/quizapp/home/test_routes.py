"""Landing page, language switch, health check."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.extensions import db
from tests.conftest import PageClient, People, make_app


def test_everybody_lands_where_work_begins(people: People, client: PageClient) -> None:
    assert client.get("/").location == "/sign-in"
    assert client.sign_in(people.member).get("/").location == "/my"
    assert client.sign_in(people.organizer).get("/").location == "/exams/"


def test_health_asks_the_database(client: PageClient) -> None:
    assert client.get("/health").json == {"status": "ok", "database": "ok"}


def test_health_fails_without_a_schema(tmp_path: Path) -> None:
    app = make_app("postgresql+psycopg://nobody@127.0.0.1:1/none?connect_timeout=1", tmp_path)
    assert app.test_client().get("/health").status_code == 503
    with app.app_context():
        db.engine.dispose()


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
