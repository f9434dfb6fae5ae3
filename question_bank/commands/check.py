"""`check`: hold items against the rules of item writing."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import Final

from question_bank.checks.findings import Finding
from question_bank.checks.item_linter import check_item
from question_bank.checks.paper import check_paper
from question_bank.commands.records import Line, read_items
from question_bank.commands.terminal import DONE, FOUND, progress, write
from question_bank.formats.json_lines import json_line

TEACHES: Final = """\
Holds items against the rules of item writing, L01 to L30. Reads what `generate --json`
prints, and items typed by hand: one JSON object a line with kind, stem, key and, for
choices, options; everything else may be left out.

  {"kind": "single_choice", "stem": "...", "options": ["...", "..."], "key": [1]}
  {"kind": "单选题", "stem": "...", "options": {"A": "...", "B": "..."}, "key": "B"}
  {"kind": "fill_in", "stem": "...____...", "key": ["..."]}
  {"kind": "判断题", "stem": "...", "key": "对"}

columns of a finding:
  line: rule severity place: what is wrong. The cure.
  line      of the file, from 1; `paper` for a finding on all items together
  severity  blocks (the item must not be used as it is) or warns
  place     stem, key, blank 1, option b, source, or the id of another item

Rules on several items (repeats L26, answers given away L27, the balance of keys L14 and
of true and false L29) are reported with --paper. A rule that needs the quoted sentence
says nothing about items without one.
Exit status: 1 when a rule that blocks is broken, else 0.

examples:
  python -m question_bank check items.jsonl
  python -m question_bank generate plan.docx --count 40 --json | python -m question_bank check - --paper
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file of items, and what is reported how."""
    parser.add_argument("file", metavar="ITEMS", help="one item a line; - for standard input")
    parser.add_argument("--paper", action="store_true", help="also check the items side by side")
    parser.add_argument("--json", action="store_true", help="one JSON object a finding")


def run(options: argparse.Namespace) -> int:
    """Print the findings; FOUND when one of them blocks."""
    lines = read_items(options.file)
    blocking = 0
    for line, found in _findings(lines, paper=options.paper):
        blocking += found.blocking
        write(_as_json(line, found) if options.json else _as_text(line, found))
    return FOUND if blocking else DONE


def _findings(lines: Sequence[Line], *, paper: bool) -> Iterator[tuple[Line | None, Finding]]:
    for number, line in enumerate(lines, start=1):
        if number % 200 == 0:
            progress(f"{number}/{len(lines)}")
        for found in check_item(line.item, None):
            yield line, found
    progress("")
    if paper:
        at = {line.item.id: line for line in reversed(lines)}
        for found in check_paper([line.item for line in lines]):
            yield at.get(found.place), found


def _as_text(line: Line | None, found: Finding) -> str:
    severity = "blocks" if found.blocking else "warns"
    place = "paper" if line is None else str(line.number)
    return f"{place}: {found.rule} {severity} {found.place}: {found.message} {found.cure}"


def _as_json(line: Line | None, found: Finding) -> str:
    return json_line(
        {
            "line": line.number if line else None,
            "id": line.item.id if line else None,
            "rule": found.rule,
            "place": found.place,
            "blocking": found.blocking,
            "message": found.message,
            "cure": found.cure,
        }
    )
