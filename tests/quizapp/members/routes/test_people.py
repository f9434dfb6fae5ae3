"""People: who may see and change whom, and what each change does."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from quizapp.domain.people import Role, UnitKind
from quizapp.extensions import db
from quizapp.models import AuditEntry, Member, RoleGrant, Unit
from tests.conftest import PageClient, People, Statements
from tests.factories.people import make_member, make_role, make_unit


def unit(unit_id: int) -> Unit:
    return db.session.get_one(Unit, unit_id)


@pytest.fixture
def admin(client: PageClient, people: People) -> PageClient:
    return client.sign_in(people.administrator)


def details(people: People, **changes: object) -> dict[str, object]:
    return {
        "name": "单雄信",
        "sign_in_name": "A1007",
        "unit": people.branch,
        "birth_month": "1980-05",
        "joined_on": "2004-07-01",
        "phone": "138 0013 8000",
    } | changes


def test_search_finds_names_pinyin_first_letters_and_numbers(
    client: PageClient, people: People
) -> None:
    make_member("a1007", unit=unit(people.branch), name="单雄信", name_key="shanxiongxin sxx")
    client.sign_in(people.organizer)
    for search in ("单雄", "shanx", "sxx", "A10", "１００７"):
        assert "单雄信" in client.get("/members/", query_string={"q": search}).text, search
    for search in ("danx", "%", "_"):
        assert "单雄信" not in client.get("/members/", query_string={"q": search}).text, search


def test_the_list_has_pages_units_and_closed_accounts(client: PageClient, people: People) -> None:
    for number in range(60):
        make_member(f"p{number:03}", unit=unit(people.other_branch), name=f"P{number:03}")
    closed = make_member("gone", unit=unit(people.branch), name="Gone", closed_at=datetime.now(UTC))
    client.sign_in(people.organizer)
    first = client.get(f"/members/?unit={people.other_branch}").text
    assert "P000" in first and "P059" not in first and "Page 1 of 2" in first
    assert "P059" in client.get(f"/members/?unit={people.other_branch}&page=2").text
    assert closed.name not in client.get("/members/").text
    assert closed.name in client.get("/members/?closed=1").text


def test_the_list_takes_as_many_statements_for_many_as_for_few(
    client: PageClient, people: People, statements: Statements
) -> None:
    client.sign_in(people.organizer)
    client.get("/members/")
    few = len(statements)
    for number in range(45):
        member = make_member(f"p{number}", unit=unit(people.branch))
        make_role(member, Role.SECRETARY, unit(people.branch))
    before = len(statements)
    client.get("/members/")
    assert len(statements) - before <= few


def test_adding_a_person(admin: PageClient, people: People) -> None:
    answer = admin.post("/members/new", data=details(people))
    member = db.session.execute(select(Member).where(Member.sign_in_name == "a1007")).scalar_one()
    assert answer.location == f"/members/{member.id}"
    assert member.name_key == "shanxiongxin sxx"
    assert member.phone_digest and "8000" not in member.phone_digest
    assert member.birth_month == "1980-05"
    page = admin.get(answer.location).text
    assert "stored as a check value" in page and "8000" not in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"sign_in_name": "member"},
        {"birth_month": "1980.5"},
        {"phone": "12"},
        {"unit": 99999},
        {"joined_on": "yesterday"},
    ],
)
def test_wrong_details_store_nothing(
    admin: PageClient, people: People, wrong: dict[str, object]
) -> None:
    before = db.session.execute(select(db.func.count()).select_from(Member)).scalar_one()
    answer = admin.post("/members/new", data=details(people, **wrong))
    assert answer.status_code == 422
    assert db.session.execute(select(db.func.count()).select_from(Member)).scalar_one() == before


def test_changing_and_moving_a_person(admin: PageClient, people: People) -> None:
    people.member.phone_digest = "kept"
    db.session.commit()
    data = details(people, unit=people.other_branch, phone="", sign_in_name="member")
    assert admin.get(f"/members/{people.member.id}/edit").status_code == 200
    assert admin.post(f"/members/{people.member.id}/edit", data=data).status_code == 302
    member = db.session.get_one(Member, people.member.id)
    assert (member.unit_id, member.name, member.phone_digest) == (
        people.other_branch,
        "单雄信",
        "kept",
    )
    acts = set(db.session.scalars(select(AuditEntry.act)))
    assert acts == {"member.moved", "member.changed"}
    admin.post(f"/members/{member.id}/edit", data=data | {"forget_phone": "y"})
    assert db.session.get_one(Member, member.id).phone_digest == ""


def test_a_closed_account_is_cut_at_once_and_opens_again(
    app: Flask, admin: PageClient, people: People
) -> None:
    there = app.test_client().sign_in(people.member)
    assert there.get("/mine").status_code == 200
    admin.post(f"/members/{people.member.id}/closing")
    assert there.get("/mine").status_code == 302
    assert db.session.get_one(Member, people.member.id).session_version == 2
    admin.post(f"/members/{people.member.id}/reopening")
    assert there.get("/mine").status_code == 302, "old sessions stay ended"
    assert app.test_client().sign_in(people.member).get("/mine").status_code == 200


def test_signing_a_person_out_everywhere(app: Flask, admin: PageClient, people: People) -> None:
    there = app.test_client().sign_in(people.member)
    admin.post(f"/members/{people.member.id}/sessions/end")
    assert there.get("/mine").status_code == 302


def test_roles_count_at_once(app: Flask, admin: PageClient, people: People) -> None:
    there = app.test_client().sign_in(people.member)
    assert there.get("/members/").status_code == 403
    admin.post(
        f"/members/{people.member.id}/roles", data={"role": "organizer", "unit": people.branch}
    )
    assert there.get("/members/").status_code == 200
    grant = db.session.execute(
        select(RoleGrant.id).where(RoleGrant.member_id == people.member.id)
    ).scalar_one()
    admin.post(f"/members/{people.member.id}/roles/{grant}/removal")
    assert there.get("/members/").status_code == 403


def test_a_secretary_belongs_to_a_branch_and_a_role_is_held_once(
    admin: PageClient, people: People
) -> None:
    address = f"/members/{people.member.id}/roles"
    admin.post(address, data={"role": "secretary", "unit": people.root})
    for _ in range(2):
        admin.post(address, data={"role": "secretary", "unit": people.branch})
    held = db.session.scalars(
        select(RoleGrant.unit_id).where(RoleGrant.member_id == people.member.id)
    ).all()
    assert held == [people.branch]
    assert admin.post(address, data={"role": "member", "unit": people.branch}).status_code == 400


def test_nobody_locks_out_oneself(admin: PageClient, people: People) -> None:
    me = people.administrator.id
    assert admin.post(f"/members/{me}/closing").status_code == 409
    grant = db.session.execute(select(RoleGrant.id).where(RoleGrant.member_id == me)).scalar_one()
    assert admin.post(f"/members/{me}/roles/{grant}/removal").status_code == 409


@pytest.fixture
def below(app: Flask, people: People) -> PageClient:
    """An administrator of branch 1 only, in which the administrator of all is a member."""
    deputy = make_member("deputy", unit=unit(people.branch))
    make_role(deputy, Role.ADMINISTRATOR, unit(people.branch))
    return app.test_client().sign_in(deputy)


ACTS = ("closing", "reopening", "sessions/end", "slips")


@pytest.mark.parametrize("act", ACTS)
def test_who_holds_a_role_above_is_not_changed_from_below(
    below: PageClient, people: People, act: str
) -> None:
    assert below.post(f"/members/{people.administrator.id}/{act}").status_code == 403
    assert below.post(f"/members/{people.member.id}/{act}").status_code in (200, 302)


def test_from_below_nobody_above_gets_another_name_or_phone(
    below: PageClient, people: People
) -> None:
    answer = below.post(f"/members/{people.organizer.id}/edit", data=details(people))
    assert answer.status_code == 403
    role = {"role": "administrator", "unit": people.root}
    assert below.post(f"/members/{people.member.id}/roles", data=role).status_code == 400


@pytest.mark.parametrize("act", ACTS)
def test_people_of_other_units_do_not_exist(below: PageClient, people: People, act: str) -> None:
    assert below.get(f"/members/{people.stranger.id}").status_code == 404
    assert below.post(f"/members/{people.stranger.id}/{act}").status_code == 404
    answer = below.post(
        f"/members/{people.member.id}/edit", data=details(people, unit=people.other_branch)
    )
    assert answer.status_code == 422, "a person is moved inside the own units only"


def test_a_name_is_shown_as_text(admin: PageClient, people: People) -> None:
    make_member("x", unit=unit(people.branch), name="<b>x</b>")
    assert "<b>x</b>" not in admin.get("/members/").text


def test_units_are_built(admin: PageClient, people: People) -> None:
    data = {"name": "General 1", "kind": "general_branch", "parent": people.root}
    assert admin.post("/members/units/new", data=data).status_code == 302
    general = db.session.execute(select(Unit).where(Unit.name == "General 1")).scalar_one()
    assert general.path == f"/{people.root}/{general.id}/"
    assert admin.post("/members/units/new", data=data).status_code == 422, "the name is taken"
    admin.post(f"/members/units/{people.branch}/parent", data={"parent": general.id})
    assert unit(people.branch).path == f"{general.path}{people.branch}/"
    admin.post(f"/members/units/{general.id}/name", data={"name": "General one"})
    assert unit(general.id).name == "General one"
    page = admin.get("/members/units").text
    assert "General one" in page and admin.get(f"/members/units/{general.id}").status_code == 200


def test_units_do_not_stand_below_themselves_or_branches(admin: PageClient, people: People) -> None:
    upper = make_unit("Upper", parent=unit(people.root), kind=UnitKind.COMMITTEE)
    lower = make_unit("Lower", parent=upper, kind=UnitKind.COMMITTEE)
    for moved, parent in ((upper.id, lower.id), (upper.id, people.branch), (people.root, upper.id)):
        answer = admin.post(f"/members/units/{moved}/parent", data={"parent": parent})
        assert answer.status_code in (404, 422)
    data = {"name": "X", "kind": "committee", "parent": people.branch}
    assert admin.post("/members/units/new", data=data).status_code == 422
    assert unit(lower.id).path == f"{unit(upper.id).path}{lower.id}/"


def test_only_empty_units_are_closed(admin: PageClient, people: People) -> None:
    admin.post(f"/members/units/{people.other_branch}/closing")
    assert unit(people.other_branch).closed_at is None
    people.stranger.closed_at = datetime.now(UTC)
    db.session.commit()
    admin.post(f"/members/units/{people.other_branch}/closing")
    assert unit(people.other_branch).closed_at is not None
    data = details(people, unit=people.other_branch)
    assert admin.post("/members/new", data=data).status_code == 422
    admin.post(f"/members/units/{people.other_branch}/reopening")
    assert unit(people.other_branch).closed_at is None


def test_the_top_of_the_own_subtree_stays(below: PageClient, people: People) -> None:
    for path in ("closing", "parent"):
        answer = below.post(
            f"/members/units/{people.branch}/{path}", data={"parent": people.branch}
        )
        assert answer.status_code in (404, 422), path
    assert (
        below.post(f"/members/units/{people.other_branch}/name", data={"name": "X"}).status_code
        == 404
    )
    assert unit(people.branch).closed_at is None
