"""Coming into a test: what the page before the start says, and what headers cannot fake."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade

from quizapp.domain.codes import rotating_code
from quizapp.extensions import db, limiter
from quizapp.models import Attempt, Exam, Member
from tests.conftest import PageClient, People, keep, make_app, make_people
from tests.databases import Databases
from tests.factories.exams import make_published

KEY = "ab" * 32


def started() -> int:
    """How many attempts there are."""
    return db.session.query(Attempt).count()


def test_the_page_says_everything_before_the_clock_runs(client: PageClient, people: People) -> None:
    exam = make_published(
        people.root,
        [people.member],
        rotating_code=True,
        asks_honour=True,
        forward_only=True,
        networks="127.0.0.0/8",
    )
    html = client.sign_in(people.member).get(f"/exams/{exam.id}/start").text
    for words in (
        "Code in the room",
        "I take this test by myself.",
        "I state this on my honour.",
        "This test only goes forward",
        "on the network named for it",
    ):
        assert words in html
    assert 'name="honour"' in html and "Safe Exam Browser" not in html


def test_an_ordinary_test_says_and_asks_nothing_of_it(client: PageClient, people: People) -> None:
    exam = make_published(people.root, [people.member])
    html = client.sign_in(people.member).get(f"/exams/{exam.id}/start").text
    for words in ("entry_code", "honour", "forward", "network named", "Safe Exam Browser"):
        assert words not in html


def test_code_and_statement_are_asked_again_on_the_same_page(
    client: PageClient, app: Flask, people: People
) -> None:
    exam = make_published(
        people.root,
        [people.member],
        rotating_code=True,
        asks_honour=True,
        honour_text="Our <own> words.",
    )
    client.sign_in(people.member)
    address = f"/exams/{exam.id}/attempts"
    wrong = client.post(address, data={"entry_code": "12345x", "honour": "yes"})
    assert wrong.status_code == 422 and "changes every minute: type the new one" in wrong.text
    assert 'aria-invalid="true"' in wrong.text and "Our &lt;own&gt; words." in wrong.text
    key = app.config["SETTINGS"].signing_key
    code = rotating_code(key, f"{exam.id}.{exam.seed}", now=datetime.now(UTC))
    silent = client.post(address, data={"entry_code": code})
    assert silent.status_code == 422 and "Read the statement" in silent.text
    assert started() == 0
    assert client.post(address, data={"entry_code": code, "honour": "yes"}).status_code == 302
    assert db.session.query(Attempt).one().honoured_at is not None


def test_guesses_at_a_code_are_counted_for_each_person_and_test(
    client: PageClient, people: People
) -> None:
    exam = make_published(people.root, [people.member, people.secretary], entry_code="7K2M")
    other = make_published(people.root, [people.member], entry_code="7K2M")
    client.sign_in(people.member)
    limiter.enabled = True
    try:
        tries = [
            client.post(f"/exams/{exam.id}/attempts", data={"entry_code": str(n)}).status_code
            for n in range(7)
        ]
        assert tries == [422] * 6 + [429]
        right = client.post(f"/exams/{exam.id}/attempts", data={"entry_code": "7K2M"})
        assert right.status_code == 429, "also the right one has to wait"
        assert client.post(f"/exams/{other.id}/attempts", data={"entry_code": "x"}).status_code == (
            422
        )
        client.sign_in(people.secretary)
        assert client.post(
            f"/exams/{exam.id}/attempts", data={"entry_code": "7K2M"}
        ).status_code == (302)
    finally:
        limiter.enabled = False
        limiter.reset()


def test_a_network_that_is_not_listed_is_refused_before_the_start(
    client: PageClient, people: People
) -> None:
    exam = make_published(people.root, [people.member], networks="10.1.0.0/16")
    client.sign_in(people.member)
    page = client.get(f"/exams/{exam.id}/start")
    assert "Connect to that network and reload" in page.text and "Start answering" not in page.text
    for faked in (
        {"X-Forwarded-For": "10.1.0.9"},
        {"X-Real-IP": "10.1.0.9"},
        {"Forwarded": "for=10.1.0.9"},
    ):
        reply = client.post(f"/exams/{exam.id}/attempts", headers=faked)
        assert reply.status_code == 403, faked
    assert started() == 0
    inside = {"REMOTE_ADDR": "10.1.0.9"}
    reply = client.post(f"/exams/{exam.id}/attempts", environ_base=inside)
    assert reply.status_code == 302
    assert client.get(reply.location).status_code == 403
    assert client.get(reply.location, environ_base=inside).status_code == 200
    attempt = db.session.query(Attempt).one()
    for path, code in (("holder", 403), ("submission", 200)):
        sent = client.post(f"/attempts/{attempt.id}/{path}", json={"claimed": []})
        assert sent.status_code == code, "handing in is never refused for the network"


@pytest.fixture
def proxied(databases: Databases, tmp_path: Path) -> Iterator[tuple[PageClient, Exam, Member]]:
    """An app behind one trusted proxy, with a test of one network."""
    app = make_app(databases.new("sqlite"), tmp_path, trusted_proxies=1)
    keep(app)
    with app.app_context():
        upgrade()
        people = make_people()
        exam = make_published(people.root, [people.member], networks="10.1.0.0/16")
        client = app.test_client()
        assert isinstance(client, PageClient)
        yield client, exam, people.member
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize(
    ("forwarded", "status"),
    [
        ("10.1.0.9", 302),
        ("203.0.113.5", 403),
        # What a client wrote itself stands before what the proxy adds, and is not believed.
        ("10.1.0.9, 203.0.113.5", 403),
        ("203.0.113.5, 10.1.0.9", 302),
        ("10.1.0.9, 10.1.0.10, 203.0.113.5", 403),
        ("", 403),
    ],
)
def test_behind_a_proxy_only_its_own_word_counts(
    proxied: tuple[PageClient, Exam, Member], forwarded: str, status: int
) -> None:
    client, exam, member = proxied
    client.sign_in(member)
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert client.post(f"/exams/{exam.id}/attempts", headers=headers).status_code == status


def test_safe_exam_browser_shows_its_key_for_every_address(
    client: PageClient, people: People
) -> None:
    exam = make_published(people.root, [people.member], browser_config_key=KEY)
    client.sign_in(people.member)

    def headers(path: str) -> dict[str, str]:
        value = hashlib.sha256(f"http://localhost{path}{KEY}".encode()).hexdigest()
        return {"X-SafeExamBrowser-ConfigKeyHash": value}

    page = client.get(f"/exams/{exam.id}/start")
    assert "settings file of this test" in page.text and "inside WeChat" in page.text
    address = f"/exams/{exam.id}/attempts"
    assert client.post(address).status_code == 403
    assert client.post(address, headers=headers("/exams/0/attempts")).status_code == 403
    reply = client.post(address, headers=headers(address))
    assert reply.status_code == 302
    path = reply.location
    assert client.get(path, headers=headers(address)).status_code == 403
    assert client.get(path, headers=headers(path)).status_code == 200
    assert client.get(f"{path}?page=2", headers=headers(f"{path}?page=2")).status_code == 200
    assert client.post(f"{path}/holder", headers=headers(f"{path}/holder")).status_code == 200
    assert client.post(f"{path}/holder").status_code == 403


def test_an_old_page_of_a_forward_test_sent_again_leads_on(
    client: PageClient, people: People
) -> None:
    exam = make_published(people.root, [people.member], forward_only=True, items_per_page=3)
    client.sign_in(people.member)
    path = client.post(f"/exams/{exam.id}/attempts").location
    places = db.session.query(Attempt).one().places or {}
    items = [number for number, place in places.items() if place <= 3]
    html = client.get(path).text
    assert "Save and go back" not in html and "Save and look over" not in html
    sent = {"holder": "1", "item": items, "go": "next"}
    assert client.post(f"{path}/pages/1", data=sent).location == f"{path}?page=2"
    again = client.post(f"{path}/pages/1", data=sent, follow_redirects=True)
    assert again.status_code == 200 and "items you have left cannot be changed" in again.text
    assert f'action="{path}/pages/2"' in again.text
    back = client.get(f"{path}?page=1").text
    assert f'action="{path}/pages/2"' in back, "there is no way back to page 1"
    assert 'data-card-cell="1"' in back and 'href="' + path + "?page=1#q1" not in back
