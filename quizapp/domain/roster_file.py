"""Reading a list of members: all rows, all errors at once, nothing stored.

The rules in words: a row needs a name and a unit. The sign-in name (工号, 编号) identifies a person
and may stand once only; without it, a name may stand once only in its unit. Empty rows at the end
are ignored, one between filled rows is an error. Columns with identity-card numbers are left
unread, and no error quotes a cell that looks like one. Files are opened elsewhere; whether units
exist and names are taken is asked by the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from quizapp.domain.codes import last_four
from quizapp.domain.people import normal_sign_in_name
from quizapp.domain.refusals import N_, Reason
from quizapp.domain.roster_columns import (
    LABELS,
    LENGTHS,
    REQUIRED,
    Column,
    UnreadableCell,
    birth_month,
    cell_text,
    column_of,
    is_identity_heading,
    joined_on,
    looks_like_identity_number,
    retired,
)

HEADING_ROWS: Final = 10
"""Lists carry titles and notes above their headings; they are looked for in this many rows."""

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow:
    """One member as the list says."""

    row: int
    """Row number as the sheet shows it."""
    name: str
    unit: str
    sign_in_name: str = ""
    """Normalised; empty when the list gives none."""
    office: str = ""
    political_status: str = ""
    party_post: str = ""
    rank_level: str = ""
    birth_month: str = ""
    """"1980-05" or empty."""
    retired: bool = False
    joined_on: date | None = None
    phone_last_four: str = ""
    """Only these digits are kept of a number."""


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong, and in which row; row 0 is the sheet as a whole."""

    row: int
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPreview:
    """What a list would bring. Nothing may be stored while there are errors."""

    rows: tuple[MemberRow, ...]
    errors: tuple[RowError, ...]
    """In order of rows."""
    ignored_headings: tuple[str, ...]
    """Columns that mean nothing here."""
    unread_headings: tuple[str, ...]
    """Columns of identity-card numbers, dropped unread."""

    @property
    def can_be_stored(self) -> bool:
        """Whether there is something to store and nothing wrong."""
        return bool(self.rows) and not self.errors


def find_heading_row(table: Sequence[Sequence[object]]) -> int | None:
    """Give the index of the row with the headings, or None when no row has a name column.

    Among the first ten rows, the one in which most cells are headings.
    """
    known = [sum(column_of(cell) is not None for cell in row) for row in table[:HEADING_ROWS]]
    best = max(range(len(known)), key=lambda index: known[index], default=None)
    if best is None or known[best] == 0:
        return None
    return best if any(column_of(cell) is Column.NAME for cell in table[best]) else None


def read_table(table: Sequence[Sequence[object]]) -> ImportPreview:
    """Read a whole sheet: find its headings, then its rows."""
    at = find_heading_row(table)
    if at is None:
        error = Reason(
            "no_headings",
            N_(
                "No row with headings was found. The sheet needs the columns 姓名 and 单位 (or 党支部);"
                " put their names above the data."
            ),
        )
        return ImportPreview(
            rows=(), errors=(RowError(0, error),), ignored_headings=(), unread_headings=()
        )
    return read_rows(table[at], table[at + 1 :], first_row=at + 2)


def read_rows(
    headings: Sequence[object], rows: Sequence[Sequence[object]], *, first_row: int = 2
) -> ImportPreview:
    """Read all rows and list all errors. `first_row` is the sheet's number of the first data row."""
    columns, errors = _columns(headings)
    filled = _without_empty_end(rows, headings)
    members: list[MemberRow] = []
    for number, row in enumerate(filled, start=first_row):
        if _is_empty(row, headings):
            errors.append(RowError(number, Reason("empty_row", _EMPTY_ROW, {"row": number})))
            continue
        member = _Row(number, {column: _cell(row, place) for column, place in columns.items()})
        members.append(member.read())
        errors.extend(member.errors)
    if not filled:
        errors.append(RowError(0, Reason("no_rows", _NO_ROWS)))
    errors.extend(_repeated(members))
    return ImportPreview(
        rows=tuple(members),
        errors=tuple(sorted(errors, key=lambda error: error.row)),
        ignored_headings=tuple(
            cell_text(heading)
            for heading in headings
            if cell_text(heading)
            and column_of(heading) is None
            and not is_identity_heading(heading)
        ),
        unread_headings=tuple(
            cell_text(heading) for heading in headings if is_identity_heading(heading)
        ),
    )


_EMPTY_ROW: Final = N_("Row %(row)s is empty. Delete it from the sheet, or fill it in.")
_NO_ROWS: Final = N_("There are no members below the headings. Fill in at least one row.")


def _columns(headings: Sequence[object]) -> tuple[dict[Column, int], list[RowError]]:
    columns: dict[Column, int] = {}
    errors: list[RowError] = []
    for place, heading in enumerate(headings):
        column = column_of(heading)
        if column is None:
            continue
        if column in columns:
            reason = Reason(
                "repeated_column",
                N_("The columns %(first)s and %(second)s mean the same. Keep one of them."),
                {"first": cell_text(headings[columns[column]]), "second": cell_text(heading)},
            )
            errors.append(RowError(0, reason))
        else:
            columns[column] = place
    for column in REQUIRED:
        if column not in columns:
            reason = Reason(
                "missing_column",
                N_("The column %(column)s is missing. Add it with this heading."),
                {"column": LABELS[column]},
            )
            errors.append(RowError(0, reason))
    return columns, errors


