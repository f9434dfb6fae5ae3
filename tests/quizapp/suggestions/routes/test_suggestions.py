"""The suggestion box: members write, organizers of the subtree read and reply."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from quizapp.domain.people import Role
from quizapp.extensions import db, limiter
from quizapp.models import AuditEntry, Suggestion, Unit
from tests.conftest import NOW, PageClient, People, Statements
from tests.factories.people import make_role


def only() -> Suggestion:
    return db.session.execute(select(Suggestion)).scalar_one()


def test_a_suggestion_is_written_read_and_replied_to(
    app: Flask, client: PageClient, people: People
) -> None:
    member = client.sign_in(people.member)
    assert "/exams/3/study" in member.get("/suggestions/?page=/exams/3/study").text
    member.post("/suggestions/", data={"text": " Larger type, please ", "page": "/exams/3/study"})
    said = only()
    assert (said.text, said.page, said.unit_id) == (
        "Larger type, please",
        "/exams/3/study",
        people.branch,
    )
    organizer = app.test_client().sign_in(people.organizer)
    inbox = organizer.get("/suggestions/inbox").text
    assert "Larger type" in inbox and "Branch 1" in inbox
    organizer.post(f"/suggestions/{said.id}/reply", data={"text": "It is larger from today on."})
    assert "Larger type" not in organizer.get("/suggestions/inbox").text
    assert "Larger type" in organizer.get("/suggestions/inbox?answered=1").text
    assert "It is larger from today on." in member.get("/suggestions/").text
    assert db.session.execute(select(AuditEntry.act)).scalar_one() == "suggestion.replied"


@pytest.mark.parametrize(
    ("page", "kept"),
    [("//evil.example", ""), ("https://evil.example", ""), ("javascript:x", ""), ("/my", "/my")],
)
def test_only_own_addresses_are_kept(
    client: PageClient, people: People, page: str, kept: str
) -> None:
    client.sign_in(people.member).post("/suggestions/", data={"text": "x", "page": page})
    assert only().page == kept


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_nothing_and_too_much_are_told(client: PageClient, people: People, text: str) -> None:
    assert (
        client.sign_in(people.member).post("/suggestions/", data={"text": text}).status_code == 422
    )
    assert db.session.execute(select(Suggestion)).scalar_one_or_none() is None


def test_text_is_shown_as_text(app: Flask, client: PageClient, people: People) -> None:
    client.sign_in(people.member).post("/suggestions/", data={"text": "<script>x</script>"})
    assert (
        "<script>x"
        not in app.test_client().sign_in(people.organizer).get("/suggestions/inbox").text
    )


def test_organizers_of_other_units_neither_read_nor_reply(
    app: Flask, client: PageClient, people: People
) -> None:
    make_role(people.stranger, Role.ORGANIZER, db.session.get_one(Unit, people.other_branch))
    client.sign_in(people.member).post("/suggestions/", data={"text": "For branch 1"})
    stranger = app.test_client().sign_in(people.stranger)
    assert "For branch 1" not in stranger.get("/suggestions/inbox").text
    assert stranger.post(f"/suggestions/{only().id}/reply", data={"text": "x"}).status_code == 404
    assert only().reply == ""


def test_a_member_sees_the_own_suggestions_only(
    app: Flask, client: PageClient, people: People
) -> None:
    client.sign_in(people.member).post("/suggestions/", data={"text": "Mine alone"})
    assert "Mine alone" not in app.test_client().sign_in(people.secretary).get("/suggestions/").text


def test_an_empty_reply_is_told_and_changes_nothing(
    app: Flask, client: PageClient, people: People
) -> None:
    client.sign_in(people.member).post("/suggestions/", data={"text": "x"})
    organizer = app.test_client().sign_in(people.organizer)
    answer = organizer.post(f"/suggestions/{only().id}/reply", data={"text": " "})
    assert answer.status_code == 422 and "Write the reply." in answer.text
    assert only().replied_at is None


def test_writing_is_limited_for_each_member(client: PageClient, people: People) -> None:
    limiter.enabled = True
    limiter.reset()
    try:
        client.sign_in(people.member)
        answers = {client.post("/suggestions/", data={"text": "x"}).status_code for _ in range(21)}
        assert answers == {302, 429}
        assert client.get("/suggestions/").status_code == 200
    finally:
        limiter.reset()
        limiter.enabled = False


def test_the_inbox_has_pages_in_a_constant_number_of_statements(
    client: PageClient, people: People, statements: Statements
) -> None:
    client.sign_in(people.organizer)
    client.get("/suggestions/inbox")
    few = len(statements)
    db.session.add_all(
        Suggestion(member_id=people.member.id, unit_id=people.branch, text=f"s{n}", written_at=NOW)
        for n in range(40)
    )
    db.session.commit()
    before = len(statements)
    page = client.get("/suggestions/inbox").text
    assert len(statements) - before <= few
    assert "Page 1 of 2" in page
