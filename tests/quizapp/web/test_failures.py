"""Failures are sentences: a page for people, JSON for scripts, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from quizapp.domain.refusals import Refusal, RefusalKind
from quizapp.extensions import db
from quizapp.web.access import public
from tests.conftest import PageClient, make_app


@pytest.fixture
def failing(template_app: Flask, tmp_path: Path) -> PageClient:
    made = make_app(template_app.config["SQLALCHEMY_DATABASE_URI"], tmp_path)
    made.config["PROPAGATE_EXCEPTIONS"] = False

    @public
    def crash() -> str:
        raise ZeroDivisionError("inside")

    @public
    def refuse() -> str:
        raise Refusal(
            "nothing", "There is no %(what)s.", kind=RefusalKind.INVALID, values={"what": "x"}
        )

    @public
    def break_statement() -> str:
        db.session.execute(text("SELECT nothing FROM nowhere"))
        return ""

    made.add_url_rule("/crash", "crash", crash)
    made.add_url_rule("/statement", "statement", break_statement)
    made.add_url_rule("/refuse", "refuse", refuse)
    client = made.test_client()
    assert isinstance(client, PageClient)
    return client


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nowhere", 404, "There is no such page"),
        ("/crash", 500, "Something went wrong on our side"),
        ("/statement", 500, "Something went wrong on our side"),
        ("/refuse", 422, "There is no x."),
    ],
)
def test_the_sentence_is_told_in_the_form_asked_for(
    failing: PageClient, path: str, status: int, words: str
) -> None:
    page = failing.get(path)
    assert page.status_code == status
    assert words in page.get_data(as_text=True)
    assert "Traceback" not in page.get_data(as_text=True)
    with failing.session_transaction() as session:
        session["_user_id"] = "1.1."  # the page looks who that is, in the transaction that failed
    page = failing.get(path)
    assert page.status_code == status and words in page.get_data(as_text=True)
    answer = failing.get(path, headers={"Accept": "application/json"})
    assert answer.status_code == status
    assert words in answer.json["message"] and answer.json["code"]


def test_a_wrong_method_is_told(failing: PageClient) -> None:
    assert failing.get("/language").status_code == 405


def test_a_request_that_is_too_large_is_told(failing: PageClient) -> None:
    answer = failing.post("/language", data={"language": "x" * 26 * 1024 * 1024})
    assert answer.status_code == 413
    assert "too large" in answer.get_data(as_text=True)


def test_forms_need_their_token(template_app: Flask, tmp_path: Path) -> None:
    made = make_app(template_app.config["SQLALCHEMY_DATABASE_URI"], tmp_path)
    made.config["WTF_CSRF_ENABLED"] = True
    answer = made.test_client().post("/language", data={"language": "en"})
    assert answer.status_code == 400
    assert "Reload the page" in answer.get_data(as_text=True)


def test_a_token_lasts_as_long_as_the_session(template_app: Flask) -> None:
    assert template_app.config["WTF_CSRF_TIME_LIMIT"] is None
