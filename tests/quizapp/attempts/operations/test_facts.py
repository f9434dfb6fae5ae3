"""A change of device is a fact; a reload, a second tab and the first page are none."""

from __future__ import annotations

import pytest

from quizapp.attempts.operations.facts import NUMBERS_OF_A_PAGE
from quizapp.attempts.operations.starting import take_over
from quizapp.domain.invigilation import FactKind
from quizapp.extensions import db
from quizapp.models import AttemptEvent
from tests.conftest import People
from tests.factories.exams import make_published
from tests.quizapp.attempts.conftest import KEY, Sitting, sit_down


def takeovers(sitting: Sitting, *known: int | None) -> list[int]:
    """Numbers of the facts that browsers leave which say they held the attempt under these."""
    for holder in known:
        take_over(sitting.attempt_id, viewer=sitting.viewer, key=KEY, known_holder=holder)
    rows = db.session.execute(db.select(AttemptEvent).order_by(AttemptEvent.number)).scalars().all()
    assert all(row.kind is FactKind.TAKEN_OVER and row.seconds is None for row in rows)
    return [row.number // NUMBERS_OF_A_PAGE for row in rows]


@pytest.mark.parametrize(
    ("known", "found"),
    [
        ((0,), []),  # the first page after the start
        ((0, 2, 3), []),  # reloads
        ((0, 2, 0), [4]),  # another phone
        ((0, 2, 0, 3), [4, 5]),  # and back: the first phone held it as 3
        ((None, None, None), []),  # a browser that keeps nothing
    ],
)
def test_who_takes_over(people: People, known: tuple[int | None, ...], found: list[int]) -> None:
    exam = make_published(people.root, [people.member], record_focus=True)
    assert takeovers(sit_down(exam, people.member), *known) == found


def test_is_not_noted_unless_the_test_says_so(sitting: Sitting) -> None:
    assert takeovers(sitting, 0, 0, 0) == []
