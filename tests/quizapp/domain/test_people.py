"""Subtrees, audiences and sign-in names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.people import (
    Audience,
    Person,
    UnitKind,
    in_subtree,
    may_manage,
    may_stand_under,
    normal_sign_in_name,
    resolve_audience,
)


@pytest.mark.parametrize(
    ("path", "root", "inside"),
    [
        ("/1/", "/1/", True),
        ("/1/4/", "/1/", True),
        ("/1/4/9/", "/1/4/", True),
        ("/1/", "/1/4/", False),
        ("/1/40/", "/1/4/", False),
        ("/2/4/", "/1/4/", False),
    ],
)
def test_in_subtree(path: str, root: str, inside: bool) -> None:
    assert in_subtree(path, root) is inside
    assert may_manage([root], path) is inside
    assert may_manage(["/7/", root], path) is inside


def test_without_grants_nothing_is_managed() -> None:
    assert not may_manage([], "/1/")


@pytest.mark.parametrize(
    ("kind", "parent", "allowed"),
    [
        (UnitKind.COMMITTEE, None, True),
        (UnitKind.BRANCH, None, True),
        (UnitKind.GENERAL_BRANCH, UnitKind.COMMITTEE, True),
        (UnitKind.BRANCH, UnitKind.GENERAL_BRANCH, True),
        (UnitKind.BRANCH, UnitKind.COMMITTEE, True),
        (UnitKind.BRANCH, UnitKind.BRANCH, False),
        (UnitKind.COMMITTEE, UnitKind.BRANCH, False),
        (UnitKind.GENERAL_BRANCH, UnitKind.GENERAL_BRANCH, False),
    ],
)
def test_branches_are_leaves(kind: UnitKind, parent: UnitKind | None, allowed: bool) -> None:
    assert may_stand_under(kind, parent) is allowed


MEMBERS = [
    Person(id=1, unit_path="/1/2/"),
    Person(id=2, unit_path="/1/2/", groups=frozenset({7})),
    Person(id=3, unit_path="/1/3/", groups=frozenset({7, 8})),
    Person(id=4, unit_path="/1/3/", closed=True, groups=frozenset({7})),
    Person(id=5, unit_path="/1/30/"),
]


@pytest.mark.parametrize(
    ("units", "groups", "without", "expected"),
    [
        ([], [], [], []),
        (["/1/"], [], [], [1, 2, 3, 5]),
        (["/1/3/"], [], [], [3]),
        ([], [7], [], [2, 3]),
        (["/1/2/"], [7], [], [1, 2, 3]),
        (["/1/2/"], [7], [2], [1, 3]),
        (["/1/2/", "/1/"], [], [1, 99], [2, 3, 5]),
        ([], [9], [], []),
    ],
)
def test_resolve_audience(
    units: list[str], groups: list[int], without: list[int], expected: list[int]
) -> None:
    audience = Audience(
        unit_paths=frozenset(units), groups=frozenset(groups), without=frozenset(without)
    )
    assert resolve_audience(audience, MEMBERS) == frozenset(expected)


@given(st.sets(st.integers(1, 6)), st.sets(st.integers(1, 6)))
def test_leaving_people_out_only_takes_away(without: set[int], more: set[int]) -> None:
    def of(ids: set[int]) -> frozenset[int]:
        return resolve_audience(
            Audience(unit_paths=frozenset({"/1/"}), without=frozenset(ids)), MEMBERS
        )

    assert of(without | more) == of(without) - more
    assert of(without).isdisjoint(without)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("ＡＢ０１", "ab01"), (" A B 01 ", "ab01"), ("王　明", "王明"), ("", "")],
)
def test_sign_in_names_are_compared_in_one_form(typed: str, stored: str) -> None:
    assert normal_sign_in_name(typed) == stored
    assert normal_sign_in_name(stored) == stored
