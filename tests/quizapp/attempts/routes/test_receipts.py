"""Checking a receipt: number and name are enough, and nothing else is given away."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from quizapp.domain.attempt import AttemptState
from quizapp.extensions import db, limiter
from quizapp.models import Attempt, Member
from tests.conftest import PageClient
from tests.quizapp.attempts.conftest import Sitting

UNCHANGED = "the stored answers are exactly those of this receipt"
CHANGED = "no longer those of this receipt"
UNKNOWN = "There is no receipt with this number and name."


@pytest.fixture
def attempt(client: PageClient, sitting: Sitting) -> Attempt:
    """An attempt with two answers, handed in; the browser is signed out again."""
    client.sign_in(sitting.member)
    answers = [
        {"item": 1, "response": ["b"], "sequence": 1},
        {"item": 7, "response": ["a word"], "sequence": 2},
    ]
    sent = {"holder": 1, "form": sitting.form_hash, "answers": answers}
    assert client.post(f"/attempts/{sitting.attempt_id}/answers", json=sent).status_code == 200
    client.post(f"/attempts/{sitting.attempt_id}/submission")
    html = client.get(f"/attempts/{sitting.attempt_id}/receipt").text
    assert f"/receipts?number={sitting.attempt.receipt_number}" in html
    with client.session_transaction() as session:
        session.clear()
    return sitting.attempt


def check(client: PageClient, number: str, name: str) -> str:
    """What the page says."""
    reply = client.post("/receipts", data={"number": number, "name": name})
    assert reply.status_code == (422 if UNKNOWN in reply.text else 200)
    return reply.text


def test_says_that_nothing_was_changed(client: PageClient, attempt: Attempt) -> None:
    name = db.session.get_one(Member, attempt.member_id).name
    html = check(client, attempt.receipt_number, name)
    assert UNCHANGED in html and "Invented test" in html
    assert "a word" not in html and "points" not in html.replace("Neither answers nor scores", "")
    loose = attempt.receipt_number.replace("-", " ").translate(
        str.maketrans("0123456789", "０１２３４５６７８９")
    )
    assert UNCHANGED in check(client, loose, f" {name.upper()} ")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE answer SET response = '[\"c\"]' WHERE item_number = 1",
        "DELETE FROM answer WHERE item_number = 7",
        "UPDATE attempt SET receipt_digest = '%s'" % ("0" * 64),
    ],
)
def test_says_when_something_was_changed(client: PageClient, attempt: Attempt, change: str) -> None:
    name = db.session.get_one(Member, attempt.member_id).name
    number = attempt.receipt_number
    freeze = "SET session_replication_role = %s"
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text(freeze % "replica"))
    else:
        guards = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for guard in db.session.execute(text(guards)).scalars().all():
            db.session.execute(text(f"DROP TRIGGER {guard}"))
    db.session.execute(text(change))
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text(freeze % "origin"))
    db.session.commit()
    html = check(client, number, name)
    assert CHANGED in html and UNCHANGED not in html


def test_tells_nothing_without_the_name(client: PageClient, attempt: Attempt) -> None:
    name = db.session.get_one(Member, attempt.member_id).name
    for number, typed in (
        (attempt.receipt_number, "somebody"),
        ("00000-00000", name),
        ("x", name),
        (attempt.receipt_number + "1", name),
    ):
        html = check(client, number, typed)
        assert UNKNOWN in html and "Invented test" not in html
    assert attempt.state is AttemptState.SUBMITTED
    reply = client.post("/receipts", data={"number": "", "name": ""})
    assert reply.status_code == 422 and "Type the name on the receipt." in reply.text


def test_numbers_cannot_be_tried_out(client: PageClient, attempt: Attempt) -> None:
    limiter.enabled = True
    try:
        sent = {"number": attempt.receipt_number, "name": "somebody"}
        codes = [client.post("/receipts", data=sent).status_code for _ in range(11)]
        assert codes == [422] * 10 + [429]
        sent["number"] = attempt.receipt_number.replace("-", " ")
        assert client.post("/receipts", data=sent).status_code == 429, "the same number"
    finally:
        limiter.enabled = False
        limiter.reset()
