"""Coming into an exam by QR code, branch, name and four digits or a slip."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from quizapp.domain.codes import SLIP, code_digest, phone_digest
from quizapp.domain.people import Role
from quizapp.extensions import db
from quizapp.models import EntryTry, Exam, Member, Slip, Unit
from tests.conftest import PageClient, People
from tests.factories.exams import make_exam, make_published
from tests.factories.people import make_member, make_role

CODE = "K7MQ2XPA"


@pytest.fixture
def key(app: Flask) -> bytes:
    return app.config["SECRET_KEY"].encode()


@pytest.fixture
def exam(people: People, key: bytes) -> Exam:
    """An exam with an entry code, whose roster is the member and the stranger."""
    for person, phone in ((people.member, "8000"), (people.stranger, "1234")):
        person.phone_digest = phone_digest(key, person.id, phone)
    return make_published(
        people.root, [people.member, people.stranger], entry_by_name=True, entry_code="HALL42"
    )


def inside(client: PageClient, exam: Exam) -> PageClient:
    client.post(f"/enter/{exam.id}", data={"code": "hall42"})
    return client


def try_in(client: PageClient, exam: Exam, member: Member, proof: str) -> int:
    return client.post(f"/enter/{exam.id}/names/{member.id}", data={"proof": proof}).status_code


def test_the_way_in(client: PageClient, people: People, exam: Exam) -> None:
    first = client.get(f"/enter/{exam.id}")
    assert "Entry code" in first.text and "Branch 1" not in first.text
    answer = client.post(f"/enter/{exam.id}", data={"code": " Hall-42 "}, follow_redirects=True)
    assert "Branch 1" in answer.text and "Branch 2" in answer.text
    names = client.get(f"/enter/{exam.id}/units/{people.branch}").text
    assert "member" in names and "stranger" not in names
    answer = client.post(f"/enter/{exam.id}/names/{people.member.id}", data={"proof": "８０００"})
    assert answer.location == f"/exams/{exam.id}/start"
    # Whoever scans the code again just goes on.
    assert client.get(f"/enter/{exam.id}").location == f"/exams/{exam.id}/start"


def test_no_name_is_shown_before_the_entry_code(
    client: PageClient, people: People, exam: Exam
) -> None:
    for path in (f"units/{people.branch}", f"names/{people.member.id}"):
        assert client.get(f"/enter/{exam.id}/{path}").location == f"/enter/{exam.id}"
    assert try_in(client, exam, people.member, "8000") == 302
    assert client.get(f"/exams/{exam.id}/start").status_code == 302  # still outside
    assert client.post(f"/enter/{exam.id}", data={"code": "HALL43"}).status_code == 422


def test_a_changed_entry_code_counts_at_once(
    client: PageClient, people: People, exam: Exam
) -> None:
    inside(client, exam)
    exam.entry_code = "NEW234"
    db.session.commit()
    assert client.get(f"/enter/{exam.id}/units/{people.branch}").status_code == 302


def test_the_session_is_good_for_this_exam_only(
    client: PageClient, people: People, exam: Exam
) -> None:
    make_role(people.member, Role.ADMINISTRATOR, db.session.get_one(Unit, people.root))
    try_in(inside(client, exam), exam, people.member, "8000")
    for path in ("/mine", "/members/", "/password", "/exams/"):
        assert client.get(path).status_code in (302, 403), path
        assert "/sign-in" in client.get(path).location
    other = make_published(people.root, [people.member])
    assert client.get(f"/exams/{other.id}/start").status_code != 200
    assert client.post(f"/exams/{other.id}/attempts").status_code in (302, 403, 404)
    assert client.get("/sign-in").status_code == 200


def test_five_tries_then_the_invigilator(client: PageClient, people: People, exam: Exam) -> None:
    inside(client, exam)
    assert [try_in(client, exam, people.member, "0000") for _ in range(5)] == [422] * 4 + [403]
    answer = client.post(f"/enter/{exam.id}/names/{people.member.id}", data={"proof": "8000"})
    assert answer.status_code == 403
    assert "go to the invigilator" in answer.text
    # The name is closed to this device, not the device to other names.
    assert try_in(client, exam, people.stranger, "1234") == 302


def test_tries_survive_signing_out_and_are_counted_for_each_device(
    app: Flask, client: PageClient, people: People, exam: Exam
) -> None:
    inside(client, exam)
    for _ in range(5):
        try_in(client, exam, people.member, "0000")
    try_in(client, exam, people.stranger, "1234")
    client.post("/sign-out")
    assert try_in(client, exam, people.member, "8000") == 403
    other = inside(app.test_client(), exam)
    assert try_in(other, exam, people.member, "8000") == 302


def test_guessing_from_many_devices_ends_and_a_slip_still_works(
    app: Flask, people: People, exam: Exam, key: bytes
) -> None:
    now = datetime.now(UTC)
    db.session.add_all(
        EntryTry(exam_id=exam.id, member_id=people.member.id, device=f"d{n}", tried_at=now)
        for n in range(30)
    )
    slip(people.member, exam, key)
    client = inside(app.test_client(), exam)
    assert try_in(client, exam, people.member, "8000") == 403
    assert try_in(client, exam, people.member, "k7mq-2xpa") == 302


def slip(member: Member, exam: Exam | None, key: bytes, **values: object) -> Slip:
    now = datetime.now(UTC)
    made = Slip(
        member_id=member.id,
        exam_id=exam.id if exam else None,
        code_digest=code_digest(key, SLIP, CODE),
        **{"made_at": now, "expires_at": now + timedelta(days=1)} | values,
    )
    db.session.add(made)
    db.session.commit()
    return made


def test_a_slip_works_once_and_for_its_owner_only(
    app: Flask, client: PageClient, people: People, exam: Exam, key: bytes
) -> None:
    slip(people.member, exam, key)
    inside(client, exam)
    assert try_in(client, exam, people.stranger, CODE) == 422
    assert try_in(client, exam, people.member, CODE) == 302
    other = inside(app.test_client(), exam)
    assert try_in(other, exam, people.member, CODE) == 422


def test_an_old_slip_or_one_for_passwords_does_not_work(
    client: PageClient, people: People, exam: Exam, key: bytes
) -> None:
    made = slip(people.member, exam, key, expires_at=datetime.now(UTC) - timedelta(minutes=1))
    inside(client, exam)
    assert try_in(client, exam, people.member, CODE) == 422
    made.expires_at, made.exam_id = datetime.now(UTC) + timedelta(days=1), None
    db.session.commit()
    assert try_in(client, exam, people.member, CODE) == 422


def test_who_has_no_number_stored_gets_in_by_slip_only(
    client: PageClient, people: People, exam: Exam
) -> None:
    people.member.phone_digest = ""
    db.session.commit()
    assert try_in(inside(client, exam), exam, people.member, "8000") == 422


def test_equal_names_are_told_apart(client: PageClient, people: People) -> None:
    branch = db.session.get_one(Unit, people.branch)
    twins = [
        make_member("a1007", unit=branch, name="王伟", office="综合处"),
        make_member("a1008", unit=branch, name="王伟", office="财务处"),
        make_member("a2007", unit=branch, name="李娜"),
        make_member("a2018", unit=branch, name="李娜"),
    ]
    exam = make_published(people.root, twins, entry_by_name=True)
    page = client.get(f"/enter/{exam.id}", follow_redirects=True).text  # one branch: names at once
    assert all(told in page for told in ("综合处", "财务处", "…007", "…018"))


def test_only_people_of_the_roster_get_in(client: PageClient, people: People, exam: Exam) -> None:
    inside(client, exam)
    assert client.get(f"/enter/{exam.id}/names/{people.secretary.id}").status_code == 404
    assert try_in(client, exam, people.secretary, "8000") == 404
    assert client.get(f"/enter/{exam.id}/units/{people.root}").status_code == 404
    people.member.closed_at = datetime.now(UTC)
    db.session.commit()
    assert try_in(client, exam, people.member, "8000") == 404


def test_exams_without_entry_by_name_are_entered_by_signing_in(
    client: PageClient, people: People
) -> None:
    exam = make_published(people.root, [people.member], entry_code="HALL42")
    assert client.get(f"/enter/{exam.id}").location == f"/exams/{exam.id}/start"
    assert client.post(f"/enter/{exam.id}", data={"code": "HALL42"}).status_code == 302
    assert client.get(f"/enter/{exam.id}/units/{people.branch}").status_code == 404
    assert try_in(client, exam, people.member, "8000") == 404


def test_drafts_and_what_does_not_exist_have_no_entry_page(
    client: PageClient, people: People
) -> None:
    draft = make_exam(people.root, entry_by_name=True)
    for exam_id in (draft.id, 99999):
        assert client.get(f"/enter/{exam_id}").status_code == 404


def test_a_closed_account_is_cut_at_once(client: PageClient, people: People, exam: Exam) -> None:
    try_in(inside(client, exam), exam, people.member, "8000")
    people.member.session_version += 1
    db.session.commit()
    assert "/sign-in" in client.get(f"/exams/{exam.id}/start").location


def test_organizers_let_a_name_try_again(
    app: Flask, client: PageClient, people: People, exam: Exam
) -> None:
    inside(client, exam)
    for _ in range(5):
        try_in(client, exam, people.member, "0000")
    organizer = app.test_client().sign_in(people.organizer)
    assert "member" in organizer.get(f"/enter/{exam.id}/failed").text
    organizer.post(f"/enter/{exam.id}/failed/{people.member.id}/reset")
    assert db.session.execute(select(func.count()).select_from(EntryTry)).scalar_one() == 0
    assert try_in(client, exam, people.member, "8000") == 302


@pytest.mark.parametrize("who", ["member", "secretary", "stranger"])
def test_others_do_not_reset_tries(
    client: PageClient, people: People, exam: Exam, who: str
) -> None:
    if who == "stranger":
        make_role(people.stranger, Role.ORGANIZER, db.session.get_one(Unit, people.other_branch))
    client.sign_in(getattr(people, who))
    refused = 404 if who == "stranger" else 403
    assert client.get(f"/enter/{exam.id}/failed").status_code == refused
    answer = client.post(f"/enter/{exam.id}/failed/{people.member.id}/reset")
    assert answer.status_code == refused
