"""What `make run` says, and whom it trusts. The server itself is walked through by `.ci/run`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.local import _how_to_get_in, is_loopback
from quizapp.sample.loading import PASSWORDS_FILE
from quizapp.settings import Settings
from tests.conftest import test_settings


@pytest.mark.parametrize(
    ("host", "alone"),
    [
        ("127.0.0.1", True),
        ("127.8.9.10", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104 - the address that must not count
        ("::", False),
        ("10.0.0.5", False),
        ("192.168.1.20", False),
        ("localhost.example.org", False),
        ("", False),
    ],
)
def test_only_this_machine_is_loopback(host: str, alone: bool) -> None:
    assert is_loopback(host) is alone


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return replace(test_settings("sqlite://", tmp_path), loopback_http=False)


def test_on_loopback_one_click_signs_in(settings: Settings) -> None:
    said = _how_to_get_in(replace(settings, sample_mode=True), "127.0.0.1", 8000)
    assert "http://127.0.0.1:8000" in said and "one click" in said
    assert "TLS" not in said and PASSWORDS_FILE not in said


def test_elsewhere_tls_or_hall_mode_is_asked_for(settings: Settings) -> None:
    said = _how_to_get_in(settings, "192.168.1.20", 8001)
    assert "http://192.168.1.20:8001" in said and "one click" not in said
    assert "TLS" in said and "HALL_MODE=1" in said


def test_in_a_hall_nothing_more_is_asked_for(settings: Settings) -> None:
    said = _how_to_get_in(replace(settings, hall_mode=True), "192.168.1.20", 8001)
    assert "one click" not in said and "HALL_MODE" not in said


def test_tells_where_the_passwords_are_but_not_what(settings: Settings) -> None:
    file = settings.instance / PASSWORDS_FILE
    file.write_text("member\tseven quiet herons\n", "utf-8")
    said = _how_to_get_in(settings, "192.168.1.20", 8001)
    assert str(file) in said and "herons" not in said
