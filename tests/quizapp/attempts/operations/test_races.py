"""Many requests at the same moment, on real databases with real commits."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, event

from quizapp.attempts.operations import responses
from quizapp.attempts.operations.closing import close_overdue, submit
from quizapp.attempts.operations.saving import save_answers
from quizapp.attempts.operations.starting import start, take_over
from quizapp.domain.attempt import SentAnswer
from quizapp.domain.attempt_refusals import AlreadySubmitted, TakenOver
from quizapp.domain.viewer import Claim, Viewer
from quizapp.extensions import db
from quizapp.models import Answer, Attempt, Form, Member, ScoreSheet
from tests.conftest import make_people
from tests.factories.exams import make_published, right_answers
from tests.quizapp.attempts.conftest import KEY, claim_of, viewer_of

AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Scene:
    """What the threads need, without rows."""

    app: Flask
    exam_id: int
    viewer: Viewer
    claim: Claim
    form_hash: str
    right: dict[int, list[str]]


@pytest.fixture
def scene(live_app: Flask) -> Scene:
    """A published test and one member, on a database of its own."""
    with live_app.app_context():
        people = make_people()
        exam = make_published(people.root, [people.member])
        form = db.session.execute(db.select(Form).where(Form.exam_id == exam.id)).scalar_one()
        return Scene(
            live_app,
            exam.id,
            viewer_of(people.member),
            claim_of(people.member),
            form.content_hash,
            right_answers(exam),
        )


def together(scene: Scene, acts: list[Callable[[], Any]]) -> list[Any]:
    """Do all at the same moment, each in its own thread; give results or exceptions."""
    threads = min(AT_ONCE, len(acts))
    barrier = Barrier(threads)
    first = set(range(threads))

    def run(number: int) -> Any:
        with scene.app.app_context():
            if number in first:
                barrier.wait()
            try:
                return acts[number]()
            except Exception as error:
                return error

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(run, range(len(acts))))


def begin(scene: Scene) -> int:
    """Start the attempt; its id. Its holder is 1."""
    with scene.app.app_context():
        return start(scene.exam_id, viewer=scene.viewer, entry_code="", key=KEY)


def saver(scene: Scene, attempt_id: int, item: int, response: list[str], sequence: int) -> Any:
    return lambda: save_answers(
        attempt_id,
        [SentAnswer(item, tuple(response), sequence)],
        claim=scene.claim,
        holder=1,
        form_hash=scene.form_hash,
        key=KEY,
    )


def submitter(scene: Scene, attempt_id: int) -> Any:
    return lambda: submit(attempt_id, viewer=scene.viewer, claimed={}, key=KEY)


def test_fifty_starts_make_one_attempt(scene: Scene) -> None:
    acts = [
        lambda: start(scene.exam_id, viewer=scene.viewer, entry_code="", key=KEY) for _ in range(50)
    ]
    results = together(scene, acts)
    assert len(set(results)) == 1 and isinstance(results[0], int), results
    with scene.app.app_context():
        assert db.session.execute(db.select(db.func.count(Attempt.id))).scalar_one() == 1


def test_no_answer_is_acknowledged_that_was_not_scored(scene: Scene) -> None:
    attempt_id = begin(scene)
    acts = [
        submitter(scene, attempt_id)
        if number % 10 == 5
        else saver(scene, attempt_id, number % 8 + 1, scene.right[number % 8 + 1], number + 1)
        for number in range(50)
    ]
    results = together(scene, acts)
    receipts = {one.receipt_number for one in results[5::10]}
    assert len(receipts) == 1
    acknowledged: dict[int, int] = {}
    for number, result in enumerate(results):
        if number % 10 == 5:
            continue
        if isinstance(result, Exception):
            assert isinstance(result, AlreadySubmitted), result
            continue
        for answer in result.answers:
            acknowledged[answer.item_number] = max(
                acknowledged.get(answer.item_number, 0), answer.sequence
            )
    with scene.app.app_context():
        rows = db.session.execute(db.select(Answer)).scalars().all()
        sheets = db.session.execute(db.select(ScoreSheet)).scalars().all()
    assert {row.item_number: row.sequence for row in rows} == acknowledged
    assert len(sheets) == 1
    assert sheets[0].total == 1250 * len(acknowledged)


def test_the_newest_of_fifty_stands(scene: Scene) -> None:
    attempt_id = begin(scene)
    order = [(number * 37) % 50 + 1 for number in range(50)]
    acts = [
        saver(scene, attempt_id, 1, ["a" if sequence % 2 else "b"], sequence) for sequence in order
    ]
    results = together(scene, acts)
    assert not [result for result in results if isinstance(result, Exception)]
    with scene.app.app_context():
        row = db.session.execute(db.select(Answer)).scalar_one()
        assert (row.sequence, row.response) == (50, ["b"])


def test_two_devices_the_last_to_take_over_holds(scene: Scene) -> None:
    attempt_id = begin(scene)
    takers = [lambda: take_over(attempt_id, viewer=scene.viewer, key=KEY) for _ in range(20)]
    holders = sorted(held.holder for held in together(scene, takers))
    assert holders == list(range(2, 22))
    old = together(scene, [saver(scene, attempt_id, 1, ["a"], 1)])[0]
    assert isinstance(old, TakenOver)


def test_two_sweepers_close_each_overdue_attempt_once(scene: Scene) -> None:
    attempt_id = begin(scene)
    together(scene, [saver(scene, attempt_id, 1, scene.right[1], 1)])
    with scene.app.app_context():
        row = db.session.get(Attempt, attempt_id)
        assert row is not None and row.deadline_at and row.accept_until and row.started_at
        back = row.deadline_at - row.started_at + (row.accept_until - row.deadline_at) * 2
        row.started_at -= back
        row.deadline_at -= back
        row.accept_until -= back
        deadline = row.deadline_at
        db.session.commit()
    closed = together(scene, [lambda: close_overdue(key=KEY) for _ in range(8)])
    assert sorted(closed) == [0] * 7 + [1]
    with scene.app.app_context():
        row = db.session.get(Attempt, attempt_id)
        sheet = db.session.execute(db.select(ScoreSheet)).scalar_one()
        assert row is not None and row.closed_at == deadline and sheet.total == 1250


def test_a_save_is_two_statements_at_most(scene: Scene) -> None:
    attempt_id = begin(scene)
    responses._papers.forget()  # as in a process that has just started
    client = scene.app.test_client()
    with scene.app.app_context():
        member = db.session.get(Member, scene.viewer.member_id)
        assert member is not None
        client.sign_in(member)  # type: ignore[attr-defined]
    assert client.get(f"/attempts/{attempt_id}").status_code == 200
    seen: list[str] = []

    def count(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    body = {
        "holder": 1,
        "form": scene.form_hash,
        "answers": [
            {"item": item, "response": response, "sequence": 2}
            for item, response in scene.right.items()
        ],
    }
    event.listen(Engine, "before_cursor_execute", count)
    try:
        response = client.post(f"/attempts/{attempt_id}/answers", json=body)
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    assert response.status_code == 200
    assert len(response.get_json()["answers"]) == 8
    assert len(seen) <= 2, seen
    assert not [text for text in seen if re.search(r"FROM member\b", text) and "INSERT" not in text]
