"""Whoever organizes a unit organizes the exams of all below it, and no others."""

from __future__ import annotations

import pytest

from quizapp.database.transaction import transaction
from quizapp.extensions import db
from quizapp.models import Lock, Unit, organized_exam
from tests.conftest import People
from tests.factories.exams import make_published
from tests.factories.viewers import viewer_of


@pytest.mark.parametrize("lock", Lock)
def test_only_organizers_above_are_given_the_exam(people: People, lock: Lock) -> None:
    branch = db.session.get_one(Unit, people.branch)
    exam_id = make_published(branch, [people.member]).id
    organizer, secretary = viewer_of(people.organizer), viewer_of(people.secretary)
    with transaction() as session:
        exam = organized_exam(session, exam_id, organizer, lock)
        assert exam is not None and exam.id == exam_id
        assert organized_exam(session, exam_id, secretary, lock) is None
        assert organized_exam(session, 10**6, organizer, lock) is None
