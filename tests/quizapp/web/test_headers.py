"""Headers and cookies, on plain http and behind TLS."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import PageClient, make_app


def test_every_page_has_the_content_policy(client: PageClient) -> None:
    headers = client.get("/sign-in").headers
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy and "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


def test_files_may_be_cached(client: PageClient) -> None:
    answer = client.get("/static/css/tokens.css")
    assert answer.headers["Cache-Control"] != "no-store"
    answer.close()


@pytest.mark.parametrize(("hall", "secure"), [(True, False), (False, True)])
def test_tls_is_demanded_unless_the_hall_says_otherwise(
    template_app: Flask, tmp_path: Path, hall: bool, secure: bool
) -> None:
    url = template_app.config["SQLALCHEMY_DATABASE_URI"]
    app = make_app(url, tmp_path, loopback_http=False, hall_mode=hall)
    assert app.config["SESSION_COOKIE_SECURE"] is secure
    assert app.config["SESSION_COOKIE_NAME"].startswith("__Host-") is secure
    headers = app.test_client().get("/health").headers
    assert ("Strict-Transport-Security" in headers) is secure
