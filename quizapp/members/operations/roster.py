"""Storing a list of members: all rows or none, and a preview that says what would happen.

The preview keeps the rows as read; when its importer confirms, everything is checked again in the
transaction that stores it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.database.transaction import transaction
from quizapp.domain.codes import phone_digest
from quizapp.domain.people import UnitKind
from quizapp.domain.refusals import N_, ManyReasons, Reason, Refusal, RefusalKind
from quizapp.domain.roster_columns import Column, column_of
from quizapp.domain.roster_file import ImportPreview, MemberRow, find_heading_row, read_table
from quizapp.domain.viewer import Viewer
from quizapp.members.matching import RosterPlan, match_rows
from quizapp.members.names import name_key
from quizapp.members.operations.authority import NoSuchUnit, above, administers, owned_unit, record
from quizapp.members.operations.units import new_unit
from quizapp.members.queries.known import known_members, known_units
from quizapp.models import Member, RosterUpload, Unit

KEPT: Final = timedelta(days=1)
"""How long a list waits for its importer."""


class ListHasErrors(ManyReasons):
    """Rows of the list are wrong; nothing was stored."""

    def __init__(self, reasons: tuple[Reason, ...]) -> None:
        super().__init__(
            "list_has_errors",
            N_("The list has %(count)s errors. Nothing was stored."),
            reasons,
        )


class NoSuchUpload(Refusal):
    """The list was stored already, is too old, or is somebody else's."""

    def __init__(self) -> None:
        super().__init__(
            "no_such_upload",
            N_(
                "This list is not waiting any more: it was stored or given up, or a day has passed."
                " Send the file again."
            ),
            kind=RefusalKind.NOT_FOUND,
        )


class ChangedMeanwhile(Refusal):
    """Another import or edit took one of the names."""

    def __init__(self) -> None:
        super().__init__(
            "changed_meanwhile",
            N_(
                "Somebody else changed members at the same moment, so nothing was stored. Look at"
                " the preview again and confirm once more."
            ),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadList:
    """A list as read: which columns were there, and its rows."""

    preview: ImportPreview
    columns: frozenset[Column]

    def to_json(self) -> dict[str, Any]:
        """Give what is kept until the importer confirms."""
        return {
            "columns": sorted(self.columns),
            "rows": [
                asdict(row) | {"joined_on": row.joined_on.isoformat() if row.joined_on else None}
                for row in self.preview.rows
            ],
        }


def read_list(table: Sequence[Sequence[object]]) -> ReadList:
    """Read the cells of a sheet."""
    at = find_heading_row(table)
    columns = frozenset() if at is None else frozenset(map(column_of, table[at])) - {None}
    return ReadList(preview=read_table(table), columns=columns)  # type: ignore[arg-type]


def keep_list(
    read: ReadList, wishes: Wishes, *, file_name: str, viewer: Viewer, now: datetime
) -> int:
    """Keep a list until its importer decides; older ones of the same person are given up."""
    with transaction() as session:
        owned_unit(session, wishes.unit_id, viewer)
        session.execute(
            delete(RosterUpload).where(
                (RosterUpload.made_by == viewer.member_id) | (RosterUpload.made_at < now - KEPT)
            )
        )
        upload = RosterUpload(
            made_by=viewer.member_id,
            unit_id=wishes.unit_id,
            file_name=file_name[:255],
            update_known=wishes.update_known,
            create_branches=wishes.create_branches,
            content=read.to_json(),
            made_at=now,
        )
        session.add(upload)
        session.flush()
        return upload.id


def confirm_list(upload_id: int, *, key: bytes, viewer: Viewer, now: datetime) -> Imported:
    """Check the kept list again and store all of it; it stops waiting."""
    with _all_or_nothing() as session:
        upload = session.execute(
            select(RosterUpload)
            .where(RosterUpload.id == upload_id, RosterUpload.made_by == viewer.member_id)
            .with_for_update()
        ).scalar_one_or_none()
        if upload is None or upload.made_at < now - KEPT:
            raise NoSuchUpload()
        wishes = Wishes(
            unit_id=upload.unit_id,
            update_known=upload.update_known,
            create_branches=upload.create_branches,
        )
        rows, columns = kept_rows(upload.content)
        done = _store(session, rows, columns, wishes, key=key, viewer=viewer, now=now)
        session.delete(upload)
        return done


def give_up_list(upload_id: int, *, viewer: Viewer) -> None:
    """Forget a kept list."""
    with transaction() as session:
        session.execute(
            delete(RosterUpload).where(
                RosterUpload.id == upload_id, RosterUpload.made_by == viewer.member_id
            )
        )


def import_list(
    read: ReadList, wishes: Wishes, *, key: bytes, viewer: Viewer | None, now: datetime
) -> Imported:
    """Store a list at once, without a preview; ListHasErrors lists everything that is wrong."""
    if read.preview.errors:
        raise ListHasErrors(tuple(error.reason for error in read.preview.errors))
    with _all_or_nothing() as session:
        return _store(
            session, read.preview.rows, read.columns, wishes, key=key, viewer=viewer, now=now
        )


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


def kept_rows(content: dict[str, Any]) -> tuple[tuple[MemberRow, ...], frozenset[Column]]:
    """Give rows and columns of a kept list."""
    rows = tuple(
        MemberRow(
            **row
            | {"joined_on": date.fromisoformat(row["joined_on"]) if row["joined_on"] else None}
        )
        for row in content["rows"]
    )
    return rows, frozenset(Column(column) for column in content["columns"])


@contextmanager
def _all_or_nothing() -> Iterator[Session]:
    """A transaction whose clash with another import is told as such."""
    try:
        with transaction() as session:
            yield session
    except IntegrityError as clash:
        raise ChangedMeanwhile() from clash


def _store(
    session: Session,
    rows: Sequence[MemberRow],
    columns: frozenset[Column],
    wishes: Wishes,
    *,
    key: bytes,
    viewer: Viewer | None,
    now: datetime,
) -> Imported:
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
        {"id": member_id, "phone_digest": phone_digest(key, member_id, row.person.phone_last_four)}
        for row in plan.rows
        if row.person.phone_last_four
        for member_id in [row.member_id or ids[row.sign_in_name]]
    ]
    for changes in _same_columns(known):
        session.execute(update(Member), changes)
    if phones:
        session.execute(update(Member), phones)
    record(
        session, "unit.roster_imported", root.id, viewer=viewer, now=now,
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
