"""Changing the own password, the first one by slip, and the own data."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from quizapp.accounts.passwords import hash_password, is_password
from quizapp.domain.attempt import AttemptState
from quizapp.domain.codes import SLIP, code_digest
from quizapp.domain.disclosure import Release
from quizapp.extensions import db
from quizapp.models import AuditEntry, Member, Slip
from tests.conftest import PageClient, People
from tests.factories.attempts import make_attempt, make_sheet
from tests.factories.exams import make_published

OLD, NEW = "seven quiet herons", "eleven loud sparrows"


@pytest.fixture
def member(people: People) -> Member:
    people.member.password_hash = hash_password(OLD)
    db.session.commit()
    return people.member


def change(client: PageClient, present: str, wanted: str, again: str | None = None) -> int:
    data = {"present": present, "wanted": wanted, "again": wanted if again is None else again}
    return client.post("/password", data=data).status_code


def test_a_new_password_ends_other_sessions_and_keeps_the_own(
    app: Flask, client: PageClient, member: Member
) -> None:
    other = app.test_client().sign_in(member)
    assert change(client.sign_in(member), OLD, NEW) == 302
    assert client.get("/mine").status_code == 200
    assert other.get("/mine").status_code == 302
    assert is_password(db.session.get_one(Member, member.id).password_hash, NEW)
    entry = db.session.execute(db.select(AuditEntry)).scalar_one()
    assert entry.act == "account.password_changed" and NEW not in str(entry.details)


@pytest.mark.parametrize(
    ("present", "wanted", "again"),
    [
        ("wrong", NEW, NEW),
        (OLD, NEW, "something else"),
        (OLD, "short", "short"),
        (OLD, "12345678", "12345678"),
        (OLD, "", ""),
    ],
)
def test_a_refused_change_changes_nothing(
    client: PageClient, member: Member, present: str, wanted: str, again: str
) -> None:
    assert change(client.sign_in(member), present, wanted, again) == 422
    assert is_password(db.session.get_one(Member, member.id).password_hash, OLD)
    assert client.get("/mine").status_code == 200


def test_who_must_change_the_password_does_nothing_else_first(
    client: PageClient, member: Member
) -> None:
    member.must_change_password = True
    db.session.commit()
    client.sign_in(member)
    assert client.get("/mine").location == "/password"
    assert change(client, OLD, NEW) == 302
    assert client.get("/mine").status_code == 200


@pytest.fixture
def slip(app: Flask, people: People) -> Slip:
    now = datetime.now(UTC)
    made = Slip(
        member_id=people.member.id,
        code_digest=code_digest(app.config["SECRET_KEY"].encode(), SLIP, "K7MQ2XPA"),
        made_at=now,
        expires_at=now + timedelta(days=30),
    )
    db.session.add(made)
    db.session.commit()
    return made


def first(client: PageClient, code: str, wanted: str = NEW) -> int:
    data = {"code": code, "wanted": wanted, "again": wanted}
    return client.post("/first-password", data=data).status_code


def test_a_slip_sets_the_first_password_once(app: Flask, client: PageClient, slip: Slip) -> None:
    assert client.get("/first-password").status_code == 200
    assert first(client, "k7mq-2xpa") == 302
    assert client.get("/mine").status_code == 200
    assert first(app.test_client(), "K7MQ2XPA") == 422


def test_a_weak_first_password_does_not_use_up_the_slip(client: PageClient, slip: Slip) -> None:
    assert first(client, "K7MQ2XPA", "88888888") == 422
    assert first(client, "K7MQ2XPA") == 302


@pytest.mark.parametrize("trouble", ["unknown", "old", "for an exam", "closed account"])
def test_no_other_slip_sets_a_password(
    client: PageClient, people: People, slip: Slip, trouble: str
) -> None:
    if trouble == "old":
        slip.expires_at = datetime.now(UTC) - timedelta(seconds=1)
    elif trouble == "for an exam":
        slip.exam_id = make_published(people.root, [people.member]).id
    elif trouble == "closed account":
        people.member.closed_at = datetime.now(UTC)
    db.session.commit()
    code = "AAAA2222" if trouble == "unknown" else "K7MQ2XPA"
    answer = client.post("/first-password", data={"code": code, "wanted": NEW, "again": NEW})
    assert answer.status_code == 422
    assert "This code is not valid" in answer.text


def test_the_own_data_hold_the_score_only_once_it_is_out(
    client: PageClient, people: People
) -> None:
    hidden = make_published(
        people.root, [people.member], name="Hidden", score_release=Release.NEVER
    )
    shown = make_published(people.root, [people.member], name="Shown")
    for exam in (hidden, shown):
        make_sheet(make_attempt(exam, people.member, state=AttemptState.SUBMITTED), 8750)
    file = client.sign_in(people.member).get("/mine.json")
    assert "attachment" in file.headers["Content-Disposition"]
    by_name = {attempt["test"]: attempt for attempt in file.get_json()["attempts"]}
    assert by_name["Hidden"]["score_in_hundredths"] is None
    assert by_name["Shown"]["score_in_hundredths"] == 8750
    page = client.get("/mine").text
    assert "Shown" in page and "not shown yet" in page


def test_the_own_data_are_the_own_ones_only(client: PageClient, people: People) -> None:
    exam = make_published(people.root, [people.stranger], name="Of the stranger")
    make_attempt(exam, people.stranger, state=AttemptState.SUBMITTED)
    assert "Of the stranger" not in client.sign_in(people.member).get("/mine.json").text
