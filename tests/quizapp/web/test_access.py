"""Closed unless declared; and what a session says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.viewer import Claim, Viewer
from quizapp.extensions import db
from quizapp.models import Member
from quizapp.web.access import parse_identity, session_identity
from tests.conftest import PageClient, People, make_app
from tests.factories.exams import make_published


def test_an_undeclared_route_is_closed(app: Flask, tmp_path: Path) -> None:
    made = make_app(app.config["SQLALCHEMY_DATABASE_URI"], tmp_path)
    made.add_url_rule("/undeclared", "undeclared", lambda: "open")
    assert made.test_client().get("/undeclared").status_code == 403


@given(st.text(max_size=30))
def test_a_strange_session_is_nobody(text: str) -> None:
    claim = parse_identity(text)
    assert claim is None or f"{claim.member_id}" in text


@given(st.integers(1, 10**9), st.integers(1, 10**6), st.none() | st.integers(1, 10**6))
def test_a_session_says_who_and_for_which_exam(member: int, version: int, exam: int | None) -> None:
    viewer = Viewer(
        member_id=member,
        name="",
        unit_id=1,
        unit_name="",
        unit_path="/1/",
        session_version=version,
        exam_id=exam,
    )
    assert parse_identity(session_identity(viewer)) == Claim(member, version, exam)


def test_an_old_session_or_a_closed_account_is_signed_out(
    people: People, client: PageClient
) -> None:
    client.sign_in(people.member)
    assert client.get("/my").status_code == 200
    row = db.session.get_one(Member, people.member.id)
    row.session_version += 1
    db.session.commit()
    assert client.get("/my").status_code == 302


def test_a_first_password_must_be_changed_before_anything_else(
    people: People, client: PageClient
) -> None:
    people.member.must_change_password = True
    db.session.commit()
    answer = client.sign_in(people.member).get("/my")
    assert answer.status_code == 302 and "password" in answer.location


def test_a_session_for_one_exam_opens_nothing_else(people: People, client: PageClient) -> None:
    exam = make_published(people.root, [people.organizer])
    client.sign_in(people.organizer, exam_id=exam.id)
    for path in ("/exams/", f"/exams/{exam.id}", "/plans/", f"/exams/{exam.id}/leaderboard"):
        assert client.get(path).status_code == 302, path
    assert client.get(f"/exams/{exam.id}/start").status_code == 200


@pytest.mark.parametrize("path", ["/", "/health", "/sign-in"])
def test_public_pages_are_open(client: PageClient, path: str) -> None:
    assert client.get(path, follow_redirects=True).status_code == 200


def test_a_script_without_a_session_gets_401(client: PageClient) -> None:
    answer = client.get("/my", headers={"Accept": "application/json"})
    assert answer.status_code == 401
    assert "Sign in again" in answer.json["message"]
