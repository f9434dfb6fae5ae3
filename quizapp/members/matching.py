"""Matching the rows of a list with the units and people that are known. Pure: no database, no web.

The rules in words: a row's unit is a branch, by its name or by the end of its full name
("政务服务局党总支/综合党支部"). A row with a sign-in name means the person who has it; without one it
means the only person of that name in the branch. Known people are changed only when the importer
chose so, and only inside the importer's subtree. Everybody else is new; without a number they get
the pinyin of their name, with a digit when it is taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from quizapp.domain.people import in_subtree, normal_sign_in_name
from quizapp.domain.refusals import N_, Reason
from quizapp.domain.roster_file import MemberRow, RowError
from quizapp.members.names import sign_in_base

FORMULA_SIGNS: Final = ("=", "+", "-", "@")
"""Beginnings that spreadsheet programs run as formulas when the text is exported again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownUnit:
    """An open unit."""

    id: int
    path: str
    full_name: str
    """Names from the top down, "市直机关党委/财政局党总支/综合党支部"."""
    is_branch: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownMember:
    """A person who is stored already."""

    id: int
    sign_in_name: str
    name: str
    unit_id: int
    unit_path: str
    closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """What would be stored of a row."""

    person: MemberRow
    sign_in_name: str
    """The row's, or one made of the name."""
    member_id: int | None
    """The known person who would be changed; None for a new one."""
    unit_id: int | None
    """None for a branch that would be made."""
    unit_name: str
    moved: bool
    """Whether a known person would change the branch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterPlan:
    """What storing a list would do."""

    rows: tuple[PlannedRow, ...]
    errors: tuple[RowError, ...]
    new_branches: tuple[str, ...]

    @property
    def added(self) -> int:
        """How many people are new."""
        return sum(row.member_id is None for row in self.rows)

    @property
    def changed(self) -> int:
        """How many known people would be changed."""
        return len(self.rows) - self.added


def match_rows(
    rows: Sequence[MemberRow],
    *,
    units: Iterable[KnownUnit],
    members: Iterable[KnownMember],
    within: str,
    untouchable: frozenset[int],
    update_known: bool,
    create_branches: bool,
) -> RosterPlan:
    """Say what storing the rows would do, with every error by its row.

    `within` is the path of the importer's unit; `untouchable` are members with roles above it.
    """
    matching = _Matching(
        units, members, within, untouchable, update_known=update_known, create=create_branches
    )
    matching.taken.update(row.sign_in_name for row in rows)
    planned = [one for row in rows if (one := matching.plan(row)) is not None]
    return RosterPlan(
        rows=tuple(planned),
        errors=tuple(sorted(matching.errors, key=lambda error: error.row)),
        new_branches=tuple(matching.new_branches),
    )


class _Matching:
    def __init__(
        self,
        units: Iterable[KnownUnit],
        members: Iterable[KnownMember],
        within: str,
        untouchable: frozenset[int],
        *,
        update_known: bool,
        create: bool,
    ) -> None:
        self.units = _by_ending(units)
        self.by_sign_in = {member.sign_in_name: member for member in members}
        self.by_name: dict[tuple[int, str], list[KnownMember]] = defaultdict(list)
        for member in self.by_sign_in.values():
            self.by_name[member.unit_id, member.name].append(member)
        self.within = within
        self.untouchable = untouchable
        self.update_known = update_known
        self.create = create
        self.errors: list[RowError] = []
        self.new_branches: dict[str, None] = {}
        self.given: dict[str, int] = {}
        self.met: dict[int, int] = {}
        self.taken = set(self.by_sign_in)

    def plan(self, row: MemberRow) -> PlannedRow | None:
        before = len(self.errors)
        self._refuse_formulas(row)
        unit = self._unit(row)
        known = self._known(row, unit)
        if len(self.errors) > before:
            return None
        if known is not None:
            self.met[known.id] = row.row
        return PlannedRow(
            person=row,
            sign_in_name=known.sign_in_name if known else self._sign_in_name(row),
            member_id=known.id if known else None,
            unit_id=unit.id if unit else None,
            unit_name=unit.full_name.rpartition("/")[2] if unit else row.unit,
            moved=known is not None and (unit is None or unit.id != known.unit_id),
        )

    def _refuse_formulas(self, row: MemberRow) -> None:
        texts = (
            row.name, row.unit, row.sign_in_name, row.office, row.political_status,
            row.party_post, row.rank_level,
        )  # fmt: skip
        for text in texts:
            if text.startswith(FORMULA_SIGNS):
                self._add(row, "formula", _FORMULA, text=text[:20])

    def _unit(self, row: MemberRow) -> KnownUnit | None:
        if not row.unit:
            return None
        found = self.units.get(_folded(row.unit), [])
        branches = [unit for unit in found if unit.is_branch]
        if len(branches) == 1:
            return branches[0]
        if len(branches) > 1:
            self._add(
                row, "ambiguous_unit", _AMBIGUOUS, unit=row.unit, example=branches[0].full_name
            )
        elif found:
            self._add(row, "not_a_branch", _NOT_A_BRANCH, unit=row.unit)
        elif self.create and "/" not in row.unit:
            self.new_branches[row.unit] = None
        else:
            self._add(row, "unknown_unit", _UNKNOWN_UNIT, unit=row.unit)
        return None

    def _known(self, row: MemberRow, unit: KnownUnit | None) -> KnownMember | None:
        known = self.by_sign_in.get(row.sign_in_name) if row.sign_in_name else None
        if known is None and not row.sign_in_name and unit is not None:
            same = self.by_name.get((unit.id, row.name), [])
            if len(same) > 1:
                self._add(row, "which_of_them", _WHICH, name=row.name, count=len(same))
                return None
            known = same[0] if same else None
        if known is None:
            return None
        if not in_subtree(known.unit_path, self.within):
            self._add(row, "known_elsewhere", _ELSEWHERE, name=known.sign_in_name)
        elif not self.update_known:
            self._add(row, "known_already", _KNOWN, name=known.name, number=known.sign_in_name)
        elif known.closed:
            self._add(row, "known_closed", _CLOSED, name=known.name, number=known.sign_in_name)
        elif known.id in self.untouchable:
            self._add(row, "known_above", _ABOVE, name=known.name)
        elif known.id in self.met:
            self._add(row, "same_person_twice", _TWICE, name=known.name, first=self.met[known.id])
        return known

    def _sign_in_name(self, row: MemberRow) -> str:
        if row.sign_in_name:
            return row.sign_in_name
        base = normal_sign_in_name(sign_in_base(row.name)) or "member"
        number = self.given.get(base, 0)
        while True:
            number += 1
            name = base if number == 1 else f"{base}{number}"
            if name not in self.taken:
                self.taken.add(name)
                self.given[base] = number
                return name

    def _add(self, row: MemberRow, code: str, message: str, **values: object) -> None:
        self.errors.append(RowError(row.row, Reason(code, message, {"row": row.row, **values})))


_FORMULA: Final = N_(
    "Row %(row)s: “%(text)s” begins like a formula. Delete the sign at its beginning."
)
_AMBIGUOUS: Final = N_(
    "Row %(row)s: there are several units named %(unit)s. Write the unit above it before it, as in"
    " %(example)s."
)
_NOT_A_BRANCH: Final = N_(
    "Row %(row)s: %(unit)s is no branch, and members belong to branches. Write the name of a branch."
)
_UNKNOWN_UNIT: Final = N_(
    "Row %(row)s: there is no branch named %(unit)s here. Correct the name, add the branch first,"
    " or choose that missing branches are added."
)
_WHICH: Final = N_(
    "Row %(row)s: %(count)s people named %(name)s are in this branch. Give the sign-in name (工号)."
)
_ELSEWHERE: Final = N_(
    "Row %(row)s: the sign-in name %(name)s belongs to somebody outside your units. Use another one."
)
_KNOWN: Final = N_(
    "Row %(row)s: %(name)s (%(number)s) is a member already. Delete the row, or choose that known"
    " people are updated."
)
_CLOSED: Final = N_(
    "Row %(row)s: the account of %(name)s (%(number)s) is closed. Reopen it first, or delete the row."
)
_ABOVE: Final = N_(
    "Row %(row)s: %(name)s holds a role over units that you do not administer. Delete the row."
)
_TWICE: Final = N_(
    "Row %(row)s means the same person as row %(first)s: %(name)s. Delete one of them."
)


def _by_ending(units: Iterable[KnownUnit]) -> dict[str, list[KnownUnit]]:
    """Units by every ending of their full name."""
    endings: dict[str, list[KnownUnit]] = defaultdict(list)
    for unit in units:
        parts = unit.full_name.split("/")
        for start in range(len(parts)):
            endings[_folded("/".join(parts[start:]))].append(unit)
    return endings


def _folded(name: str) -> str:
    return normal_sign_in_name(name)
