"""Named groups."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from quizapp.domain.people import Role
from quizapp.extensions import db
from quizapp.models import AudiencePart, AuditEntry, ExamAudience, Group, GroupMember, Unit
from tests.conftest import PageClient, People, Statements
from tests.factories.exams import make_exam
from tests.factories.people import make_member, make_role


@pytest.fixture
def organizer(client: PageClient, people: People) -> PageClient:
    return client.sign_in(people.organizer)


@pytest.fixture
def group(people: People) -> Group:
    made = Group(unit_id=people.root, name="Youth group")
    db.session.add(made)
    db.session.commit()
    return made


def inside(group: Group) -> set[int]:
    return set(
        db.session.scalars(select(GroupMember.member_id).where(GroupMember.group_id == group.id))
    )


def test_a_group_is_made_filled_and_emptied(organizer: PageClient, people: People) -> None:
    answer = organizer.post("/members/groups", data={"name": "New members", "unit": people.root})
    page = organizer.get(answer.location, query_string={"q": "member"}).text
    assert f"{answer.location}/members/{people.member.id}" in page
    for _ in range(2):
        organizer.post(f"{answer.location}/members/{people.member.id}")
    organizer.post(f"{answer.location}/members/{people.stranger.id}")
    made = db.session.execute(select(Group)).scalar_one()
    assert inside(made) == {people.member.id, people.stranger.id}
    organizer.post(f"{answer.location}/members/{people.stranger.id}/removal")
    assert inside(made) == {people.member.id}
    assert "New members" in organizer.get("/members/groups").text
    acts = list(db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)))
    assert acts == [
        "group.created", "group.member_added", "group.member_added", "group.member_removed",
    ]  # fmt: skip


def test_a_name_stands_once(organizer: PageClient, people: People, group: Group) -> None:
    data = {"name": "Youth group", "unit": people.root}
    assert organizer.post("/members/groups", data=data).status_code == 422
    other = organizer.post("/members/groups", data=data | {"name": "Other"}).location
    assert organizer.post(f"{other}/name", data=data).status_code == 422
    assert organizer.post(f"{other}/name", data={"name": "Third"}).status_code == 302


def test_a_group_of_a_drafts_audience_stays(
    organizer: PageClient, people: People, group: Group
) -> None:
    exam = make_exam(people.root, name="Draft of spring")
    db.session.add(ExamAudience(exam_id=exam.id, part=AudiencePart.GROUP, reference=group.id))
    db.session.commit()
    answer = organizer.post(f"/members/groups/{group.id}/removal", follow_redirects=True)
    assert "Draft of spring" in answer.text
    db.session.execute(db.delete(ExamAudience))
    db.session.commit()
    organizer.post(f"/members/groups/{group.id}/removal")
    assert db.session.execute(select(Group)).scalar_one_or_none() is None


def test_groups_and_people_of_others_are_out_of_reach(
    app: Flask, people: People, group: Group
) -> None:
    make_role(people.stranger, Role.ORGANIZER, db.session.get_one(Unit, people.other_branch))
    client = app.test_client().sign_in(people.stranger)
    assert "Youth group" not in client.get("/members/groups").text
    address = f"/members/groups/{group.id}"
    assert client.get(address).status_code == 404
    for path, data in (
        ("/removal", {}),
        ("/name", {"name": "X"}),
        (f"/members/{people.stranger.id}", {}),
        (f"/members/{people.stranger.id}/removal", {}),
    ):
        assert client.post(address + path, data=data).status_code == 404, path
    own = client.post("/members/groups", data={"name": "Own", "unit": people.other_branch}).location
    assert client.post(f"{own}/members/{people.member.id}").status_code == 404
    assert client.get(own, query_string={"q": "member"}).text.count("Add to the group") == 0
    data = {"name": "Own", "unit": people.root}
    assert client.post("/members/groups", data=data).status_code == 422


def test_the_lists_take_as_many_statements_for_many_as_for_few(
    organizer: PageClient, people: People, group: Group, statements: Statements
) -> None:
    organizer.get("/members/groups")
    organizer.get(f"/members/groups/{group.id}")
    few = len(statements)
    for number in range(30):
        member = make_member(f"g{number}", unit=db.session.get_one(Unit, people.branch))
        db.session.add(GroupMember(group_id=group.id, member_id=member.id))
        db.session.add(Group(unit_id=people.root, name=f"G{number}"))
    db.session.commit()
    before = len(statements)
    organizer.get("/members/groups")
    organizer.get(f"/members/groups/{group.id}")
    assert len(statements) - before <= few
