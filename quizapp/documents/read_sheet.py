"""Read the first filled sheet of a spreadsheet from standard input and print its cells as JSON.

Runs in a child process: a hostile file can use up this process only. Imports nothing of ours, so
that it starts quickly.
"""

from __future__ import annotations

import csv
import io
import json
import resource
import sys
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

MEMORY: Final = 1024 * 1024 * 1024
CPU_SECONDS: Final = 20
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 100
LONGEST_CELL: Final = 2_000


class Unreadable(Exception):
    """The file cannot be read; the message is a code for the caller."""


def main() -> int:
    """Print {"rows": [...]} or {"trouble": code}."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    data = sys.stdin.buffer.read()
    try:
        answer: dict[str, Any] = {"rows": read_sheet(data)}
    except Unreadable as trouble:
        answer = {"trouble": str(trouble)}
    except MemoryError:
        answer = {"trouble": "too_large"}
    json.dump(answer, sys.stdout, ensure_ascii=False)
    return 0


def read_sheet(data: bytes) -> list[list[Any]]:
    """Give the cells row by row, empty rows included, so that row numbers are those of the sheet."""
    if not data.strip(b"\0 \r\n\t"):
        raise Unreadable("empty")
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        rows = _workbook(data)
    else:
        rows = _comma_separated(data)
    while rows and not any(cell not in ("", None) for cell in rows[-1]):
        rows.pop()
    if not rows:
        raise Unreadable("empty")
    if len(rows) > MOST_ROWS:
        raise Unreadable("too_many_rows")
    return rows


def _workbook(data: bytes) -> list[list[Any]]:
    if data[:4] == b"\xd0\xcf\x11\xe0" and "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable("encrypted")
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height > MOST_ROWS + 50:
                raise Unreadable("too_many_rows")
            rows = [
                [_plain(cell) for cell in row[:MOST_COLUMNS]]
                for row in sheet.to_python(skip_empty_area=False)
            ]
            if any(cell not in ("", None) for row in rows for cell in row):
                return rows
    except PasswordError as error:
        raise Unreadable("encrypted") from error
    except (CalamineError, ValueError, OSError) as error:
        raise Unreadable("broken") from error
    return []


def _comma_separated(data: bytes) -> list[list[Any]]:
    text = _decoded(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(",\t;", key=first.count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        rows: list[list[Any]] = []
        for row in reader:
            if len(rows) > MOST_ROWS:
                raise Unreadable("too_many_rows")
            rows.append([cell[:LONGEST_CELL] for cell in row[:MOST_COLUMNS]])
    except csv.Error as error:
        raise Unreadable("broken") from error
    return rows


def _decoded(data: bytes) -> str:
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable("not_text")


def _plain(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return {"date": cell.date().isoformat()}
    if isinstance(cell, date):
        return {"date": cell.isoformat()}
    if isinstance(cell, time | timedelta):
        return str(cell)
    return cell[:LONGEST_CELL] if isinstance(cell, str) else cell


if __name__ == "__main__":
    sys.exit(main())
