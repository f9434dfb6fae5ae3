"""The lines of a file of items, read one by one.

Owns how a faulty line is named: file, line, and what is wrong with it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from question_bank.commands.terminal import Failure, data_of
from question_bank.formats.typed import NotAnItem, item_of
from question_bank.items import Item


@dataclass(frozen=True, slots=True)
class Line:
    """One item and the line it stands on, counted from 1."""

    number: int
    item: Item


def read_items(file: str) -> list[Line]:
    """All items of a file with one JSON object a line; empty lines are passed over.

    Raises Failure for the first line that is no item, and for a file without any.
    """
    shown = "standard input" if file == "-" else file
    try:
        text = data_of(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Failure(f"{shown}: not UTF-8 at byte {error.start}") from error
    lines = [
        Line(number, _item(line, number, shown))
        # Not splitlines(): a text may hold marks that it takes for the end of a line.
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip()
    ]
    if not lines:
        raise Failure(f"{shown}: no items in it")
    return lines


def _item(line: str, number: int, shown: str) -> Item:
    try:
        return item_of(json.loads(line), f"line-{number}")
    except json.JSONDecodeError as error:
        raise Failure(f"{shown}:{number}: not JSON, {error.msg} at column {error.colno}") from error
    except RecursionError as error:
        raise Failure(f"{shown}:{number}: nested too deep for an item") from error
    except (NotAnItem, ValueError) as error:
        raise Failure(f"{shown}:{number}: {error}") from error
