"""`solve`: can the items be answered from the document, and not without it."""

from __future__ import annotations

import argparse
from typing import Final

from question_bank.commands.documents import add_document_options, opened, set_limits
from question_bank.commands.records import read_items
from question_bank.commands.terminal import DONE, write
from question_bank.formats.json_lines import json_line
from question_bank.trial.report import TrialReport, trial

TEACHES: Final = """\
Lets programs sit the items. The look-up solver sees a question and the document, never
the key: it must get every item right, else the item is ambiguous or cannot be answered
from the document. The blind guessers see no document: each should do no better than
chance, else the options or the wording give the key away.

columns:
  solver    right / items      share
  wrong     id of an item: what the solver answered instead (nothing: it was not sure)
  a guesser right / items      share, against its chance of guessing right

When the file holds items of several documents, those of the plan alone are tried.

examples:
  python -m question_bank generate plan.docx --json > items.jsonl
  python -m question_bank solve items.jsonl --plan plan.docx
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The items, their document, and the form of the output."""
    parser.add_argument("file", metavar="ITEMS", help="one item a line; - for standard input")
    parser.add_argument("--plan", metavar="FILE", required=True, help="the document of the items")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    add_document_options(parser, seconds=60)


def run(options: argparse.Namespace) -> int:
    """Print how the solver and the guessers did."""
    items = [line.item for line in read_items(options.file)]
    set_limits(options)
    plan = opened(options.plan, label=options.label, name=options.name)
    own = [item for item in items if item.source.document_sha256 == plan.document.sha256]
    result = trial(own or items, plan.reading.source)
    if options.json:
        write(json_line(_as_json(result)))
        return DONE
    width = max(len(name) for name in ("solver", *(bot.name for bot in result.bots)))
    write(f"{'solver':{width}}  {_score(result.solver_right, result.solver_total)}")
    for miss in result.misses:
        write(f"  wrong {miss.item_id}: {miss.answer}".rstrip())
    for bot in result.bots:
        by_chance = bot.chance / bot.total if bot.total else 0
        write(f"{bot.name:{width}}  {_score(bot.right, bot.total)}, chance {by_chance:.1%}")
    return DONE


def _score(right: float, total: int) -> str:
    return f"{right:g} / {total}  {right / total if total else 0:.1%}"


def _as_json(result: TrialReport) -> dict[str, object]:
    return {
        "solver": {
            "right": result.solver_right,
            "total": result.solver_total,
            "wrong": [{"id": miss.item_id, "answer": miss.answer} for miss in result.misses],
        },
        "bots": [
            {"name": bot.name, "right": bot.right, "total": bot.total, "chance": bot.chance}
            for bot in result.bots
        ],
    }
