"""The year's table as files: docx, xlsx and ICS.

Built from texts that are ready to print and from page values; asks no database. The docx is
written in a child process, because its library is too heavy for the web process.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

import xlsxwriter
from icalendar import Calendar, Event

from quizapp.documents.child import ChildTooSlow, NoFreeChild, run_module
from quizapp.domain.refusals import N_, Refusal
from quizapp.plans.events import EventRow, spans

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ICS: Final = "text/calendar"

_SECONDS: Final = 30


@dataclass(frozen=True, slots=True)
class Table:
    """A table ready to print. `widths` are shares of the page, one for each heading."""

    title: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document of one or more tables with one line under its title."""

    title: str
    note: str
    tables: tuple[Table, ...]


def xlsx(sheet: Sheet) -> bytes:
    """One worksheet per table. Texts stay texts: none is read as a formula or an address."""
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        head = book.add_format(
            {"bold": True, "bg_color": "#f1efe9", "border": 1, "text_wrap": True, "valign": "top"}
        )
        body = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
        title = book.add_format({"bold": True, "font_size": 14})
        for table in sheet.tables:
            page = book.add_worksheet(_sheet_name(table.title))
            page.set_landscape()
            page.set_paper(9)
            page.fit_to_pages(1, 0)
            page.repeat_rows(2)
            page.write_string(0, 0, f"{sheet.title} {table.title}", title)
            page.write_string(1, 0, sheet.note)
            for column, (heading, width) in enumerate(
                zip(table.headings, table.widths, strict=True)
            ):
                page.set_column(column, column, width)
                page.write_string(2, column, heading, head)
            for line, row in enumerate(table.rows, start=3):
                for column, text in enumerate(row):
                    page.write_string(line, column, text, body)
            page.freeze_panes(3, 0)
    return out.getvalue()


def docx(sheet: Sheet) -> bytes:
    """A landscape page with the tables. Raises Refusal when it could not be made in time."""
    data = json.dumps(asdict(sheet), ensure_ascii=False).encode("utf-8")
    try:
        made = run_module("quizapp.documents.table_docx", [], data=data, seconds=_SECONDS)
    except (ChildTooSlow, NoFreeChild) as late:
        raise _not_made() from late
    if made.status != 0:
        raise _not_made()
    return made.out


def ics(
    events: Sequence[EventRow],
    *,
    year_of: Callable[[EventRow], int],
    describe: Callable[[EventRow], str],
    now: datetime,
) -> bytes:
    """All-day entries over the months in which an event is to happen; open ones are left out."""
    calendar = Calendar()
    calendar.add("prodid", "-//Quizapp//Year of tests//EN")
    calendar.add("version", "2.0")
    for event in events:
        year = year_of(event)
        for number, (first, last) in enumerate(spans(event), start=1):
            entry = Event()
            entry.add("uid", f"plan-{event.plan_id}-event-{event.id}-{number}@quizapp")
            entry.add("dtstamp", now.astimezone(UTC))
            entry.add("dtstart", date(year, first, 1))
            # The end of an all-day entry is the day after its last one.
            entry.add("dtend", (date(year, last, 28) + timedelta(days=4)).replace(day=1))
            entry.add("summary", event.name)
            entry.add("description", describe(event))
            entry.add("transp", "TRANSPARENT")
            calendar.add_component(entry)
    return calendar.to_ical()


def _sheet_name(title: str) -> str:
    # What spreadsheet programs accept: 31 characters, none of these.
    return "".join(char for char in title if char not in "[]:*?/\\'")[:31] or "1"


def _not_made() -> Refusal:
    return Refusal(
        "document_not_made",
        N_(
            "The document could not be made just now. Try again in a minute, or take the xlsx table."
        ),
    )
