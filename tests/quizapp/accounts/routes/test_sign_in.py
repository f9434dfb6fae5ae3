"""Signing in and out: who gets in, how long a session lasts, where it leads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from time import perf_counter

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from quizapp.accounts.passwords import hash_password
from quizapp.extensions import db, limiter
from quizapp.models import Member, Unit
from tests.conftest import NOW, PageClient, People
from tests.factories.people import make_member

PASSWORD = "seven quiet herons"


@pytest.fixture
def herons(people: People) -> Member:
    """A member with a password."""
    people.member.password_hash = hash_password(PASSWORD)
    db.session.commit()
    return people.member


def sign_in(client: PageClient, name: str, password: str, **more: str) -> TestResponse:
    return client.post("/sign-in", data={"sign_in_name": name, "password": password, **more})


def test_name_and_password_lead_in(client: PageClient, herons: Member) -> None:
    answer = sign_in(client, " ＭＥＭＢＥＲ ", PASSWORD)
    assert answer.status_code == 302
    assert client.get("/mine").status_code == 200


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("member", "wrong password"),
        ("nobody", PASSWORD),
        ("secretary", PASSWORD),
        ("secretary", ""),
    ],
)
def test_what_is_wrong_is_not_told(
    client: PageClient, herons: Member, name: str, password: str
) -> None:
    answer = sign_in(client, name, password or "x")
    assert answer.status_code == 422
    assert "Name and password do not fit together" in answer.text
    assert client.get("/mine").status_code == 302


def test_time_does_not_tell_which_names_exist(client: PageClient, herons: Member) -> None:
    def took(name: str) -> float:
        began = perf_counter()
        sign_in(client, name, "a wrong password")
        return perf_counter() - began

    known = min(took("member") for _ in range(4))
    unknown = min(took("nobody at all") for _ in range(4))
    assert unknown > known / 2, "an unknown name is answered without hashing"


def test_a_closed_account_does_not_get_in_and_is_cut_at_once(
    client: PageClient, herons: Member
) -> None:
    sign_in(client, "member", PASSWORD)
    herons.closed_at = NOW
    db.session.commit()
    assert client.get("/mine").status_code == 302
    assert sign_in(client, "member", PASSWORD).status_code == 422


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("/mine", "/mine"),
        ("/enter/3?unit=4", "/enter/3?unit=4"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("https://evil.example/", "/"),
        ("/\tevil", "/"),
        ("", "/"),
    ],
)
def test_only_own_pages_are_led_to(
    client: PageClient, herons: Member, wanted: str, leads_to: str
) -> None:
    answer = sign_in(client, "member", PASSWORD, next=wanted)
    assert answer.location == leads_to


def test_signing_in_starts_a_fresh_session_and_keeps_the_language(
    client: PageClient, herons: Member
) -> None:
    with client.session_transaction() as session:
        session["language"] = "zh_Hans_CN"
        session["planted"] = "by somebody else"
    sign_in(client, "member", PASSWORD)
    with client.session_transaction() as session:
        assert session["language"] == "zh_Hans_CN"
        assert "planted" not in session
        assert session.permanent


def test_signing_out_needs_a_post_and_ends_the_session(client: PageClient, herons: Member) -> None:
    sign_in(client, "member", PASSWORD)
    assert client.get("/sign-out").status_code == 405
    assert client.post("/sign-out").status_code == 302
    assert client.get("/mine").status_code == 302


def test_signing_out_everywhere_ends_other_devices(
    app: Flask, client: PageClient, herons: Member
) -> None:
    other = app.test_client()
    sign_in(other, "member", PASSWORD)
    sign_in(client, "member", PASSWORD)
    client.post("/sign-out-everywhere")
    assert other.get("/mine").status_code == 302
    assert client.get("/mine").status_code == 302


def test_tries_are_limited_by_name_and_not_for_the_whole_hall(
    client: PageClient, herons: Member
) -> None:
    limiter.enabled = True
    limiter.reset()
    try:
        answers = [sign_in(client, "member", f"wrong {n}").status_code for n in range(12)]
        assert answers == [422] * 10 + [429] * 2
        assert sign_in(client, "ＭＥＭ ber", "wrong").status_code == 429, "the same name"
        assert sign_in(client, "secretary", "wrong").status_code == 422
    finally:
        limiter.reset()
        limiter.enabled = False


@pytest.fixture
def sample(app: Flask, people: People) -> Iterator[Flask]:
    """The app in sample mode, with an administrator as the sample names one."""
    make_member("admin", unit=db.session.get_one(Unit, people.branch))
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(before, sample_mode=True)
    yield app
    app.config["SETTINGS"] = before


@pytest.mark.parametrize("role", ["member", "secretary", "organizer", "admin"])
def test_the_sample_signs_in_by_one_click(sample: Flask, client: PageClient, role: str) -> None:
    assert "Sign in as a member" in client.get("/sign-in").text
    assert client.post("/sign-in/sample", data={"role": role}).status_code == 302
    assert client.get("/mine").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "127.0.0.1"},
        {"X-Forwarded-Port": "80"},
        {"Forwarded": "for=127.0.0.1"},
        {"X-Real-IP": "127.0.0.1"},
        {"Host": "quiz.example"},
        {"Host": "192.168.1.20:8000"},
    ],
)
def test_the_sample_is_closed_to_other_machines(
    sample: Flask, client: PageClient, headers: dict[str, str]
) -> None:
    assert "Sign in as a member" not in client.get("/sign-in", headers=headers).text
    answer = client.post("/sign-in/sample", data={"role": "admin"}, headers=headers)
    assert answer.status_code == 404


def test_the_sample_is_closed_to_other_addresses(sample: Flask, client: PageClient) -> None:
    answer = client.post(
        "/sign-in/sample", data={"role": "admin"}, environ_base={"REMOTE_ADDR": "192.168.1.7"}
    )
    assert answer.status_code == 404


def test_the_sample_signs_in_nobody_else(sample: Flask, client: PageClient) -> None:
    assert client.post("/sign-in/sample", data={"role": "stranger"}).status_code == 404


def test_without_sample_mode_there_is_no_one_click(client: PageClient, people: People) -> None:
    assert client.post("/sign-in/sample", data={"role": "member"}).status_code == 404
