"""Rows against known units and people: the rules of `quizapp.members.matching`, one by one."""

from __future__ import annotations

from typing import Any

import pytest

from quizapp.domain.roster_file import MemberRow
from quizapp.members.matching import KnownMember, KnownUnit, RosterPlan, match_rows

UNITS = (
    KnownUnit(id=1, path="/1/", full_name="机关党委", is_branch=False),
    KnownUnit(id=2, path="/1/2/", full_name="机关党委/财政局党总支", is_branch=False),
    KnownUnit(id=3, path="/1/2/3/", full_name="机关党委/财政局党总支/综合党支部", is_branch=True),
    KnownUnit(id=4, path="/1/4/", full_name="机关党委/教育局党总支", is_branch=False),
    KnownUnit(id=5, path="/1/4/5/", full_name="机关党委/教育局党总支/综合党支部", is_branch=True),
    KnownUnit(id=6, path="/1/6/", full_name="机关党委/离退休党支部", is_branch=True),
)


def known(member_id: int, sign_in_name: str, name: str, **values: Any) -> KnownMember:
    return KnownMember(
        id=member_id,
        sign_in_name=sign_in_name,
        name=name,
        **{"unit_id": 6, "unit_path": "/1/6/", "closed": False} | values,
    )


def row(number: int, name: str, unit: str = "离退休党支部", **values: Any) -> MemberRow:
    return MemberRow(row=number, name=name, unit=unit, **values)


def match(*rows: MemberRow, **wishes: Any) -> RosterPlan:
    return match_rows(
        rows,
        **{
            "units": UNITS,
            "members": (),
            "within": "/1/",
            "untouchable": frozenset(),
            "update_known": False,
            "create_branches": False,
        }
        | wishes,
    )


def codes(plan: RosterPlan) -> list[tuple[int, str]]:
    return [(error.row, error.reason.code) for error in plan.errors]


def test_a_branch_is_found_by_its_name_or_the_end_of_its_full_name() -> None:
    plan = match(
        row(2, "甲"),
        row(3, "乙", "财政局党总支/综合党支部"),
        row(4, "丙", "教育局党总支 / 综合党支部"),
    )
    assert [one.unit_id for one in plan.rows] == [6, 3, 5]
    assert not plan.errors


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        ("综合党支部", "ambiguous_unit"),
        ("财政局党总支", "not_a_branch"),
        ("没有的党支部", "unknown_unit"),
    ],
)
def test_other_names_of_units_are_errors_with_their_cure(unit: str, code: str) -> None:
    plan = match(row(7, "甲", unit))
    assert codes(plan) == [(7, code)]
    assert unit in str(plan.errors[0].reason)


def test_missing_branches_are_made_when_the_importer_chose_so() -> None:
    plan = match(row(2, "甲", "新党支部"), row(3, "乙", "新党支部"), create_branches=True)
    assert plan.new_branches == ("新党支部",)
    assert [one.unit_id for one in plan.rows] == [None, None]
    assert codes(match(row(2, "甲", "局/新党支部"), create_branches=True)) == [(2, "unknown_unit")]


def test_without_a_number_the_pinyin_is_used_and_counted_on() -> None:
    plan = match(
        row(2, "单雄信"),
        row(3, "单雄信", "财政局党总支/综合党支部"),
        row(4, "秦琼", sign_in_name="shanxiongxin3"),
        row(5, "单雄信", "教育局党总支/综合党支部"),
        members=[known(1, "shanxiongxin", "别人")],
    )
    names = [one.sign_in_name for one in plan.rows]
    assert names == ["shanxiongxin2", "shanxiongxin4", "shanxiongxin3", "shanxiongxin5"]


def test_known_people_are_errors_unless_they_are_to_be_updated() -> None:
    members = [known(1, "1007", "单雄信")]
    wanted = row(2, "单雄信", sign_in_name="1007")
    assert codes(match(wanted, members=members)) == [(2, "known_already")]
    plan = match(wanted, members=members, update_known=True)
    assert (plan.rows[0].member_id, plan.added, plan.changed) == (1, 0, 1)


def test_without_a_number_the_only_person_of_that_name_in_the_branch_is_meant() -> None:
    one, other = known(1, "1007", "单雄信"), known(2, "1008", "单雄信")
    elsewhere = known(3, "1009", "单雄信", unit_id=3, unit_path="/1/2/3/")
    plan = match(row(2, "单雄信"), members=[one, elsewhere], update_known=True)
    assert plan.rows[0].member_id == 1
    plan = match(row(2, "单雄信"), members=[one, other], update_known=True)
    assert codes(plan) == [(2, "which_of_them")]


def test_the_same_person_is_not_meant_twice() -> None:
    plan = match(
        row(2, "单雄信", sign_in_name="1007"),
        row(3, "单雄信"),
        members=[known(1, "1007", "单雄信")],
        update_known=True,
    )
    assert codes(plan) == [(3, "same_person_twice")]


@pytest.mark.parametrize(
    ("member", "code"),
    [
        (known(1, "1007", "甲", closed=True), "known_closed"),
        (known(1, "1007", "甲", unit_path="/9/"), "known_elsewhere"),
        (known(8, "1007", "甲"), "known_above"),
    ],
)
def test_people_out_of_reach_are_not_updated(member: KnownMember, code: str) -> None:
    plan = match(
        row(2, "乙", sign_in_name="1007"),
        members=[member],
        update_known=True,
        untouchable=frozenset({8}),
    )
    assert codes(plan) == [(2, code)]


@pytest.mark.parametrize("text", ["=1+1", "+8613800138000", "-2", "@SUM(A1)", "=HYPERLINK(1)"])
def test_texts_that_begin_like_a_formula_are_errors(text: str) -> None:
    assert codes(match(row(2, text))) == [(2, "formula")]
    assert codes(match(row(2, "甲", office=text))) == [(2, "formula")]


def test_all_errors_are_listed_in_the_order_of_rows() -> None:
    plan = match(row(9, "=甲", "没有"), row(3, "乙", "没有"))
    assert codes(plan) == [(3, "unknown_unit"), (9, "formula"), (9, "unknown_unit")]
