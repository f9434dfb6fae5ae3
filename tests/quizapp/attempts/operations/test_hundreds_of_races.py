"""Six hundred members save and hand in at the same moment: what was confirmed is what was scored."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from flask import Flask

from quizapp.attempts.operations.closing import submit
from quizapp.attempts.operations.saving import save_answers
from quizapp.attempts.operations.starting import start
from quizapp.database.outages import outage
from quizapp.domain.attempt import SentAnswer
from quizapp.domain.attempt_refusals import AlreadySubmitted
from quizapp.extensions import db
from quizapp.models import Answer, Attempt, Form, Member, ScoreSheet, Unit
from tests.conftest import make_people
from tests.factories.exams import make_published, right_answers
from tests.factories.people import JOINED
from tests.quizapp.attempts.conftest import KEY, claim_of, viewer_of

ATTEMPTS = 600
AT_ONCE = 50
SAVES = 4


@pytest.fixture
def app(live_app: Flask) -> Flask:
    """The many are for the database of real installations; SQLite has its own races."""
    if live_app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        pytest.skip("six hundred at once are no case for SQLite, which takes one writer")
    return live_app


def test_what_was_confirmed_is_what_was_scored(app: Flask) -> None:
    with app.app_context():
        people = make_people()
        branch = db.session.get_one(Unit, people.branch)
        members = [
            Member(sign_in_name=f"m{n}", name=f"m{n}", unit_id=branch.id, created_at=JOINED)
            for n in range(ATTEMPTS)
        ]
        db.session.add_all(members)
        db.session.commit()
        exam = make_published(people.root, members)
        right, exam_id = right_answers(exam), exam.id
        form_hash = db.session.execute(db.select(Form.content_hash)).scalar_one()
        who = [(viewer_of(member), claim_of(member)) for member in members]
        db.session.remove()

    def within(operation: Callable[[], Any]) -> Any:
        with app.app_context():
            while True:
                try:
                    return operation()
                except Exception as error:
                    # Fifty threads share the connections of sixteen: whoever is told to try again does.
                    if outage(error) is None:
                        return error

    rounds = Barrier(AT_ONCE)

    def wave(place: int) -> list[tuple[int, int, Any]]:
        """One thread: of each attempt of its turn it does one act, together with the others."""
        done = []
        for first in range(0, ATTEMPTS, AT_ONCE // (SAVES + 1)):
            number, act = first + place // (SAVES + 1), place % (SAVES + 1)
            rounds.wait(60)
            viewer, claim = who[number]
            if act == SAVES:
                result = within(
                    lambda: submit(ids[number], viewer=viewer, claimed={}, key=KEY)  # noqa: B023
                )
            else:
                sent = [
                    SentAnswer(item, tuple(right[item]), act + 1)
                    for item in range(2 * act + 1, 2 * act + 3)
                ]
                result = within(
                    lambda: save_answers(
                        ids[number],  # noqa: B023
                        sent,  # noqa: B023
                        claim=claim,  # noqa: B023
                        holder=1,
                        form_hash=form_hash,
                        key=KEY,
                    )
                )
            done.append((number, act, result))
        return done

    with ThreadPoolExecutor(AT_ONCE) as pool:
        ids = list(
            pool.map(
                lambda viewer: within(
                    lambda: start(exam_id, viewer=viewer, entry_code="", key=KEY)
                ),
                [viewer for viewer, _ in who],
            )
        )
        results = [one for wave_results in pool.map(wave, range(AT_ONCE)) for one in wave_results]

    assert len(results) == ATTEMPTS * (SAVES + 1)
    confirmed: dict[int, set[int]] = {number: set() for number in ids}
    refused = 0
    for number, act, result in results:
        if isinstance(result, Exception):
            assert isinstance(result, AlreadySubmitted), result
            assert act != SAVES
            refused += 1
        elif act != SAVES:
            confirmed[ids[number]] |= {one.item_number for one in result.answers}
    with app.app_context():
        stored = db.session.execute(db.select(Answer.attempt_id, Answer.item_number)).all()
        totals = dict(
            db.session.execute(db.select(ScoreSheet.attempt_id, ScoreSheet.total)).tuples().all()
        )
        assert db.session.query(Attempt).count() == ATTEMPTS
        db.session.remove()
    assert {(row.attempt_id, row.item_number) for row in stored} == {
        (number, item) for number, items in confirmed.items() for item in items
    }
    assert totals == {number: 1250 * len(items) for number, items in confirmed.items()}
    assert 0 < refused < ATTEMPTS * SAVES, "nothing was raced"


def test_every_request_sent_fifty_times_has_the_effect_of_one(app: Flask) -> None:
    """Start, take over, save, hand in: each as fifty copies at the same moment, over HTTP."""
    with app.app_context():
        people = make_people()
        exam = make_published(people.root, [people.member])
        right, exam_id = right_answers(exam), exam.id
        form_hash = db.session.execute(db.select(Form.content_hash)).scalar_one()
        identity = f"{people.member.id}.{people.member.session_version}."
        db.session.remove()
    barrier = Barrier(AT_ONCE)

    def ask(path: str, body: object) -> tuple[int, str, Any]:
        client = app.test_client()
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = identity, True
        barrier.wait(60)
        reply = client.post(path, json=body, headers={"Accept": "application/json"})
        return reply.status_code, reply.location or "", reply.get_json(silent=True)

    def fifty(path: str, body: object) -> list[tuple[int, str, Any]]:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return list(pool.map(lambda _: ask(path, body), range(AT_ONCE)))

    started = fifty(f"/exams/{exam_id}/attempts", {})
    (place,) = {location for _status, location, _body in started}
    held = fifty(f"{place}/holder", {})
    assert len({body["holder"] for _status, _place, body in held}) == AT_ONCE
    holder = max(body["holder"] for _status, _place, body in held)
    batch = {
        "holder": holder,
        "form": form_hash,
        "answers": [
            {"item": item, "response": response, "sequence": 10**6 + item}
            for item, response in right.items()
        ],
    }
    saved = fifty(f"{place}/answers", batch)
    assert {status for status, *_ in saved} == {200}
    assert len({str(body["answers"]) for *_, body in saved}) == 1
    claimed = {"claimed": [{"item": item, "sequence": 10**6 + item} for item in right]}
    done = fifty(f"{place}/submission", claimed)
    assert {status for status, *_ in done} == {200}
    assert len({body["number"] for *_, body in done}) == 1
    late = fifty(f"{place}/answers", batch)
    assert {(status, body["code"]) for status, _, body in late} == {(409, "already_submitted")}
    with app.app_context():
        assert db.session.query(Attempt).count() == 1
        assert db.session.query(Answer).count() == len(right)
        sheet = db.session.execute(db.select(ScoreSheet)).scalar_one()
        assert sheet.total == sheet.maximum
        db.session.remove()
