"""Answers come as they were stored, also texts that look like JSON, and none where there are none."""

from __future__ import annotations

from sqlalchemy import select

from quizapp.extensions import db
from quizapp.models import STORED_ANSWERS, Attempt, answers_of
from tests.conftest import People
from tests.factories.exams import make_published
from tests.quizapp.attempts.conftest import sit_down

ANSWERS = {1: ["b"], 3: [], 7: ['["quoted", 1]'], 8: ["第一\u3000空", ""]}


def test_responses_and_numbers_by_item(people: People) -> None:
    exam = make_published(people.root, [people.member, people.stranger])
    answered = sit_down(exam, people.member, answers=ANSWERS).attempt_id
    untouched = sit_down(exam, people.stranger).attempt_id
    rows = db.session.execute(select(Attempt.id, STORED_ANSWERS.label("answers")))
    stored = {row.id: answers_of(row.answers) for row in rows}
    responses, sequences = stored[answered]
    assert responses == {number: tuple(given) for number, given in ANSWERS.items()}
    assert set(sequences) == set(ANSWERS) and all(sequences.values())
    assert stored[untouched] == ({}, {})
