"""What comes back when a taker sends something: the same whether it was right or wrong.

The same requests go to two worlds in which other answers are right. Replies must be equal byte by
byte, and so must be the statements behind them: then neither length nor work done tells a key.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, event

from quizapp.attempts.operations import responses
from quizapp.domain.disclosure import Release
from quizapp.extensions import db
from quizapp.models import Exam, Form, ScoreSheet
from tests.factories.exams import right_answers
from tests.factories.items import CANARY
from tests.secrecy.worlds import World

JSON = {"Accept": "application/json"}
TYPED = (7, 8)
"""Items with blanks to type in."""
END_SESSIONS = ("/sign-out", "/sign-out-everywhere")


def test_what_a_taker_sends_comes_back_the_same_for_right_and_wrong(
    two_apps: tuple[Flask, Flask],
) -> None:
    worlds = [World(app, place, "not begun", Release.NEVER) for place, app in enumerate(two_apps)]
    right = []
    for app in two_apps:
        with app.app_context():
            right.append(right_answers(db.session.execute(db.select(Exam)).scalar_one()))
            form_hash = db.session.execute(db.select(Form.content_hash)).scalar_one()
    # The second world's words are longer than a blank takes.
    right[1] |= {item: ["a"] * len(key) for item, key in right[1].items() if item in TYPED}
    assert not [item for item, key in right[0].items() if key == right[1][item]]
    for step, (path, request) in enumerate(taking(form_hash, right)):
        heard = []
        for world in worlds:
            responses._papers.forget()  # of the process, and the worlds share it
            with statements() as seen:
                reply = world.sent("member", path, **request)
            heard.append((reply, seen))
        (here, by_here), (there, by_there) = heard
        assert here == there, f"step {step}, {path}: the reply tells the worlds apart"
        assert by_here == by_there, f"step {step}, {path}: other work is done"
        assert CANARY.encode() not in here, f"step {step}, {path}: a key"
        assert here.split(b"\n", 1)[0] in (b"200", b"302", b"409"), here
    totals = []
    for app in two_apps:
        with app.app_context():
            totals.append(db.session.execute(db.select(ScoreSheet.total)).scalar_one())
    assert totals == [10000, 0], "the last answers were right in one world only"


def taking(
    form_hash: str, right: list[dict[int, list[str]]]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """All that a member sends from the start to after the hand-in, with what goes wrong."""

    def json(path: str, body: object) -> tuple[str, dict[str, Any]]:
        return f"/attempts/1/{path}", {"json": body, "headers": JSON}

    def batch(numbers: dict[int, list[str]], sequence: int) -> tuple[str, dict[str, Any]]:
        answers = [
            {"item": item, "response": response, "sequence": sequence}
            for item, response in numbers.items()
        ]
        return json("answers", {"holder": 2, "form": form_hash, "answers": answers})

    yield "/exams/1/attempts", {}
    yield json("holder", {})
    for sequence, answers in enumerate(right, start=20_001):
        for item, response in answers.items():
            yield batch({item: response}, sequence)
    yield batch(right[0], 20_003)
    yield batch(right[0], 20_003)  # a replay
    yield batch(right[1], 20_002)  # one that comes too late
    yield json("presence", {"holder": 2, "facts": []})
    for answers in reversed(right):
        yield "/attempts/1/pages/1", {"data": fields(answers)}
    yield json("submission", {"claimed": [{"item": 1, "sequence": 90_000}]})
    yield json("submission", {"claimed": []})
    yield json("submission", {"claimed": []})
    yield "/attempts/1/submission", {}
    yield batch(right[0], 90_000)
    yield json("holder", {})
    yield json("presence", {"holder": 2, "facts": []})
    yield "/attempts/1/pages/1", {"data": fields(right[0]), "headers": JSON}
    yield "/exams/1/attempts", {"headers": JSON}


def fields(answers: dict[int, list[str]]) -> dict[str, Any]:
    """The plain form with these answers; typed blanks have a field each."""
    sent: dict[str, Any] = {"item": [str(item) for item in answers], "holder": "2", "go": "next"}
    for item, response in answers.items():
        if item in TYPED:
            sent |= {f"answer-{item}-{n}": text for n, text in enumerate(response, start=1)}
        else:
            sent[f"answer-{item}"] = response
    return sent


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements of all engines, as the driver gets them."""
    seen: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)


@pytest.mark.parametrize("state", ["open", "handed in"])
def test_nothing_that_can_be_sent_brings_a_key_back(
    two_apps: tuple[Flask, Flask], state: str
) -> None:
    """Every address that takes a request, empty or not as it should be, by somebody without rights."""
    first, second = (World(app, place, state, Release.NEVER) for place, app in enumerate(two_apps))
    paths = sorted(first.paths("POST"), key=lambda path: path in END_SESSIONS)
    assert len(paths) > 100
    faults = []
    for path in paths:
        for request in ({"json": {}, "headers": JSON}, {"data": {"name": "x", "answer": "b"}}):
            here = first.sent("member", path, **request)
            there = second.sent("member", path, **request)
            if here.startswith(b"5"):
                faults.append(f"{path} breaks")
            elif CANARY.encode() in here or here != there:
                faults.append(f"{path} tells of keys")
    assert not faults, faults
