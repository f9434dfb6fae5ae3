"""The door of a test: place, browser, code and honour statement."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from quizapp.domain.codes import rotating_code
from quizapp.domain.door import Door, Visit, check_place, check_start
from quizapp.domain.refusals import Refusal
from quizapp.domain.safe_browser import Shown, request_hash

KEY = b"only-for-tests"
NOW = datetime(2026, 6, 15, 2, 0, 30, tzinfo=UTC)
ROOM = Door(networks=("10.1.0.0/16",))
BROWSER = Door(config_key="ab" * 32)
ROTATING = Door(rotating_seed="7.1", fixed_code="7K2M")
CODE = rotating_code(KEY, "7.1", now=NOW)


def place_code(door: Door, visit: Visit) -> str:
    """The code of the refusal, or "in"."""
    try:
        check_place(door, visit)
    except Refusal as refusal:
        return refusal.code
    return "in"


def start_code(door: Door, **given: object) -> str:
    """The code of the refusal, or "in"."""
    values = {"code": "", "code_given": False, "honoured": False, "key": KEY, "now": NOW} | given
    try:
        check_start(door, **values)  # type: ignore[arg-type]
    except Refusal as refusal:
        return refusal.code
    return "in"


def test_an_ordinary_test_asks_for_nothing() -> None:
    assert place_code(Door(), Visit()) == "in"
    assert start_code(Door()) == "in"
    assert not Door().asks_browser


def test_a_place_that_is_not_known_is_refused_where_one_is_asked_for() -> None:
    assert place_code(ROOM, Visit("10.1.2.3")) == "in"
    assert place_code(ROOM, Visit("10.2.2.3")) == "wrong_network"
    assert place_code(ROOM, Visit()) == "wrong_network"


def test_the_browser_shows_its_key() -> None:
    url = "https://exam.example/attempts/7"
    shown = Shown(url, request_hash(url, BROWSER.config_key))
    assert BROWSER.asks_browser and Door(exam_keys=("cd" * 32,)).asks_browser
    assert place_code(BROWSER, Visit("10.1.2.3", shown)) == "in"
    assert place_code(BROWSER, Visit("10.1.2.3")) == "wrong_browser"
    assert place_code(replace(ROOM, config_key=BROWSER.config_key), Visit("1.2.3.4", shown)) == (
        "wrong_network"
    )


@pytest.mark.parametrize(
    ("door", "given", "code"),
    [
        (Door(fixed_code="7K2M"), {"code": "７k2-m"}, "in"),
        (Door(fixed_code="7K2M"), {"code": "7K2N"}, "wrong_entry_code"),
        (Door(fixed_code="7K2M"), {"code": ""}, "wrong_entry_code"),
        (Door(fixed_code="7K2M"), {"code_given": True}, "in"),
        (ROTATING, {"code": CODE}, "in"),
        (ROTATING, {"code": CODE, "now": NOW + timedelta(minutes=1)}, "in"),
        (ROTATING, {"code": CODE, "now": NOW + timedelta(minutes=2)}, "old_room_code"),
        (ROTATING, {"code": "7K2M"}, "old_room_code"),
        (ROTATING, {"code_given": True}, "old_room_code"),
        (Door(asks_honour=True), {}, "honour_not_given"),
        (Door(asks_honour=True), {"honoured": True}, "in"),
        (replace(ROTATING, asks_honour=True), {"honoured": True}, "old_room_code"),
    ],
)
def test_code_and_honour_statement(door: Door, given: dict[str, object], code: str) -> None:
    assert start_code(door, **given) == code
