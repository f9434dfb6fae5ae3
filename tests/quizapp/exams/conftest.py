"""An organizer of one branch alone."""

from __future__ import annotations

import pytest

from quizapp.domain.people import Role
from quizapp.extensions import db
from quizapp.models import Member, Unit
from tests.conftest import People
from tests.factories.people import make_member, make_role


@pytest.fixture
def other_organizer(people: People) -> Member:
    """Organizes branch 2 and nothing above it."""
    unit = db.session.get_one(Unit, people.other_branch)
    member = make_member("other-organizer", unit=unit)
    make_role(member, Role.ORGANIZER, unit)
    return member