class _Row:
    """One row while it is read; collects what is wrong with it."""

    def __init__(self, number: int, cells: dict[Column, object]) -> None:
        self.number = number
        self.cells = cells
        self.errors: list[RowError] = []

    def read(self) -> MemberRow:
        return MemberRow(
            row=self.number,
            name=self._text(Column.NAME),
            unit=self._text(Column.UNIT),
            sign_in_name=normal_sign_in_name(self._text(Column.SIGN_IN_NAME)),
            office=self._text(Column.OFFICE),
            political_status=self._text(Column.POLITICAL_STATUS),
            party_post=self._text(Column.PARTY_POST),
            rank_level=self._text(Column.RANK_LEVEL),
            birth_month=self._value(Column.BIRTH_MONTH, birth_month, default=""),
            retired=self._value(Column.RETIRED, retired, default=False),
            joined_on=self._value(Column.JOINED_ON, joined_on, default=None),
            phone_last_four=self._phone(),
        )

    def _text(self, column: Column) -> str:
        text = cell_text(self.cells.get(column))
        if looks_like_identity_number(text):
            self._add(column, "identity_number", _IDENTITY)
            return ""
        if not text and column in REQUIRED and column in self.cells:
            self._add(column, "missing_value", _MISSING)
        longest = LENGTHS[column]
        if len(text) > longest:
            self._add(column, "too_long", _TOO_LONG, longest=longest)
            return ""
        return text

    def _value(self, column: Column, read: Callable[[object], Read], *, default: Read) -> Read:
        cell = self.cells.get(column)
        if looks_like_identity_number(cell_text(cell)):
            self._add(column, "identity_number", _IDENTITY)
            return default
        try:
            return read(cell)
        except UnreadableCell:
            self._add(column, f"unreadable_{column.value}", _UNREADABLE[column])
            return default

    def _phone(self) -> str:
        text = cell_text(self.cells.get(Column.PHONE))
        if looks_like_identity_number(text):
            self._add(Column.PHONE, "identity_number", _IDENTITY)
            return ""
        digits = last_four(text)
        if text and not digits:
            self._add(Column.PHONE, "unreadable_phone", _PHONE)
        return digits

    def _add(self, column: Column, code: str, message: str, **values: object) -> None:
        reason = Reason(code, message, {"row": self.number, "column": LABELS[column], **values})
        self.errors.append(RowError(self.number, reason))


_MISSING: Final = N_("Row %(row)s: %(column)s is empty. Fill it in.")
_TOO_LONG: Final = N_("Row %(row)s: %(column)s has more than %(longest)s characters. Shorten it.")
_IDENTITY: Final = N_(
    "Row %(row)s: %(column)s looks like an identity-card number, which is not stored here. Use"
    " another number or leave it empty."
)
_PHONE: Final = N_(
    "Row %(row)s: %(column)s has fewer than four digits. Give the number or its last four digits."
)
_UNREADABLE: Final = {
    Column.BIRTH_MONTH: N_(
        "Row %(row)s: %(column)s cannot be read. Write it like 1980-05; 1980.1 may mean January or"
        " October."
    ),
    Column.JOINED_ON: N_("Row %(row)s: %(column)s is not a date. Write it like 2024-07-01."),
    Column.RETIRED: N_(
        "Row %(row)s: %(column)s is neither 是 (yes) nor 否 (no). Write one of them."
    ),
}


def _repeated(members: Sequence[MemberRow]) -> list[RowError]:
    """Find sign-in names that stand twice, and equal names in one unit of which one has no number."""
    errors: list[RowError] = []
    by_sign_in: dict[str, MemberRow] = {}
    by_name: dict[tuple[str, str], list[MemberRow]] = {}
    for member in members:
        if member.sign_in_name:
            first = by_sign_in.setdefault(member.sign_in_name, member)
            if first is not member:
                errors.append(_twice(first, member))
        if member.name and member.unit:
            by_name.setdefault((member.name, member.unit), []).append(member)
    for same in by_name.values():
        for member in same[1:]:
            if not member.sign_in_name or not same[0].sign_in_name:
                errors.append(_same_name(same[0], member))
    return errors


def _twice(first: MemberRow, second: MemberRow) -> RowError:
    reason = Reason(
        "repeated_sign_in_name",
        N_(
            "Rows %(first)s and %(row)s have the same sign-in name, %(name)s. Every person needs a different one."
        ),
        {"first": first.row, "row": second.row, "name": second.sign_in_name},
    )
    return RowError(second.row, reason)


def _same_name(first: MemberRow, second: MemberRow) -> RowError:
    reason = Reason(
        "same_name_in_unit",
        N_(
            "Rows %(first)s and %(row)s are both %(name)s in the same unit. Give each a number (工号) to tell them apart."
        ),
        {"first": first.row, "row": second.row, "name": second.name},
    )
    return RowError(second.row, reason)


def _without_empty_end(
    rows: Sequence[Sequence[object]], headings: Sequence[object]
) -> Sequence[Sequence[object]]:
    end = len(rows)
    while end and _is_empty(rows[end - 1], headings):
        end -= 1
    return rows[:end]


def _is_empty(row: Sequence[object], headings: Sequence[object]) -> bool:
    """Cells of identity-card columns are left unread, so they do not fill a row."""
    return not any(
        cell_text(cell)
        for place, cell in enumerate(row)
        if not (place < len(headings) and is_identity_heading(headings[place]))
    )


def _cell(row: Sequence[object], place: int) -> object:
    return row[place] if place < len(row) else None
