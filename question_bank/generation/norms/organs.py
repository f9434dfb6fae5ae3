"""Persons, units and offices of a regulation that can stand beside one another as options.

Owns when two of them exclude each other: none may contain the other, as 用人单位 contains
劳务派遣单位 and 县级以上人民政府 contains the one of a province.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from question_bank.lexicon import lists

_GOVERNMENT: Final = "government"
_DEPARTMENT: Final = "department"
_DISTINCT: Final = frozenset(
    {
        frozenset({"person", "government"}), frozenset({"person", "court"}),
        frozenset({"person", "department"}), frozenset({"person", "congress"}),
        frozenset({"government", "court"}), frozenset({"government", "congress"}),
        frozenset({"government", "union"}), frozenset({"government", "business"}),
        frozenset({"government", "department"}),
        frozenset({"court", "congress"}), frozenset({"court", "union"}),
        frozenset({"court", "business"}), frozenset({"court", "committee"}),
        frozenset({"department", "congress"}), frozenset({"department", "union"}),
        frozenset({"congress", "union"}), frozenset({"congress", "business"}),
    }
)  # fmt: skip
"""Classes whose members are never the same: a role such as 承运人 may be a company's, not a court's."""


@cache
def class_of(name: str) -> str:
    """The class its ending belongs to, the longest first; empty for none, and for a 机关 that is named
    by what it does, as 征收机关 is, and so may be anybody."""
    if name.endswith("机关") and not name.endswith(tuple(lists("regulations")["known_organs"])):
        return ""
    best, found = 0, ""
    for kind, endings in lists("regulations")["classes"].items():
        for ending in endings:
            if len(ending) > best and name.endswith(ending):
                best, found = len(ending), kind
    return found


@cache
def exclude(one: str, other: str) -> bool:
    """Whether nobody can be both, so that a duty of the one is not the other's."""
    if one in other or other in one:
        return False
    if are_parties(one, other):
        return True
    if any(one[place : place + 2] in other for place in range(len(one) - 1)) and not (
        _GOVERNMENT in (class_of(one), class_of(other))
        or _DEPARTMENT in (class_of(one), class_of(other))
    ):
        # 股东会 and 公司股东: one may be made of the other.
        return False
    first, second = class_of(one), class_of(other)
    if not first or not second:
        return False
    if first == second == _GOVERNMENT:
        return not set(levels_of(one)) & set(levels_of(other))
    if first == second == _DEPARTMENT or {first, second} == {"court", _DEPARTMENT}:
        return _fields_differ(one, other)
    return frozenset({first, second}) in _DISTINCT


def are_parties(one: str, other: str) -> bool:
    """Whether the two are different parties of one relation, as 出租人 and 承租人."""
    return one != other and any(
        one in party and other in party for party in lists("regulations")["party_heads"].values()
    )


@cache
def has_parties(name: str) -> bool:
    """Whether it is one of those of whom nobody is two at once, as the highest organs of a state are."""
    return any(name in party for party in lists("regulations")["party_heads"].values())


@cache
def levels_of(name: str) -> str:
    """Levels of administration it may stand at, 1 (the whole country) to 5 (a township).

    All of them when the name does not say.
    """
    best, found = 0, "12345"
    for start, levels in lists("regulations")["levels"].items():
        if len(start) > best and start in name:
            best, found = len(start), levels
    return found


def _fields_differ(one: str, other: str) -> bool:
    if not set(levels_of(one)) & set(levels_of(other)):
        return True
    first, second = _field(one), _field(other)
    if len(first) < 2 or len(second) < 2:
        return False
    return not (set(first) & set(second))


@cache
def _field(name: str) -> str:
    """What a department is for, without level and ending: 卫生 of 国务院卫生行政部门."""
    for suffix in lists("regulations")["organ_suffixes"]:
        if name.endswith(suffix):
            name = name.removesuffix(suffix)
            break
    for start in sorted(lists("regulations")["levels"], key=len, reverse=True):
        name = name.removeprefix(start)
    return name.removeprefix("人民政府").removeprefix("地方").removeprefix("各级")
