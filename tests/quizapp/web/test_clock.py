"""The moment of a request is the database's, whatever the app machine's own clock says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from quizapp.web.clock import now
from tests.quizapp.attempts.conftest import SetClock, set_clock

__all__ = ["set_clock"]


@pytest.mark.parametrize("hours", [-24, -1, 1, 24])
def test_follows_the_database_and_stays_within_a_request(
    app: Flask, set_clock: SetClock, hours: int
) -> None:
    moment = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=hours)
    set_clock(moment)
    with app.test_request_context("/"):
        assert now() == moment
        set_clock(moment + timedelta(minutes=1))
        assert now() == moment
