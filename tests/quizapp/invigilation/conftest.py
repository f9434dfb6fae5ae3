"""A test in progress that its organizer watches."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from quizapp.domain.people import Role
from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import Attempt, Exam, Member, Unit
from tests.conftest import People
from tests.factories.attempts import make_attempt
from tests.factories.exams import make_published
from tests.factories.people import make_member, make_role
from tests.factories.viewers import viewer_of


@dataclass(frozen=True, slots=True)
class Scene:
    """A published test of the whole committee; the member answers, the others have not started."""

    exam: Exam
    attempt_id: int
    organizer: Viewer

    @property
    def attempt(self) -> Attempt:
        """The row as it is now."""
        db.session.expire_all()
        return db.session.get_one(Attempt, self.attempt_id)


@pytest.fixture
def scene(people: People) -> Scene:
    """The member has answered two items and reached a third."""
    everybody = [people.member, people.secretary, people.stranger]
    exam = make_published(people.root, everybody, record_focus=True)
    attempt = make_attempt(exam, people.member, answers={1: ["a"], 2: ["b"], 3: []})
    return Scene(exam, attempt.id, viewer_of(people.organizer))


@pytest.fixture
def other_organizer(people: People) -> Member:
    """Organizes branch 2 and nothing above it."""
    unit = db.session.get_one(Unit, people.other_branch)
    member = make_member("other-organizer", unit=unit)
    make_role(member, Role.ORGANIZER, unit)
    return member
