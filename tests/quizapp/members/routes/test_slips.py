"""Slips: codes on paper once, and what they open."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from quizapp.domain.people import Role
from quizapp.extensions import db
from quizapp.models import Member, Slip, Unit
from tests.conftest import PageClient, People
from tests.factories.exams import make_published
from tests.factories.people import make_member, make_role

CODES = re.compile(r'slip-code">([2-9A-Z]{4}-[2-9A-Z]{4})<')
NEW = "eleven loud sparrows"


def codes(page: str) -> list[str]:
    return CODES.findall(page)


def make(client: PageClient, unit_id: int, purpose: str = "password") -> str:
    answer = client.post("/members/slips", data={"unit": unit_id, "purpose": purpose})
    assert answer.status_code == 200, answer.text
    return answer.text


@pytest.fixture
def admin(client: PageClient, people: People) -> PageClient:
    return client.sign_in(people.administrator)


def test_every_member_without_password_gets_a_slip(
    app: Flask, admin: PageClient, people: People
) -> None:
    people.secretary.password_hash = "set"
    db.session.commit()
    page = make(admin, people.branch)
    assert len(codes(page)) == 3 and "/first-password" in page
    assert "secretary" not in page
    stored = db.session.scalars(select(Slip.code_digest)).all()
    assert len(stored) == 3 and not any(
        code.replace("-", "") in str(stored) for code in codes(page)
    )
    data = {"code": codes(page)[0], "wanted": NEW, "again": NEW}
    assert app.test_client().post("/first-password", data=data).status_code == 302


def test_new_slips_take_the_place_of_old_ones(
    app: Flask, admin: PageClient, people: People
) -> None:
    first = codes(make(admin, people.branch))[0]
    make(admin, people.branch)
    assert db.session.execute(select(func.count()).select_from(Slip)).scalar_one() == 4
    data = {"code": first, "wanted": NEW, "again": NEW}
    assert app.test_client().post("/first-password", data=data).status_code == 422


def test_nobody_left_is_told(admin: PageClient, people: People) -> None:
    people.stranger.password_hash = "set"
    db.session.commit()
    data = {"unit": people.other_branch, "purpose": "password"}
    answer = admin.post("/members/slips", data=data)
    assert answer.status_code == 422 and "Nobody of this unit needs such a slip" in answer.text
    assert len(codes(make(admin, people.other_branch, "everybody"))) == 1


def test_one_person_gets_a_slip_and_a_closed_one_none(admin: PageClient, people: People) -> None:
    assert len(codes(admin.post(f"/members/{people.member.id}/slips").text)) == 1
    page = admin.get(f"/members/{people.member.id}").text
    assert "An unused slip is good until" in page and not codes(page)
    people.member.closed_at = datetime.now(UTC)
    db.session.commit()
    assert admin.post(f"/members/{people.member.id}/slips").status_code == 302


def test_slips_leave_out_whoever_holds_a_role_above(app: Flask, people: People) -> None:
    branch = db.session.get_one(Unit, people.branch)
    deputy = make_member("deputy", unit=branch)
    make_role(deputy, Role.ADMINISTRATOR, branch)
    page = make(app.test_client().sign_in(deputy), people.branch)
    assert len(codes(page)) == 3  # member, secretary and deputy; not organizer or administrator
    assert "2 persons hold a role above your units" in page


def test_organizers_print_slips_for_their_exams_only(
    app: Flask, client: PageClient, people: People
) -> None:
    exam = make_published(people.root, [people.member, people.stranger], entry_by_name=True)
    client.sign_in(people.organizer)
    form = client.get("/members/slips").text
    assert "Invented test" in form and "First password" not in form
    data = {"unit": people.branch, "purpose": "password"}
    assert client.post("/members/slips", data=data).status_code == 422
    page = make(client, people.branch, str(exam.id))
    assert len(codes(page)) == 1 and f"/enter/{exam.id}" in page
    entry = app.test_client().post(
        f"/enter/{exam.id}/names/{people.member.id}", data={"proof": codes(page)[0]}
    )
    assert entry.location == f"/exams/{exam.id}/start"
    password = {"code": codes(page)[0], "wanted": NEW, "again": NEW}
    assert app.test_client().post("/first-password", data=password).status_code == 422


@pytest.mark.parametrize(
    "values",
    [{"entry_by_name": False}, {"entry_by_name": True, "closes_in": timedelta(minutes=-1)}],
)
def test_exams_that_are_not_entered_by_name_offer_no_slips(
    client: PageClient, people: People, values: dict[str, object]
) -> None:
    exam = make_published(people.root, [people.member], **values)
    client.sign_in(people.organizer)
    data = {"unit": people.branch, "purpose": str(exam.id)}
    assert client.post("/members/slips", data=data).status_code == 422
    assert db.session.execute(select(func.count()).select_from(Slip)).scalar_one() == 0


def test_exams_of_others_offer_no_slips(app: Flask, people: People) -> None:
    make_role(people.stranger, Role.ORGANIZER, db.session.get_one(Unit, people.other_branch))
    exam = make_published(people.root, [people.member], entry_by_name=True)
    client = app.test_client().sign_in(people.stranger)
    data = {"unit": people.other_branch, "purpose": str(exam.id)}
    assert client.post("/members/slips", data=data).status_code == 422


def test_a_slip_of_a_person_who_signed_in_meanwhile_is_still_theirs(
    app: Flask, admin: PageClient, people: People
) -> None:
    code = codes(admin.post(f"/members/{people.member.id}/slips").text)[0]
    there = app.test_client().sign_in(people.member)
    data = {"code": code, "wanted": NEW, "again": NEW}
    assert app.test_client().post("/first-password", data=data).status_code == 302
    assert there.get("/mine").status_code == 302, "a new password ends older sessions"
    assert db.session.get_one(Member, people.member.id).password_hash
