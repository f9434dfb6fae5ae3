"""The sample organisation holds together."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import Any

from quizapp.domain.people import MAY_STAND_UNDER, Role, UnitKind, normal_sign_in_name

MEMBER_FIELDS = {
    "sign_in": str,
    "name": str,
    "branch": str,
    "office": str,
    "political_status": str,
    "party_post": str,
    "rank_level": str,
    "birth_month": str,
    "retired": bool,
    "joined_on": str,
    "phone_last_four": str,
}
STATUSES = {"中共党员", "中共预备党员", "入党积极分子", "共青团员", "群众"}


def branches(organisation: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {u["key"]: u for u in organisation["units"] if u["kind"] == UnitKind.BRANCH}


def test_units_form_one_tree_with_parents_first(organisation: dict[str, Any]) -> None:
    kinds: dict[str, UnitKind] = {}
    for position, unit in enumerate(organisation["units"]):
        kind = UnitKind(unit["kind"])
        assert unit["key"] not in kinds
        if position == 0:
            assert unit["parent"] is None
            assert kind is UnitKind.COMMITTEE
            assert unit["name"] == organisation["name"]
        else:
            assert kinds[unit["parent"]] in MAY_STAND_UNDER[kind], unit["name"]
        kinds[unit["key"]] = kind
    count = Counter(kinds.values())
    assert count[UnitKind.COMMITTEE] == 1
    assert 5 <= count[UnitKind.GENERAL_BRANCH] <= 7
    assert count[UnitKind.BRANCH] == 40
    names = [unit["name"] for unit in organisation["units"]]
    assert len(set(names)) == len(names)
    assert {"c"} < {unit["parent"] for unit in branches(organisation).values()}


def test_six_hundred_members_in_branches_of_3_to_50(organisation: dict[str, Any]) -> None:
    sizes = Counter(member["branch"] for member in organisation["members"])
    assert sizes.total() == 600
    assert set(sizes) == set(branches(organisation))
    assert min(sizes.values()) == 3
    assert max(sizes.values()) == 50


def test_members_have_well_formed_fields(organisation: dict[str, Any]) -> None:
    for member in organisation["members"]:
        assert {name: type(value) for name, value in member.items()} == MEMBER_FIELDS, member
        assert member["sign_in"] == normal_sign_in_name(member["sign_in"])
        assert re.fullmatch(r"[\u4e00-\u9fff]{2,4}", member["name"])
        assert member["political_status"] in STATUSES
        assert re.fullmatch(r"(19|20)\d\d-(0[1-9]|1[0-2])", member["birth_month"])
        assert re.fullmatch(r"\d{4}", member["phone_last_four"])
        joined = date.fromisoformat(member["joined_on"])
        assert joined.year - int(member["birth_month"][:4]) >= 18, member


def test_sign_in_names_are_unique_and_equal_names_stand_apart(organisation: dict[str, Any]) -> None:
    members = organisation["members"]
    assert len({member["sign_in"] for member in members}) == len(members)
    assert len({(member["branch"], member["name"]) for member in members}) == len(members)
    names = Counter(member["name"] for member in members)
    assert 3 <= sum(count > 1 for count in names.values()) <= 10


def test_retired_members_have_their_own_branch(organisation: dict[str, Any]) -> None:
    retired = {m["branch"] for m in organisation["members"] if m["retired"]}
    working = {m["branch"] for m in organisation["members"] if not m["retired"]}
    assert len(retired) == 1
    assert retired.isdisjoint(working)


def test_every_branch_has_its_secretary(organisation: dict[str, Any]) -> None:
    by_name = {member["sign_in"]: member for member in organisation["members"]}
    units = {unit["key"]: unit for unit in organisation["units"]}
    secretaries = []
    for grant in organisation["roles"]:
        assert grant["unit"] in units
        assert Role(grant["role"]) is not Role.MEMBER
        if grant["role"] == Role.SECRETARY:
            secretary = by_name[grant["sign_in"]]
            assert secretary["branch"] == grant["unit"]
            assert secretary["party_post"] == "党支部书记"
            secretaries.append(grant["unit"])
    assert sorted(secretaries) == sorted(branches(organisation))
    posts = Counter(member["party_post"] for member in organisation["members"])
    assert posts["党支部书记"] == len(secretaries)
    organized = {g["unit"] for g in organisation["roles"] if g["role"] == Role.ORGANIZER}
    assert {units[key]["kind"] for key in organized} == {"committee", "general_branch"}
    assert [g["unit"] for g in organisation["roles"] if g["role"] == Role.ADMINISTRATOR] == ["c"]


def test_posts_are_held_by_full_members_of_the_party(organisation: dict[str, Any]) -> None:
    for member in organisation["members"]:
        if member["party_post"]:
            assert member["political_status"] == "中共党员", member


def test_sample_accounts_have_their_roles(organisation: dict[str, Any]) -> None:
    by_name = {member["sign_in"]: member for member in organisation["members"]}
    granted = {(grant["sign_in"], grant["role"]) for grant in organisation["roles"]}
    accounts = organisation["sample_accounts"]
    assert set(accounts) == {"member", "secretary", "organizer", "administrator"}
    for role, sign_in in accounts.items():
        assert sign_in in by_name
        assert role == Role.MEMBER or (sign_in, role) in granted
    assert not any(sign_in == accounts["member"] for sign_in, _ in granted)
    assert by_name[accounts["member"]]["branch"] == by_name[accounts["secretary"]]["branch"]


def test_groups_hold_who_they_say(organisation: dict[str, Any]) -> None:
    by_name = {member["sign_in"]: member for member in organisation["members"]}
    groups = {
        group["name"]: [by_name[sign_in] for sign_in in group["members"]]
        for group in organisation["groups"]
    }
    assert all(len({m["sign_in"] for m in people}) == len(people) > 5 for people in groups.values())
    assert all(m["birth_month"] >= "1990" for m in groups["青年理论学习小组"])
    assert all(m["joined_on"] >= "2025-07-01" for m in groups["新入职干部"])
    assert {m["political_status"] for m in groups["工会干事"]} == {"群众"}
