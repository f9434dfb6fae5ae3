"""What grants reach."""

from __future__ import annotations

import pytest

from quizapp.domain.people import Role
from quizapp.domain.viewer import Grant, Viewer


def viewer(*grants: Grant) -> Viewer:
    return Viewer(
        member_id=1,
        name="甲",
        unit_id=4,
        unit_name="第一支部",
        unit_path="/1/4/",
        session_version=1,
        grants=grants,
    )


@pytest.mark.parametrize(
    ("role", "organizes", "administers", "secretary"),
    [
        (Role.ORGANIZER, True, False, False),
        (Role.ADMINISTRATOR, True, True, False),
        (Role.SECRETARY, False, False, True),
    ],
)
def test_grants(role: Role, organizes: bool, administers: bool, secretary: bool) -> None:
    person = viewer(Grant(role, 4, "/1/4/"))
    assert person.organizes("/1/4/9/") is organizes
    assert person.administers("/1/4/") is administers
    assert person.is_secretary_of(4) is secretary
    assert (person.is_organizer, person.is_administrator, person.is_secretary) == (
        organizes,
        administers,
        secretary,
    )
    assert not person.organizes("/1/")
    assert not person.administers("/1/40/")
    assert not person.is_secretary_of(5)


def test_without_grants_a_person_is_a_member_only() -> None:
    person = viewer()
    assert not (person.is_organizer or person.is_administrator or person.is_secretary)
    assert person.organized_paths == ()
