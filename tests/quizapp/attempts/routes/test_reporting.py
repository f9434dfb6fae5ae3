"""The page's signs of life and the forced hand-in, over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from quizapp.domain.attempt import AttemptState
from quizapp.extensions import db
from quizapp.models import AttemptEvent
from tests.conftest import PageClient, People
from tests.factories.exams import make_published
from tests.quizapp.attempts.conftest import Sitting, sit_down

HIDDEN = {"number": 1001, "kind": "hidden", "ago_ms": 9000, "lasted_ms": 4000}


def test_tells_the_page_how_it_stands(client: PageClient, sitting: Sitting) -> None:
    client.sign_in(sitting.member)
    address = f"/attempts/{sitting.attempt_id}/presence"
    body = client.post(address, json={"holder": 1, "facts": []}).get_json()
    assert 0 < body["remaining_ms"] < 30 * 60 * 1000
    assert body["locked"] == "" and body["deadline"]
    sitting.attempt.locked_at = datetime.now(UTC)
    db.session.commit()
    body = client.post(address, json={"holder": 1, "facts": []}).get_json()
    assert "locked" in body["locked"]
    taken = client.post(address, json={"holder": 2, "facts": []})
    assert (taken.status_code, taken.get_json()["code"]) == (409, "taken_over")


@pytest.mark.parametrize(
    "sent",
    [
        [],
        {"holder": 1},
        {"holder": 1, "facts": {}},
        {"holder": "1", "facts": []},
        {"holder": 1, "facts": [HIDDEN] * 51},
        {"holder": 1, "facts": [HIDDEN | {"kind": "taken_over"}]},
        {"holder": 1, "facts": [HIDDEN | {"kind": ["hidden"]}]},
        {"holder": 1, "facts": [HIDDEN | {"ago_ms": -1}]},
        {"holder": 1, "facts": [HIDDEN | {"lasted_ms": 1.5}]},
        {"holder": 1, "facts": [HIDDEN | {"number": 2**31}]},
        {"holder": 1, "facts": [HIDDEN | {"score": 100}]},
    ],
)
def test_refuses_another_shape(client: PageClient, people: People, sent: object) -> None:
    exam = make_published(people.root, [people.member], record_focus=True)
    sitting = sit_down(exam, people.member)
    client.sign_in(people.member)
    reply = client.post(f"/attempts/{sitting.attempt_id}/presence", json=sent)
    assert (reply.status_code, reply.get_json()["code"]) == (422, "unreadable_request")
    assert db.session.execute(db.select(AttemptEvent)).all() == []


def test_the_extremes_a_phone_may_send_are_stored_within_the_sitting(
    client: PageClient, people: People
) -> None:
    exam = make_published(people.root, [people.member], record_focus=True)
    sitting = sit_down(exam, people.member)
    client.sign_in(people.member)
    largest = 2**31 - 1
    wild = {"number": largest, "kind": "offline", "ago_ms": largest, "lasted_ms": largest}
    reply = client.post(
        f"/attempts/{sitting.attempt_id}/presence", json={"holder": 1, "facts": [wild]}
    )
    assert reply.status_code == 200
    (row,) = db.session.execute(db.select(AttemptEvent)).scalars()
    assert row.at == sitting.attempt.started_at and row.seconds is not None and row.seconds < 600


def test_what_is_noted_is_said_before_the_start_and_only_then_done(
    client: PageClient, people: People
) -> None:
    for noted in (True, False):
        exam = make_published(people.root, [people.member], record_focus=noted)
        client.sign_in(people.member)
        before = client.get(f"/exams/{exam.id}/start").text
        assert ("What is noted during this test" in before) is noted
        sitting = sit_down(exam, people.member)
        page = client.get(f"/attempts/{sitting.attempt_id}").text
        assert ("data-record-focus" in page) is noted


def test_the_known_holder_may_be_left_out_but_must_be_a_number(
    client: PageClient, sitting: Sitting
) -> None:
    client.sign_in(sitting.member)
    address = f"/attempts/{sitting.attempt_id}/holder"
    assert client.post(address).status_code == 200
    assert client.post(address, json={}).status_code == 200
    assert client.post(address, json={"known_holder": 3}).status_code == 200
    assert client.post(address, json={"known_holder": "x"}).status_code == 422


def test_the_member_reads_why_it_was_handed_in(
    client: PageClient, sitting: Sitting, people: People
) -> None:
    address = f"/exams/{sitting.exam.id}/attempts/{sitting.attempt_id}/submission"
    client.sign_in(people.organizer)
    empty = client.post(address, data={"reason": "  "})
    assert empty.status_code == 422 and "write the reason" in empty.text
    assert sitting.attempt.state is AttemptState.OPEN
    done = client.post(address, data={"reason": "taken <ill>"})
    assert done.location == f"/exams/{sitting.exam.id}/invigilation/attempts/{sitting.attempt_id}"
    client.sign_in(people.member)
    receipt = client.get(f"/attempts/{sitting.attempt_id}/receipt").text
    assert "Handed in by the invigilator" in receipt and "taken &lt;ill&gt;" in receipt
    result = client.get(f"/attempts/{sitting.attempt_id}/result").text
    assert "taken &lt;ill&gt;" in result and "when time was over" not in result
    save = client.post(f"/attempts/{sitting.attempt_id}/presence", json={"holder": 1, "facts": []})
    assert (save.status_code, save.get_json()["code"]) == (409, "collected")


@pytest.mark.parametrize(("person", "status"), [("member", 403), ("secretary", 403)])
def test_members_hand_in_for_nobody(
    client: PageClient, sitting: Sitting, people: People, person: str, status: int
) -> None:
    client.sign_in(getattr(people, person))
    reply = client.post(
        f"/exams/{sitting.exam.id}/attempts/{sitting.attempt_id}/submission",
        data={"reason": "why"},
    )
    assert reply.status_code == status
