"""Which stored answers count as given, on both databases."""

from __future__ import annotations

import pytest

from quizapp.extensions import db
from quizapp.models import Answer
from tests.conftest import People
from tests.factories.exams import make_published
from tests.quizapp.attempts.conftest import sit_down


@pytest.mark.parametrize(
    ("response", "given"),
    [
        ([], False),
        ([""], False),
        (["", ""], False),
        (["", " "], False),
        (["b"], True),
        (["a", "c"], True),
        (["", "支部"], True),
        (['"'], True),
        (["false"], True),
        (["0"], True),
    ],
)
def test_blanks_and_empty_lists_are_no_answers(
    people: People, response: list[str], given: bool
) -> None:
    exam = make_published(people.root, [people.member])
    sit_down(exam, people.member, answers={1: response})
    found = db.session.execute(db.select(Answer.item_number).where(Answer.is_given())).all()
    assert bool(found) is given
