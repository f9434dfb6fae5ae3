"""Storing the rows of a list inside a running transaction, after matching them with what is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from quizapp.domain.codes import bound_phone_digest
from quizapp.domain.people import UnitKind
from quizapp.domain.refusals import N_, ManyReasons, Reason
from quizapp.domain.roster_columns import Column
from quizapp.domain.roster_file import MemberRow
from quizapp.domain.viewer import Viewer
from quizapp.members.matching import RosterPlan, match_rows
from quizapp.members.names import name_key
from quizapp.members.operations.authority import NoSuchUnit, above, administers, owned_unit
from quizapp.members.operations.units import new_unit
from quizapp.members.queries.known import known_members, known_units
from quizapp.models import Member, Unit, record


class ListHasErrors(ManyReasons):
    """Rows of the list are wrong; nothing was stored."""

    def __init__(self, reasons: tuple[Reason, ...]) -> None:
        super().__init__(
            "list_has_errors",
            N_("The list has %(count)s errors. Nothing was stored."),
            reasons,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How the importer wants the list to be taken."""

    unit_id: int
    """Branches are looked for at and below this unit."""
    update_known: bool = False
    """People who are known already are updated; otherwise they are errors."""
    create_branches: bool = False
    """Branches that do not exist are made below the unit; otherwise they are errors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did."""

    added: int
    changed: int
    branches: int


def plan_list(
    session: Session, rows: Sequence[MemberRow], wishes: Wishes, *, viewer: Viewer | None
) -> RosterPlan:
    """Say what storing the rows would do, by what is known now."""
    root = session.get(Unit, wishes.unit_id)
    if root is None or root.closed_at is not None or not administers(viewer, root.path):
        raise NoSuchUnit()
    return match_rows(
        rows,
        units=known_units(session, root.path),
        members=known_members(session),
        within=root.path,
        untouchable=above(session, None, viewer),
        update_known=wishes.update_known,
        create_branches=wishes.create_branches and root.kind is not UnitKind.BRANCH,
    )


def store_rows(
    session: Session,
    rows: Sequence[MemberRow],
    columns: frozenset[Column],
    wishes: Wishes,
    *,
    key: bytes,
    viewer: Viewer | None,
    now: datetime,
) -> Imported:
    """Store all rows, or raise ListHasErrors. Phones come as unbound digests."""
    root = owned_unit(session, wishes.unit_id, viewer)
    plan = plan_list(session, rows, wishes, viewer=viewer)
    if plan.errors:
        raise ListHasErrors(tuple(error.reason for error in plan.errors))
    made = {
        name: new_unit(session, root, name, kind=UnitKind.BRANCH).id for name in plan.new_branches
    }
    new = [
        {
            "unit_id": row.unit_id if row.unit_id is not None else made[row.person.unit],
            "sign_in_name": row.sign_in_name,
            "created_at": now,
            **_values(row.person),
        }
        for row in plan.rows
        if row.member_id is None
    ]
    known = [
        {
            "id": row.member_id,
            "unit_id": row.unit_id if row.unit_id is not None else made[row.person.unit],
            **_filled(row.person, columns),
        }
        for row in plan.rows
        if row.member_id is not None
    ]
    ids: dict[str, int] = {}
    if new:
        added = session.execute(insert(Member).returning(Member.sign_in_name, Member.id), new)
        ids = dict(added.tuples().all())
    # A phone's digest is bound to its member, whose number is known only after the insert.
    phones = [
        {
            "id": member_id,
            "phone_digest": bound_phone_digest(key, member_id, row.person.phone_last_four),
        }
        for row in plan.rows
        if row.person.phone_last_four
        for member_id in [row.member_id or ids[row.sign_in_name]]
    ]
    for changes in _same_columns(known):
        session.execute(update(Member), changes)
    if phones:
        session.execute(update(Member), phones)
    record(
        session, "unit.roster_imported", root, viewer=viewer, now=now,
        added=len(new), changed=len(known), branches=len(made),
    )  # fmt: skip
    return Imported(added=len(new), changed=len(known), branches=len(made))


def _values(person: MemberRow) -> dict[str, Any]:
    return {
        "name": person.name,
        "name_key": name_key(person.name),
        "office": person.office,
        "political_status": person.political_status,
        "party_post": person.party_post,
        "rank_level": person.rank_level,
        "birth_month": person.birth_month,
        "retired": person.retired,
        "joined_on": person.joined_on,
    }


def _filled(person: MemberRow, columns: frozenset[Column]) -> dict[str, Any]:
    """What the list says of a known person: empty cells leave what is stored."""
    values = {name: value for name, value in _values(person).items() if value not in ("", None)}
    if Column.RETIRED not in columns:
        del values["retired"]
    return values


def _same_columns(changes: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Changes grouped by the columns they touch: each group is one statement."""
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for change in changes:
        groups.setdefault(tuple(change), []).append(change)
    return list(groups.values())
