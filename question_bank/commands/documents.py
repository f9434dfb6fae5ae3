"""A document on the command line: read under limits, its facts found, its name known.

Owns what a person sees when a file cannot be used.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass

from question_bank.commands.terminal import Failure, add_limits, data_of, name_of, stop_when_late
from question_bank.extraction.extracting import Reading, extract
from question_bank.formats.json_lines import Printed
from question_bank.limits import limit_self
from question_bank.reading.document import PlanDocument, proposed_label, read_document
from question_bank.reading.identifiers import PREAMBLE, article_ids
from question_bank.reading.refusals import ReadingRefused


@dataclass(frozen=True, slots=True)
class Opened:
    """One file, read."""

    file: str
    document: PlanDocument
    reading: Reading
    printed: Printed


def add_document_options(parser: argparse.ArgumentParser, *, seconds: int) -> None:
    """Options of all commands that read documents."""
    parser.add_argument(
        "--label", metavar="TEXT", help="what to call the document (default: by its own heading)"
    )
    parser.add_argument(
        "--name", metavar="NAME", help="the file's own name, when it comes by standard input"
    )
    add_limits(parser, seconds=seconds)


def set_limits(options: argparse.Namespace, *, files: int = 1) -> None:
    """Bound this process; each file may take the time allowed."""
    stop_when_late()
    limit_self(seconds=options.max_seconds * files, megabytes=options.max_memory_mb)


def opened(file: str, *, label: str | None = None, name: str | None = None) -> Opened:
    """Read a file and find its facts. Raises Failure with the file's name in front."""
    shown = name or name_of(file)
    try:
        document = read_document(data_of(file), shown)
    except ReadingRefused as refused:
        raise Failure(f"{shown or file}: {refused.message}") from refused
    named = (label or "").strip() or proposed_label(document)
    reading = extract(document, named)
    printed = Printed(
        plan=named or shown or "-",
        text=document.raw,
        raw_offsets=document.raw_offsets,
        article_ids=(PREAMBLE, *article_ids(document.articles)),
        facts={fact.id: fact for fact in reading.facts},
    )
    return Opened(file, document, reading, printed)
