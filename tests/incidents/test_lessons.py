"""Each test is named by the lesson of an incident that cost people their examination elsewhere.

What other tests hold already is not repeated: answers restored after a reload and sent again
(journeys/test_network), save against submit (operations/test_races), a clock that decides
(faults/test_clocks), every request replayed (operations/test_hundreds_of_races).
"""

from __future__ import annotations

import re
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from itsdangerous import TimestampSigner

from quizapp.attempts.operations.closing import close_overdue, submit
from quizapp.attempts.operations.starting import start
from quizapp.domain.attempt import AttemptState
from quizapp.extensions import db
from quizapp.models import Answer, Attempt, ScoreSheet, Unit
from tests.conftest import PageClient, People, make_people
from tests.factories.attempts import make_attempt
from tests.factories.exams import make_published, right_answers
from tests.factories.people import make_member
from tests.quizapp.attempts.conftest import (
    KEY,
    SetClock,
    Sitting,
    set_clock,
    sit_down,
    sitting,
    viewer_of,
)

__all__ = ["set_clock", "sitting"]
ROOT = Path(__file__).resolve().parents[2]


def body(sitting: Sitting, item: int, response: list[str], sequence: int = 1) -> dict[str, Any]:
    """One answer as the page sends it."""
    return {
        "holder": sitting.attempt.holder,
        "form": sitting.form_hash,
        "answers": [{"item": item, "response": response, "sequence": sequence}],
    }


def test_a_session_and_its_forms_outlive_three_idle_hours(app: Flask, people: People) -> None:
    """An hour's limit on form tokens once stopped people in the middle of a long test."""
    exam = make_published(
        people.root, [people.member], duration_seconds=4 * 3600, opens_in=-timedelta(hours=4)
    )
    sitting = sit_down(exam, people.member)
    signer = TimestampSigner.get_timestamp
    app.config["WTF_CSRF_ENABLED"] = True
    client = app.test_client()
    try:
        TimestampSigner.get_timestamp = lambda _: int(time.time()) - 3 * 3600  # type: ignore[method-assign]
        client.sign_in(people.member)  # type: ignore[attr-defined]
        page = client.get(f"/attempts/{sitting.attempt_id}")
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
        assert token is not None
        TimestampSigner.get_timestamp = signer  # type: ignore[method-assign]
        reply = client.post(
            f"/attempts/{sitting.attempt_id}/answers",
            json=body(sitting, 5, ["true"]),
            headers={"X-CSRFToken": token[1]},
        )
        assert reply.status_code == 200, reply.text
        done = client.post(
            f"/attempts/{sitting.attempt_id}/submission", data={"csrf_token": token[1]}
        )
        assert done.status_code == 302, done.text
    finally:
        TimestampSigner.get_timestamp = signer  # type: ignore[method-assign]
        app.config["WTF_CSRF_ENABLED"] = False


def test_time_left_is_cut_by_the_window_and_told_anew_with_each_save(
    client: PageClient, people: People, set_clock: SetClock
) -> None:
    """Pages once went on showing the full limit after the times of a test were edited."""
    now = datetime.now(UTC).replace(microsecond=0)
    exam = make_published(
        people.root, [people.member], duration_seconds=3600, closes_in=timedelta(minutes=20)
    )
    sitting = sit_down(exam, people.member, started_at=now, deadline_at=now + timedelta(minutes=20))
    client.sign_in(people.member)
    set_clock(now + timedelta(minutes=5))
    path = f"/attempts/{sitting.attempt_id}/answers"
    told = client.post(path, json=body(sitting, 5, ["true"])).get_json()
    assert told["remaining_ms"] == 15 * 60_000
    row = sitting.attempt
    assert row.deadline_at is not None and row.accept_until is not None
    row.deadline_at += timedelta(minutes=10)
    row.accept_until += timedelta(minutes=10)
    db.session.commit()
    told = client.post(path, json=body(sitting, 5, ["false"], 2)).get_json()
    assert told["remaining_ms"] == 25 * 60_000


def test_nothing_depends_on_a_last_big_upload(
    client: PageClient, people: People, sitting: Sitting, set_clock: SetClock
) -> None:
    """Thousands once had their work on the screen when the clock ran out and could not submit."""
    client.sign_in(people.member)
    right = right_answers(sitting.exam)
    deadline = sitting.attempt.deadline_at
    assert deadline is not None
    for second, (item, response) in enumerate(right.items()):
        set_clock(deadline - timedelta(seconds=13 - second))
        reply = client.post(
            f"/attempts/{sitting.attempt_id}/answers", json=body(sitting, item, response)
        )
        assert reply.status_code == 200
    # The hand-in five seconds before the end never arrives.
    set_clock(deadline + timedelta(seconds=16))
    assert close_overdue(key=KEY) == 1
    sheet = db.session.execute(db.select(ScoreSheet)).scalar_one()
    assert sheet.total == sheet.maximum
    assert sitting.attempt.closed_at == deadline


