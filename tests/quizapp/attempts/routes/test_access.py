"""Who reaches which page of a test: the own attempt only, and never the keys before release."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from quizapp.domain.attempt import AttemptState
from quizapp.domain.disclosure import Release
from quizapp.extensions import db
from tests.conftest import PageClient, People
from tests.factories.attempts import make_attempt
from tests.factories.exams import HOUR, make_published, right_answers
from tests.factories.items import CANARY
from tests.quizapp.attempts.conftest import Sitting, sit_down

PAGES = ("", "/overview", "/receipt", "/result")
POSTS = ("/holder", "/submission", "/pages/1")


def body(sitting: Sitting) -> dict[str, object]:
    """An ordinary save."""
    return {
        "holder": 1,
        "form": sitting.form_hash,
        "answers": [{"item": 1, "response": ["a"], "sequence": 1}],
    }


def test_signed_out_people_are_sent_to_sign_in(client: PageClient, sitting: Sitting) -> None:
    for page in PAGES:
        response = client.get(f"/attempts/{sitting.attempt_id}{page}")
        assert response.status_code == 302 and "/sign-in" in response.location
    for page in ("/my", f"/exams/{sitting.exam.id}/start", f"/exams/{sitting.exam.id}/study"):
        assert client.get(page).status_code == 302
    for post in (*POSTS, "/answers"):
        response = client.post(f"/attempts/{sitting.attempt_id}{post}", json=body(sitting))
        assert response.status_code == 401
        assert response.get_json()["code"] == "unauthorized"


@pytest.mark.parametrize("person", ["stranger", "organizer", "administrator", "secretary"])
def test_anothers_attempt_does_not_exist(
    client: PageClient, sitting: Sitting, people: People, person: str
) -> None:
    client.sign_in(getattr(people, person))
    for page in PAGES:
        assert client.get(f"/attempts/{sitting.attempt_id}{page}").status_code == 404
    for post in (*POSTS, "/answers"):
        data: dict[str, object] = (
            {"data": {"holder": "1", "item": "1"}}
            if post == "/pages/1"
            else {"json": {"claimed": []} if post == "/submission" else body(sitting)}
        )
        response = client.post(f"/attempts/{sitting.attempt_id}{post}", **data)
        assert response.status_code == 404, post
    assert client.get("/attempts/999999").status_code == 404
    assert client.get(f"/exams/{sitting.exam.id}/start").status_code == 404


def test_an_exam_session_sees_its_own_exam_only(client: PageClient, people: People) -> None:
    exam = make_published(people.root, [people.member], name="Test of this entry")
    other = make_published(people.root, [people.member], name="Some other test")
    sitting, foreign = sit_down(exam, people.member), sit_down(other, people.member)
    client.sign_in(people.member, exam_id=exam.id)
    home = client.get("/my").text
    assert "Test of this entry" in home and "Some other test" not in home
    assert client.get(f"/attempts/{sitting.attempt_id}").status_code == 200
    for page in PAGES:
        assert client.get(f"/attempts/{foreign.attempt_id}{page}").status_code == 404
    assert (
        client.post(f"/attempts/{foreign.attempt_id}/answers", json=body(foreign)).status_code
        == 404
    )
    assert client.post(f"/attempts/{foreign.attempt_id}/holder").status_code == 404
    assert client.get(f"/exams/{other.id}/start").status_code == 404
    assert client.post(f"/exams/{other.id}/attempts").status_code == 404


def test_no_key_leaves_the_server_while_the_test_is_taken(
    client: PageClient, people: People
) -> None:
    exam = make_published(people.root, [people.member])
    sitting = sit_down(exam, people.member, answers=right_answers(exam))
    client.sign_in(people.member)
    address = f"/attempts/{sitting.attempt_id}"
    seen = [client.get(f"{address}{page}", follow_redirects=True) for page in PAGES]
    seen += [client.get("/my"), client.get(f"/exams/{exam.id}/start")]
    seen += [client.post(f"{address}/holder")]
    seen += [
        client.post(f"{address}/answers", json=body(sitting) | {"holder": 2}),
        client.post(f"{address}/answers", json=body(sitting)),
    ]
    for response in seen:
        assert CANARY not in response.get_data(as_text=True).lower(), response.request.path
        assert not any(CANARY in value.lower() for value in response.headers.values())


@pytest.mark.parametrize(
    ("score", "answers", "closes_in", "shown"),
    [
        (Release.AT_ONCE, Release.AT_ONCE, HOUR, (True, True)),
        (Release.AT_ONCE, Release.AFTER_CLOSE, HOUR, (True, False)),
        (Release.AT_ONCE, Release.AFTER_CLOSE, -HOUR / 2, (True, True)),
        (Release.AFTER_CLOSE, Release.AT_ONCE, HOUR, (False, False)),
        (Release.BY_HAND, Release.BY_HAND, -HOUR / 2, (False, False)),
        (Release.NEVER, Release.AT_ONCE, -HOUR / 2, (False, False)),
        (Release.AT_ONCE, Release.NEVER, -HOUR / 2, (True, False)),
    ],
)
def test_the_result_shows_what_is_released(
    client: PageClient,
    people: People,
    score: Release,
    answers: Release,
    closes_in: timedelta,
    shown: tuple[bool, bool],
) -> None:
    exam = make_published(
        people.root,
        [people.member],
        opens_in=-2 * HOUR,
        closes_in=closes_in,
        score_release=score,
        answer_release=answers,
    )
    sitting = sit_down(
        exam,
        people.member,
        answers={1: right_answers(exam)[1]},
        started_at=datetime.now(UTC) - HOUR,
        deadline_at=datetime.now(UTC) + HOUR / 10 if closes_in > timedelta(0) else exam.closes_at,
    )
    client.sign_in(people.member)
    client.post(f"/attempts/{sitting.attempt_id}/submission")
    page = client.get(f"/attempts/{sitting.attempt_id}/result").text
    home = client.get("/my").text
    assert ("12.5" in page, CANARY in page) == shown
    assert ("12.5" in home) is shown[0]
    assert CANARY not in home
    assert CANARY not in client.get(f"/attempts/{sitting.attempt_id}/receipt").text


def test_pages_of_a_closed_attempt_lead_to_the_receipt_and_open_ones_to_the_test(
    client: PageClient, people: People
) -> None:
    exam = make_published(people.root, [people.member, people.secretary])
    done = make_attempt(exam, people.member, state=AttemptState.SUBMITTED)
    client.sign_in(people.member)
    for page in ("", "/overview"):
        response = client.get(f"/attempts/{done.id}{page}")
        assert response.location == f"/attempts/{done.id}/receipt"
    running = make_attempt(exam, people.secretary)
    client.sign_in(people.secretary)
    for page in ("/receipt", "/result"):
        response = client.get(f"/attempts/{running.id}{page}")
        assert response.location == f"/attempts/{running.id}"


@pytest.mark.parametrize("page", PAGES)
def test_opening_an_overdue_attempt_closes_it(
    client: PageClient, people: People, page: str
) -> None:
    exam = make_published(people.root, [people.member])
    attempt = make_attempt(exam, people.member, started_at=datetime.now(UTC) - HOUR)
    client.sign_in(people.member)
    response = client.get(f"/attempts/{attempt.id}{page}", follow_redirects=True)
    assert response.status_code == 200
    db.session.refresh(attempt)
    assert attempt.state is AttemptState.EXPIRED


def test_a_ready_attempt_waits_for_its_start(client: PageClient, people: People) -> None:
    exam = make_published(people.root, [people.member])
    attempt = make_attempt(exam, people.member, state=AttemptState.READY)
    client.sign_in(people.member)
    assert client.get(f"/attempts/{attempt.id}").location == f"/exams/{exam.id}/start"
    assert client.post(f"/exams/{exam.id}/attempts").location == f"/attempts/{attempt.id}"
