"""Roles, kinds of units, who manages what, and who belongs to an audience.

A unit's path lists the ids from the root down to it, "/1/4/", so that a subtree is one prefix.
Knows nothing of exams or accounts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What a person may do."""

    MEMBER = "member"
    SECRETARY = "secretary"
    """Reads the own branch: who has taken part, weak points."""
    ORGANIZER = "organizer"
    """Runs exams and the bank for a subtree."""
    ADMINISTRATOR = "administrator"
    """Looks after people and units of a subtree, and organizes it too."""


class UnitKind(StrEnum):
    """What a unit of the organisation is."""

    COMMITTEE = "committee"
    """机关党委"""
    GENERAL_BRANCH = "general_branch"
    """党总支"""
    BRANCH = "branch"
    """党支部, where members belong."""


MAY_STAND_UNDER: Final[Mapping[UnitKind, frozenset[UnitKind]]] = {
    UnitKind.COMMITTEE: frozenset({UnitKind.COMMITTEE}),
    UnitKind.GENERAL_BRANCH: frozenset({UnitKind.COMMITTEE}),
    UnitKind.BRANCH: frozenset({UnitKind.COMMITTEE, UnitKind.GENERAL_BRANCH}),
}
"""Which kinds of unit may be the parent of a unit. Branches are leaves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member as far as audiences are concerned."""

    id: int
    unit_path: str
    groups: frozenset[int] = frozenset()
    closed: bool = False
    """Whether the account is closed; such members are in no audience."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Units with all below them, plus groups and persons, minus persons."""

    unit_paths: frozenset[str] = frozenset()
    groups: frozenset[int] = frozenset()
    persons: frozenset[int] = frozenset()
    """Ids of members called one by one."""
    without: frozenset[int] = frozenset()
    """Ids of members left out, whichever way they would come in."""


def in_subtree(path: str, root: str) -> bool:
    """Say whether the unit at `path` is the unit at `root` or lies below it."""
    return path.startswith(root)


def may_manage(granted_paths: Iterable[str], path: str) -> bool:
    """Say whether one of the granted subtrees contains the unit at `path`."""
    return any(in_subtree(path, root) for root in granted_paths)


def may_stand_under(kind: UnitKind, parent: UnitKind | None) -> bool:
    """Say whether a unit of this kind may have such a parent; None is the root of the tree."""
    return parent is None or parent in MAY_STAND_UNDER[kind]


def resolve_audience(audience: Audience, members: Collection[Person]) -> frozenset[int]:
    """Give the ids of the members the audience means. Each counts once."""
    return frozenset(
        person.id
        for person in members
        if not person.closed
        and person.id not in audience.without
        and (
            may_manage(audience.unit_paths, person.unit_path)
            or not audience.groups.isdisjoint(person.groups)
            or person.id in audience.persons
        )
    )


def normal_sign_in_name(text: str) -> str:
    """Give a sign-in name as it is stored: full-width folded, without spaces, lower case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
