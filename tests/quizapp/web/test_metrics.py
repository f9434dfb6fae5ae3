"""The figures of the day: closed without the token, right with it, and of nobody."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from tests.conftest import make_app

TOKEN = "only-for-tests-0123456789"


def client_with(template_app: Flask, tmp_path: Path, token: str) -> FlaskClient:
    url = template_app.config["SQLALCHEMY_DATABASE_URI"]
    return make_app(url, tmp_path, metrics_token=token).test_client()


def read(client: FlaskClient) -> dict[tuple[str, str], float]:
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200 and answer.mimetype == "text/plain"
    return {
        (sample.name, " ".join(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(answer.get_data(as_text=True))
        for sample in family.samples
        if sample.name.startswith("quizapp")
    }


@pytest.mark.parametrize(
    "sent", [None, "Bearer ", "Bearer wrong", TOKEN, f"Basic {TOKEN}", "Bearer é"]
)
def test_without_the_token_there_is_no_such_page(
    template_app: Flask, tmp_path: Path, sent: str | None
) -> None:
    client = client_with(template_app, tmp_path, TOKEN)
    headers = {"Authorization": sent} if sent is not None else {}
    assert client.get("/metrics", headers=headers).status_code == 404


@pytest.mark.parametrize("sent", ["Bearer ", "Bearer", ""])
def test_no_token_set_means_nobody(template_app: Flask, tmp_path: Path, sent: str) -> None:
    client = client_with(template_app, tmp_path, "")
    assert client.get("/metrics", headers={"Authorization": sent}).status_code == 404


def test_counts_requests_and_refusals(template_app: Flask, tmp_path: Path) -> None:
    client = client_with(template_app, tmp_path, TOKEN)
    before = read(client)
    for _ in range(3):
        assert client.post("/attempts/1/answers", json={}).status_code in (401, 422)
    assert client.get("/nowhere").status_code == 404
    after = read(client)

    def more(name: str, labels: str) -> float:
        return after[name, labels] - before.get((name, labels), 0.0)

    assert more("quizapp_request_seconds_count", "save") == 3
    assert more("quizapp_refusals_total", "not_found") == 1
    assert after["quizapp_database_connections", "in_use"] >= 1
    assert (
        after["quizapp_database_connections", "open"]
        >= after["quizapp_database_connections", "in_use"]
    )


def test_names_nobody(template_app: Flask, tmp_path: Path) -> None:
    labels = {label for _name, label in read(client_with(template_app, tmp_path, TOKEN))}
    assert all(re.fullmatch(r"[a-zI_0-9. +]*", label) for label in labels), labels
