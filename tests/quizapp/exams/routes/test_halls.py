"""Sittings, allowances and make-up tests as pages: for the organizer in charge and nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from quizapp.extensions import db
from quizapp.models import AllowanceGrant, Exam, ExamState, Member, Seat, Sitting
from quizapp.web.local_time import to_local
from tests.conftest import PageClient, People
from tests.factories.attempts import make_attempt
from tests.factories.exams import HOUR, make_published

TYPED = "%Y-%m-%dT%H:%M"


def typed(exam: Exam, minutes: int) -> str:
    assert exam.opens_at is not None
    return to_local(exam.opens_at + timedelta(minutes=minutes)).strftime(TYPED)


def test_a_hall_from_the_first_sitting_to_the_seat_list(people: People, client: PageClient) -> None:
    exam = make_published(people.root, [people.member, people.stranger], opens_in=HOUR)
    client.sign_in(people.organizer)
    address = f"/exams/{exam.id}/sittings"
    wrong = {"opens_at": typed(exam, 5), "closes_at": typed(exam, 65), "rooms": "Hall A"}
    assert "Line 1 is no room" in client.post(address, data=wrong).get_data(as_text=True)
    assert client.post(address, data=wrong | {"rooms": "Hall A, 30"}).status_code == 302
    client.post(f"/exams/{exam.id}/seats/assignment")
    page = client.get(address).get_data(as_text=True)
    assert "2 of 2 people have a seat" in page
    sheet = client.get(f"/exams/{exam.id}/seats").get_data(as_text=True)
    assert "Hall A" in sheet and "stranger" in sheet
    client.sign_in(people.member)
    assert "Hall A, seat" in client.get(f"/exams/{exam.id}/start").get_data(as_text=True)
    assert "Hall A, seat" in client.get("/my").get_data(as_text=True)


def test_waiting_for_the_start_by_hand(people: People, client: PageClient) -> None:
    exam = make_published(people.root, [people.member], start_by_hand=True)
    client.sign_in(people.member)
    assert "when the invigilator starts it" in client.get("/my").text
    waiting = client.get(f"/exams/{exam.id}/start")
    assert "has not been started yet" in waiting.get_data(as_text=True)
    assert waiting.headers["Refresh"]
    client.sign_in(people.organizer)
    assert client.post(f"/exams/{exam.id}/beginning").status_code == 302
    client.sign_in(people.member)
    assert "If you start now" in client.get("/my").text
    begun = client.get(f"/exams/{exam.id}/start")
    assert "Start answering" in begun.get_data(as_text=True)
    assert "Refresh" not in begun.headers


@pytest.mark.parametrize(("minutes", "looks_again"), [(20, True), (24 * 60, False)])
def test_an_early_start_by_hand_reaches_those_who_wait(
    people: People, client: PageClient, minutes: int, *, looks_again: bool
) -> None:
    exam = make_published(
        people.root,
        [people.member],
        start_by_hand=True,
        opens_in=timedelta(minutes=minutes),
        closes_in=timedelta(days=2),
    )
    waiting = client.sign_in(people.member).get(f"/exams/{exam.id}/start")
    assert ("Refresh" in waiting.headers) is looks_again
    assert ("Look again" in waiting.text) is looks_again


def test_granting_and_taking_back(people: People, client: PageClient) -> None:
    exam = make_published(people.root, [people.member])
    client.sign_in(people.organizer)
    address = f"/exams/{exam.id}/allowances"
    assert "member ·" in client.get(address, query_string={"search": "member"}).text
    whom = f"member-{people.member.id}"
    sent = {"whom": whom, "extra": "10", "reason": "Reads slowly"}
    unknown = client.post(address, data=sent)
    assert unknown.status_code == 200 and db.session.query(AllowanceGrant).count() == 0
    assert client.post(f"{address}?search=member", data=sent).status_code == 302
    assert "Reads slowly" in client.get(address).text
    client.sign_in(people.member)
    assert "10 minutes more" in client.get(f"/exams/{exam.id}/start").text
    client.sign_in(people.organizer)
    client.post(f"{address}/withdrawal", data={"whom": whom})
    assert db.session.query(AllowanceGrant).count() == 0
    assert client.post(f"{address}/withdrawal", data={"whom": "x-y"}).status_code == 400


def test_says_what_a_grant_changes_for_those_who_answer(people: People, client: PageClient) -> None:
    exam = make_published(people.root, [people.member, people.stranger])
    make_attempt(exam, people.member)
    client.sign_in(people.organizer)
    address = f"/exams/{exam.id}/allowances"
    sent = {"whom": f"unit-{people.branch}", "extra": "10", "reason": "A cut of power"}
    for said in ("1 attempt under way has more time", "Nothing changes for attempts under way"):
        assert said in client.post(address, data=sent, follow_redirects=True).text
    sent["whom"] = f"unit-{people.other_branch}"
    assert "yet to begin" in client.post(address, data=sent, follow_redirects=True).text


def test_beginning_early_says_for_when_it_was_planned(people: People, client: PageClient) -> None:
    for opens_in, asked in ((HOUR, True), (-HOUR, False)):
        exam = make_published(people.root, [people.member], opens_in=opens_in, start_by_hand=True)
        client.sign_in(people.organizer)
        page = client.get(f"/exams/{exam.id}/sittings").text
        assert "The test begins at once for everybody" in page
        assert ("before the time planned" in page) is asked


def test_collecting_and_a_make_up_test(people: People, client: PageClient) -> None:
    exam = make_published(people.root, [people.member])
    client.sign_in(people.organizer)
    page = client.post(f"/exams/{exam.id}/collection", follow_redirects=True)
    assert "0 papers collected." in page.text
    made = client.post(f"/exams/{exam.id}/make-up")
    draft = db.session.query(Exam).filter_by(state=ExamState.DRAFT).one()
    assert made.location.endswith(f"/exams/{draft.id}/rules")
    assert "Invented test (make-up)" in client.get(made.location).text
    assert "1 person" in client.get(f"/exams/{draft.id}/audience").text


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "sittings"),
        ("post", "sittings"),
        ("get", "seats"),
        ("post", "seats/assignment"),
        ("post", "beginning"),
        ("post", "collection"),
        ("get", "allowances"),
        ("post", "allowances"),
        ("post", "allowances/withdrawal"),
        ("post", "make-up"),
    ],
)
def test_for_the_organizer_in_charge_only(
    people: People, client: PageClient, other_organizer: Member, method: str, path: str
) -> None:
    exam = make_published(people.root, [people.member], start_by_hand=True)
    call = getattr(client, method)
    address = f"/exams/{exam.id}/{path}"
    assert call(address).status_code in (302, 401)  # signed out
    for member in (people.member, people.secretary):
        client.sign_in(member)
        assert call(address).status_code == 403
    client.sign_in(other_organizer)
    whom = {"whom": f"member-{people.member.id}"}
    assert client.open(address, method=method.upper(), data=whom).status_code == 404
    assert db.session.query(Sitting).count() == db.session.query(Seat).count() == 0


def test_nobody_is_granted_anything_for_standing_first(people: People, client: PageClient) -> None:
    exam = make_published(people.root, [people.member])
    client.sign_in(people.organizer)
    page = client.post(
        f"/exams/{exam.id}/allowances", data={"whom": "", "extra": "10", "reason": "Reads slowly"}
    )
    assert "Say for whom." in page.text
    assert db.session.query(AllowanceGrant).count() == 0
