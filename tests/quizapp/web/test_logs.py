"""One line for each request, with its id and without a word of what people write."""

from __future__ import annotations

import io
import json
import logging
import logging.config
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from quizapp.extensions import db
from quizapp.web.access import public
from quizapp.web.logs import JsonLines, PlainLines, configuration
from tests.conftest import PageClient, make_app

SECRET = "张三的答案"


def made_record(message: str, **fields: object) -> logging.LogRecord:
    record = logging.LogRecord("x", logging.INFO, "f", 1, "%s", (message,), None)
    record.fields = fields
    return record


@given(st.text())
def test_no_message_can_begin_another_line(message: str) -> None:
    line = JsonLines().format(made_record(message, code=message))
    assert len(line.splitlines()) == 1
    assert json.loads(line)["message"] == message
    plain = PlainLines().format(made_record(message, code=message))
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", plain)


@pytest.fixture
def lines() -> Iterator[list[dict[str, Any]]]:
    """What the root logger writes, read as JSON when asked for."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel("INFO")

    class Lines(list[dict[str, Any]]):
        def __iter__(self) -> Iterator[dict[str, Any]]:
            return (json.loads(line) for line in stream.getvalue().splitlines())

    yield Lines()
    root.removeHandler(handler)
    root.setLevel(level)


def requests(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [line for line in lines if line["logger"] == "quizapp.requests"]


def test_a_request_is_one_line(client: PageClient, lines: list[dict[str, Any]]) -> None:
    answer = client.get("/sign-in?next=/secret-code")
    (line,) = requests(lines)
    assert line["endpoint"] == "accounts.sign_in" and line["method"] == "GET"
    assert line["status"] == 200 and line["milliseconds"] >= 0
    assert line["request_id"] == answer.headers["X-Request-ID"]
    assert "secret-code" not in json.dumps(line)


def test_an_id_from_outside_is_not_believed(client: PageClient) -> None:
    sent = "a" * 32
    assert client.get("/healthz", headers={"X-Request-ID": sent}).headers["X-Request-ID"] != sent


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("a-proper_ID-0123", True), ("short", False), ("a" * 65, False), ("x y z {evil}", False)],
)
def test_a_trusted_proxy_gives_the_id(
    template_app: Flask, tmp_path: Path, sent: str, kept: bool
) -> None:
    app = make_app(template_app.config["SQLALCHEMY_DATABASE_URI"], tmp_path, trusted_proxies=1)
    answer = app.test_client().get("/healthz", headers={"X-Request-ID": sent})
    assert (answer.headers["X-Request-ID"] == sent) is kept


def test_an_error_keeps_its_place_and_loses_what_people_wrote(
    live_app: Flask, tmp_path: Path, lines: list[dict[str, Any]]
) -> None:
    app = make_app(live_app.config["SQLALCHEMY_DATABASE_URI"], tmp_path)
    app.config["PROPAGATE_EXCEPTIONS"] = False

    @public
    def crash(code: str) -> str:
        db.session.execute(
            text("INSERT INTO unit (name, kind) VALUES (:name, 'x')"), {"name": SECRET}
        )
        return code

    app.add_url_rule("/crash/<code>", "crash", crash)
    assert app.test_client().get("/crash/secret-code").status_code == 500
    (error,) = [line for line in lines if "error" in line]
    assert "IntegrityError" in error["error"] and "in crash" in error["error"]
    assert error["request_id"] == requests(lines)[-1]["request_id"]
    written = json.dumps(list(lines), ensure_ascii=False)
    assert SECRET not in written and "secret-code" not in written


def test_lines_of_the_server_take_the_same_way() -> None:
    value = configuration()
    assert value["root"]["handlers"] == ["stderr"]
    for name in ("gunicorn.error", "gunicorn.access"):
        assert value["loggers"][name]["propagate"] and not value["loggers"][name]["handlers"]
    logging.config.DictConfigurator(value)
