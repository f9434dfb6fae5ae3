"""A plan with four drafts, and organizers inside and outside its unit."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from quizapp.domain.people import Role
from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import Member, Unit
from tests.conftest import People
from tests.factories.bank import bank_item
from tests.factories.people import make_member, make_role
from tests.factories.plans import store_plan
from tests.factories.viewers import viewer_of


@dataclass(frozen=True, slots=True)
class Drafts:
    """Numbers of the drafts, by what they ask."""

    plan: int
    activity: int
    people: int
    mode: int
    often: int
    who: Viewer


@pytest.fixture
def drafts(people: People) -> Drafts:
    """The invented plan of the whole organisation, nothing reviewed."""
    plan = store_plan(people.root)
    names = ("activity", "people", "mode", "often")
    return Drafts(
        plan.plan_id,
        *(bank_item(f"item-{name}").id for name in names),
        who=viewer_of(people.organizer),
    )


@pytest.fixture
def other_organizer(people: People) -> Member:
    """Organizes branch 2 and nothing above it."""
    unit = db.session.get_one(Unit, people.other_branch)
    member = make_member("other-organizer", unit=unit)
    make_role(member, Role.ORGANIZER, unit)
    return member
