"""A cookie is refused for its age alone, not for coming from a machine with a faster clock."""

from __future__ import annotations

import copy
import time

import pytest
from flask import Flask
from itsdangerous import BadSignature, TimestampSigner, URLSafeTimedSerializer

HOUR = 3600


def signed(app: Flask, *, seconds_from_now: int) -> str:
    """A cookie as a machine with such a clock signs it."""

    class Elsewhere(TimestampSigner):
        def get_timestamp(self) -> int:
            return int(time.time()) + seconds_from_now

    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    assert isinstance(serializer, URLSafeTimedSerializer)
    elsewhere = copy.copy(serializer)
    elsewhere.signer = Elsewhere
    return str(elsewhere.dumps({"language": "en"}))


@pytest.mark.parametrize(
    ("seconds", "read"),
    [(0, True), (2, True), (HOUR, True), (-15 * HOUR, True), (-17 * HOUR, False)],
)
def test_only_age_counts(app: Flask, seconds: int, read: bool) -> None:
    client = app.test_client()
    client.set_cookie("session", signed(app, seconds_from_now=seconds))
    with client.session_transaction() as session:
        assert (session.get("language") == "en") is read


@pytest.mark.parametrize("seconds", [0, HOUR])
def test_a_forged_cookie_is_refused(app: Flask, seconds: int) -> None:
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    value = signed(app, seconds_from_now=seconds)
    forged = value[:-1] + ("A" if value[-1] != "A" else "B")
    with pytest.raises(BadSignature):
        serializer.loads(forged[:-3] + "xyz", max_age=HOUR)
