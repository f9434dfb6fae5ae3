"""Kill the server with SIGKILL during a test: every answer it has confirmed is there afterwards.

A ledger outside the server notes each confirmation; the table is compared with it at the end.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPException
from threading import Barrier, Event

import pytest
from flask import Flask

from quizapp.extensions import db
from quizapp.models import Answer, Attempt, ScoreSheet, Unit
from tests.conftest import make_people
from tests.factories.exams import make_published, right_answers
from tests.factories.people import make_member
from tests.faults.serving import Browser, Server, Taker, cookie_of, free_port

TAKERS = 50
ITEMS = range(1, 9)


@dataclass
class Hall:
    """A server and fifty members with one open test."""

    app: Flask
    server: Server
    exam_id: int
    right: dict[int, list[str]]
    members: list[int]

    def taker(self, place: int) -> Taker:
        cookies = cookie_of(self.app, self.members[place])
        return Taker(Browser(self.server.port, cookies), self.exam_id)


@pytest.fixture
def hall(live_app: Flask) -> Iterator[Hall]:
    with live_app.app_context():
        people = make_people()
        branch = db.session.get_one(Unit, people.branch)
        members = [make_member(f"taker{number}", unit=branch) for number in range(TAKERS)]
        exam = make_published(people.root, members)
        right = right_answers(exam)
        ids, exam_id = [member.id for member in members], exam.id
        db.session.remove()
        db.engine.dispose()
    server = Server(live_app, free_port())
    try:
        server.start()
        yield Hall(live_app, server, exam_id, right, ids)
    finally:
        server.close()


def test_fifty_take_the_test_at_once_without_an_error(hall: Hall) -> None:
    def take(place: int) -> str:
        taker = hall.taker(place)
        taker.begin()
        for item in ITEMS:
            reply = taker.save(item, hall.right[item], taker.sequence + item)
            assert reply.status == 200, reply.text
        done = taker.hand_in()
        assert done.status == 200, done.text
        assert taker.browser.get(done.value["receipt"]).status == 200
        return str(done.value["number"])

    with ThreadPoolExecutor(TAKERS) as pool:
        receipts = list(pool.map(take, range(TAKERS)))
    assert len(set(receipts)) == TAKERS
    with hall.app.app_context():
        totals = db.session.execute(db.select(ScoreSheet.total)).scalars().all()
        assert totals == [10000] * TAKERS


@dataclass
class Ledger:
    """What one member was told is saved."""

    attempt_id: int
    saved: dict[int, tuple[int, list[str]]] = field(default_factory=dict)
    after_restart: int = 0


def test_everything_confirmed_survives_two_kills(hall: Hall) -> None:
    stop, down = Event(), Event()
    all_begun = Barrier(17, timeout=60)
    kills = 0

    def take(place: int) -> Ledger:
        taker = hall.taker(place)
        taker.begin()
        all_begun.wait()
        ledger = Ledger(int(taker.attempt.rpartition("/")[2]))
        sequence = taker.sequence
        while not stop.is_set():
            sequence += 1
            item = sequence % len(ITEMS) + 1
            response = hall.right[item] if sequence % 3 else []
            while not stop.is_set():
                try:
                    reply = taker.save(item, response, sequence)
                except (OSError, HTTPException):
                    time.sleep(0.1)  # the page tries again, with the same number
                    continue
                assert reply.status == 200, reply.text
                (answer,) = reply.value["answers"]
                assert answer["sequence"] == sequence
                ledger.saved[item] = (sequence, response)
                ledger.after_restart += kills == 2 and not down.is_set()
                break
        return ledger

    with ThreadPoolExecutor(16) as pool:
        running = [pool.submit(take, place) for place in range(16)]
        try:
            all_begun.wait()
            for _ in range(2):
                time.sleep(1)
                down.set()
                hall.server.kill()
                kills += 1
                hall.server.start()
                down.clear()
            time.sleep(1)
        finally:
            stop.set()
        ledgers = [one.result(timeout=60) for one in running]

    assert sum(len(ledger.saved) for ledger in ledgers) > 16
    assert all(ledger.after_restart for ledger in ledgers), "somebody did not come back"
    with hall.app.app_context():
        rows = {
            (row.attempt_id, row.item_number): (row.sequence, row.response)
            for row in db.session.execute(db.select(Answer)).scalars()
        }
        assert db.session.execute(db.select(db.func.count(Attempt.id))).scalar_one() == 16
    for ledger in ledgers:
        for item, (sequence, response) in ledger.saved.items():
            stored = rows[ledger.attempt_id, item]
            assert stored[0] >= sequence
            if stored[0] == sequence:
                assert sorted(stored[1]) == sorted(response)
