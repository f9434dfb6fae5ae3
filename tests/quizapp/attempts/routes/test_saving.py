"""What the server answers to the page's script."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from quizapp.domain.attempt import AttemptState
from quizapp.extensions import db
from quizapp.models import Answer
from tests.conftest import PageClient, People
from tests.factories.attempts import make_attempt
from tests.factories.exams import HOUR, make_published
from tests.quizapp.attempts.conftest import Sitting


def batch(sitting: Sitting, **values: Any) -> dict[str, Any]:
    """A save of one answer."""
    answer = {"item": 1, "response": ["a"], "sequence": 1}
    return {"holder": 1, "form": sitting.form_hash, "answers": [answer]} | values


def test_answers_what_is_stored(client: PageClient, sitting: Sitting) -> None:
    client.sign_in(sitting.member)
    reply = client.post(f"/attempts/{sitting.attempt_id}/answers", json=batch(sitting))
    value = reply.get_json()
    assert value["answers"][0]["item"] == 1 and value["answers"][0]["sequence"] == 1
    assert len(value["answers"][0]["saved_at"]) == 8
    assert value["holder"] == 1
    assert 0 < value["remaining_ms"] <= 29 * 60_000
    assert datetime.fromisoformat(value["server_time"]).tzinfo is not None
    assert reply.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "value",
    [
        [],
        "text",
        {},
        {"holder": 1, "form": "x", "answers": []},
        {"holder": "1", "form": "0" * 64, "answers": []},
        {"holder": True, "form": "0" * 64, "answers": []},
        {"holder": 1, "form": "0" * 64, "answers": {}},
        {"holder": 1, "form": "0" * 64, "answers": [1]},
        {"holder": 1, "form": "0" * 64, "answers": [{}] * 201},
        {"holder": 1, "form": "0" * 64, "answers": [], "score": 100},
        {"holder": 1, "form": "0" * 64, "answers": [{"item": 1, "response": "a", "sequence": 1}]},
        {"holder": 1, "form": "0" * 64, "answers": [{"item": 1, "response": [1], "sequence": 1}]},
        {"holder": 1, "form": "0" * 64, "answers": [{"item": 1, "response": [], "sequence": -1}]},
        {
            "holder": 1,
            "form": "0" * 64,
            "answers": [{"item": 1, "response": [], "sequence": 2**31}],
        },
        {"holder": 1, "form": "\0" * 64, "answers": []},
    ],
)
def test_refuses_another_shape(client: PageClient, sitting: Sitting, value: object) -> None:
    client.sign_in(sitting.member)
    reply = client.post(f"/attempts/{sitting.attempt_id}/answers", json=value)
    assert reply.status_code == 422
    assert reply.get_json()["code"] in ("unreadable_request", "unreadable_answers")
    assert db.session.execute(db.select(Answer)).all() == []


def test_refuses_halves_of_characters(client: PageClient, sitting: Sitting) -> None:
    client.sign_in(sitting.member)
    sent = r'{"holder": 1, "form": "' + r"\ud800" * 64 + r'", "answers": []}'
    address = f"/attempts/{sitting.attempt_id}/answers"
    reply = client.post(address, data=sent, content_type="application/json")
    assert reply.status_code == 422


@pytest.mark.parametrize("action", ["answers", "submission"])
def test_refuses_what_is_nested_beyond_reading(
    client: PageClient, sitting: Sitting, action: str
) -> None:
    client.sign_in(sitting.member)
    address = f"/attempts/{sitting.attempt_id}/{action}"
    reply = client.post(address, data="[" * 100_000, content_type="application/json")
    assert reply.status_code == 400 and reply.get_json()["code"] == "bad_request"


def test_a_page_that_counts_too_far_blocks_nothing(client: PageClient, sitting: Sitting) -> None:
    client.sign_in(sitting.member)
    address = f"/attempts/{sitting.attempt_id}"
    answer = {"item": 1, "response": ["a"], "sequence": 2**31 - 1}
    assert (
        client.post(f"{address}/answers", json=batch(sitting, answers=[answer])).status_code == 422
    )
    answer["sequence"] = 2**30
    assert (
        client.post(f"{address}/answers", json=batch(sitting, answers=[answer])).status_code == 200
    )
    page = {"holder": "1", "item": "1", "answer-1": "b"}
    assert client.post(f"{address}/pages/1", data=page).status_code == 302
    stored = db.session.execute(db.select(Answer.response)).scalar_one()
    assert stored == ["b"]


def test_refuses_what_is_no_json(client: PageClient, sitting: Sitting) -> None:
    client.sign_in(sitting.member)
    address = f"/attempts/{sitting.attempt_id}/answers"
    assert client.post(address, data="{", content_type="application/json").status_code == 400
    assert client.post(address, data={"a": "b"}).status_code == 415
    assert client.get(address).status_code == 405


def test_refusals_carry_a_code_and_a_sentence(
    client: PageClient, sitting: Sitting, people: People
) -> None:
    client.sign_in(sitting.member)
    address = f"/attempts/{sitting.attempt_id}/answers"
    taken = client.post(address, json=batch(sitting, holder=0))
    assert (taken.status_code, taken.get_json()["code"]) == (409, "taken_over")
    assert "Continue on this device" in taken.get_json()["message"]
    sitting.attempt.locked_at = datetime.now(UTC)
    db.session.commit()
    locked = client.post(address, json=batch(sitting))
    assert (locked.status_code, locked.get_json()["code"]) == (403, "locked")
    sitting.attempt.locked_at = None
    db.session.commit()
    client.post(f"/attempts/{sitting.attempt_id}/submission", json={"claimed": []})
    late = client.post(address, json=batch(sitting))
    assert (late.status_code, late.get_json()["code"]) == (409, "already_submitted")


def test_an_ended_session_is_told_so(client: PageClient, sitting: Sitting) -> None:
    client.sign_in(sitting.member)
    sitting.member.session_version += 1
    db.session.commit()
    reply = client.post(f"/attempts/{sitting.attempt_id}/answers", json=batch(sitting))
    assert (reply.status_code, reply.get_json()["code"]) == (403, "session_ended")


def test_a_save_after_the_time_says_until_when(client: PageClient, people: People) -> None:
    attempt_id, form_hash = make_attempt_overdue(people)
    client.sign_in(people.member)
    reply = client.post(
        f"/attempts/{attempt_id}/answers",
        json={"holder": 1, "form": form_hash, "answers": []},
    )
    assert (reply.status_code, reply.get_json()["code"]) == (409, "time_is_up")
    done = client.post(f"/attempts/{attempt_id}/submission", json={"claimed": []})
    assert done.get_json()["state"] == AttemptState.EXPIRED.value


def make_attempt_overdue(people: People) -> tuple[int, str]:
    """An attempt whose time ended half an hour ago; its id and the hash of its paper."""
    exam = make_published(people.root, [people.member])
    attempt = make_attempt(exam, people.member, started_at=datetime.now(UTC) - HOUR)
    form_hash = db.session.execute(
        db.text("SELECT content_hash FROM form WHERE id = :id"), {"id": attempt.form_id}
    ).scalar_one()
    return attempt.id, form_hash


def test_handing_in_names_what_has_not_arrived(client: PageClient, sitting: Sitting) -> None:
    client.sign_in(sitting.member)
    address = f"/attempts/{sitting.attempt_id}/submission"
    reply = client.post(address, json={"claimed": [{"item": 2, "sequence": 3}]})
    assert reply.status_code == 409
    assert (reply.get_json()["code"], reply.get_json()["items"]) == ("answers_missing", [2])
    first = client.post(address, json={"claimed": []}).get_json()
    assert client.post(address, json={"claimed": []}).get_json() == first


@pytest.mark.parametrize("value", [{}, [], {"claimed": [1]}, {"claimed": [{"item": 1}]}])
def test_handing_in_refuses_another_shape(
    client: PageClient, sitting: Sitting, value: object
) -> None:
    client.sign_in(sitting.member)
    reply = client.post(f"/attempts/{sitting.attempt_id}/submission", json=value)
    assert reply.status_code == 422