def test_submitting_with_nothing_answered_is_no_error(
    client: PageClient, people: People, sitting: Sitting
) -> None:
    """An empty answer at the end of time once was a server error."""
    client.sign_in(people.member)
    reply = client.post(f"/attempts/{sitting.attempt_id}/submission", json={"claimed": []})
    assert reply.status_code == 200
    assert sitting.attempt.state is AttemptState.SUBMITTED
    assert client.get(f"/attempts/{sitting.attempt_id}/receipt").status_code == 200


def test_the_server_is_the_home_of_answers(app: Flask, people: People, sitting: Sitting) -> None:
    """Answers that live in one phone alone are gone with the phone."""
    phone, other = app.test_client(), app.test_client()
    for device in (phone, other):
        device.sign_in(people.member)  # type: ignore[attr-defined]
    path = f"/attempts/{sitting.attempt_id}"
    assert phone.post(f"{path}/answers", json=body(sitting, 5, ["true"])).status_code == 200
    held = other.post(f"{path}/holder").get_json()
    assert [(one["item"], one["response"]) for one in held["answers"]] == [(5, ["true"])]
    refused = phone.post(f"{path}/answers", json=body(sitting, 5, ["false"], 2) | {"holder": 1})
    assert (refused.status_code, refused.get_json()["code"]) == (409, "taken_over")
    goes_on = body(sitting, 5, ["false"], held["first_sequence"])
    assert other.post(f"{path}/answers", json=goes_on).status_code == 200


def test_pages_of_one_person_are_kept_by_nobody_else(
    client: PageClient, people: People, sitting: Sitting
) -> None:
    """A cache of whole pages once showed people the pages of others."""
    client.sign_in(people.member)
    for path in ("/my", f"/attempts/{sitting.attempt_id}", "/mine"):
        kept = client.get(path).headers.get("Cache-Control", "")
        assert "no-store" in kept or "private" in kept, path


def test_saving_waits_for_no_socket() -> None:
    """Answers once were sent only while a push connection was up; saving is plain HTTP here."""
    scripts = (ROOT / "quizapp" / "static" / "js" / "attempts").glob("*.js")
    for script in scripts:
        assert not re.search(r"\bWebSocket\b|\bEventSource\b", script.read_text("utf-8")), script


def test_the_page_wakes_up_in_every_way_a_phone_can() -> None:
    """Phones suspend pages and bring them back without a word; each way back is listened to."""
    scripts = ROOT / "quizapp" / "static" / "js" / "attempts"
    heard = "".join(script.read_text("utf-8") for script in scripts.glob("*.js"))
    for name in ("visibilitychange", "pageshow", "pagehide", "online"):
        assert f'"{name}"' in heard, name


def test_many_hand_in_at_once_and_share_nothing(live_app: Flask) -> None:
    """Two submissions at the same moment once shared one temporary file."""
    with live_app.app_context():
        people = make_people()
        branch = db.session.get_one(Unit, people.branch)
        members = [make_member(f"m{number}", unit=branch) for number in range(20)]
        exam = make_published(people.root, members)
        right = right_answers(exam)
        attempts = [
            (
                make_attempt(exam, member, answers={item: right[item] for item in list(right)[:n]}),
                viewer_of(member),
            )
            for n, member in zip(list(range(9)) * 3, members, strict=False)
        ]
        todo = [(attempt.id, viewer) for attempt, viewer in attempts]
        db.session.remove()

    def hand_in(pair: tuple[int, Any]) -> str:
        with live_app.app_context():
            return submit(pair[0], viewer=pair[1], claimed={}, key=KEY).receipt_number

    with ThreadPoolExecutor(20) as pool:
        receipts = list(pool.map(hand_in, todo))
    assert len(set(receipts)) == 20
    with live_app.app_context():
        for sheet in db.session.execute(db.select(ScoreSheet)).scalars():
            stored = db.session.query(Answer).filter_by(attempt_id=sheet.attempt_id).count()
            assert sheet.total == 1250 * stored
        db.session.remove()


def test_a_writer_that_reads_first_waits_instead_of_failing(live_app: Flask) -> None:
    """SQLite refuses at once when a reading transaction starts to write after another's write."""
    if not live_app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        pytest.skip("a trap of SQLite alone")
    with live_app.app_context():
        people = make_people()
        exam_id = make_published(people.root, [people.member]).id
        viewer = viewer_of(people.member)
        db.session.remove()
    file = live_app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")
    stranger = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    stranger.execute("BEGIN IMMEDIATE")

    def begin() -> int:
        with live_app.app_context():
            return start(exam_id, viewer=viewer, entry_code="", key=KEY)

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(begin)
        time.sleep(0.5)
        assert not waiting.done(), "the writer waits for the other one"
        stranger.execute("COMMIT")
        assert waiting.result(timeout=20) > 0
    stranger.close()
    with live_app.app_context():
        assert db.session.query(Attempt).count() == 1
        db.session.remove()
