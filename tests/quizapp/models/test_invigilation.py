"""What is known of an attempt can be written although its page reports at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask

from quizapp.attempts.operations.facts import write_sign
from quizapp.database.clock import database_now
from quizapp.database.transaction import transaction
from quizapp.extensions import db
from quizapp.models import AttemptWatch, watch_of
from tests.conftest import make_people
from tests.factories.attempts import make_attempt
from tests.factories.exams import make_published

TIMES = 10


def test_extensions_and_signs_of_life_at_once_lose_nothing(live_app: Flask) -> None:
    with live_app.app_context():
        people = make_people()
        exam = make_published(people.root, [people.member])
        attempt_id = make_attempt(exam, people.member).id
        db.session.remove()
    together = Barrier(2 * TIMES)

    def write(number: int) -> None:
        with live_app.app_context():
            together.wait()
            with transaction() as session:
                if number % 2:
                    write_sign(session, attempt_id, now=database_now(session))
                else:
                    watch_of(session, attempt_id).extended_seconds += 60
            db.session.remove()

    with ThreadPoolExecutor(2 * TIMES) as pool:
        list(pool.map(write, range(2 * TIMES)))
    with live_app.app_context():
        row = db.session.get_one(AttemptWatch, attempt_id)
        assert (row.extended_seconds, row.seen_at is None) == (60 * TIMES, False)
        db.session.remove()
