"""Storing a list of members: all rows or none, and a preview that says what would happen.

The preview keeps the rows as read; when its importer confirms, everything is checked again in the
transaction that stores it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.database.transaction import transaction
from quizapp.domain.codes import unbound_phone_digest
from quizapp.domain.refusals import N_, Refusal, RefusalKind
from quizapp.domain.roster_columns import Column, column_of
from quizapp.domain.roster_file import ImportPreview, MemberRow, find_heading_row, read_table
from quizapp.domain.viewer import Viewer
from quizapp.members.operations.authority import owned_unit
from quizapp.members.operations.roster_rows import Imported, ListHasErrors, Wishes, store_rows
from quizapp.models import RosterUpload

KEPT: Final = timedelta(days=1)
"""How long a list waits for its importer."""


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
class ReadList:
    """A list as read: which columns were there, and its rows.

    In place of phone digits the rows carry a keyed digest, which is bound to the member later.
    """

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


def read_list(table: Sequence[Sequence[object]], *, key: bytes) -> ReadList:
    """Read the cells of a sheet; phone digits go no further than this."""
    at = find_heading_row(table)
    columns = frozenset() if at is None else frozenset(map(column_of, table[at])) - {None}
    preview = read_table(table)
    rows = tuple(
        replace(row, phone_last_four=unbound_phone_digest(key, row.phone_last_four))
        for row in preview.rows
    )
    return ReadList(preview=replace(preview, rows=rows), columns=columns)  # type: ignore[arg-type]


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
        done = store_rows(session, rows, columns, wishes, key=key, viewer=viewer, now=now)
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
        return store_rows(
            session, read.preview.rows, read.columns, wishes, key=key, viewer=viewer, now=now
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
