"""`python -m question_bank`: read a document and print what it yields; check items by hand."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from question_bank.bundle import bundle_to_json
from question_bank.checks.item_linter import check_item
from question_bank.extraction.extracting import Reading, extract
from question_bank.items import item_from_json
from question_bank.limits import limit_self
from question_bank.pipeline import build_bundle
from question_bank.reading.document import PlanDocument, proposed_label, read_document
from question_bank.reading.refusals import ReadingRefused, RefusalCode

REFUSED: Final = 3
"""Exit status when the file cannot be read; the last line of stderr says why, as JSON."""
FOUND: Final = 1
"""Exit status of `check` when an item breaks a blocking rule."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it went well, else REFUSED or FOUND."""
    options = _parser().parse_args(arguments)
    if options.command == "check":
        return _check(options.file)
    limit_self(seconds=options.max_seconds, megabytes=options.max_memory_mb)
    try:
        data = _data(options.file)
        name = options.name or ("" if options.file == "-" else Path(options.file).name)
        if options.command == "bundle":
            bundle = build_bundle(data, name, label=options.label, seed=options.seed)
            line = json.dumps(bundle_to_json(bundle), ensure_ascii=False, separators=(",", ":"))
            sys.stdout.write(line + "\n")
        else:
            document = read_document(data, name)
            _print_reading(document, extract(document, options.label or proposed_label(document)))
    except ReadingRefused as refused:
        return _refuse(refused)
    except MemoryError:
        return _refuse(ReadingRefused(RefusalCode.ARCHIVE_TOO_LARGE))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m question_bank", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, meaning in (
        ("bundle", "print all that a document yields as one line of JSON"),
        ("extract", "print a document's articles, facts, events and faults for people to read"),
    ):
        command = commands.add_parser(name, help=meaning)
        command.add_argument("file", help="txt, docx or pdf; - for standard input")
        command.add_argument("--name", help="the file's own name, when it comes by standard input")
        command.add_argument("--label", help="what items call the document")
        command.add_argument("--seed", type=int, default=1, help="another seed, other items")
        command.add_argument("--max-seconds", type=int, default=20, help="processor time allowed")
        command.add_argument("--max-memory-mb", type=int, default=1024, help="memory allowed")
    check = commands.add_parser("check", help="check items for broken rules")
    check.add_argument("file", help="one item as JSON on each line; - for standard input")
    return parser


def _data(file: str) -> bytes:
    return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()


def _refuse(refused: ReadingRefused) -> int:
    words = {"code": refused.code.value, "message": refused.message}
    print(json.dumps(words, ensure_ascii=False), file=sys.stderr)
    return REFUSED


def _check(file: str) -> int:
    blocking = 0
    for number, line in enumerate(_data(file).decode("utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        for finding in check_item(item_from_json(json.loads(line)), None):
            blocking += finding.blocking
            print(f"{number}: {finding.rule} {finding.place}: {finding.message} {finding.cure}")
    return FOUND if blocking else 0


def _print_reading(document: PlanDocument, reading: Reading) -> None:
    print(f"{reading.source.label or '?'} ({document.format}, {len(document.articles)} articles)")
    text = document.text
    for article in document.articles:
        print(f"\n{article.number} {article.title}")
        for fact in reading.facts:
            if fact.article_ordinal == article.ordinal:
                marks = " ".join(
                    mark
                    for mark, is_set in (
                        ("exclusive", fact.exclusive),
                        ("closed", fact.closed),
                        ("sensitive", fact.sensitive),
                    )
                    if is_set
                )
                print(
                    f"    {fact.slot}: {fact.value} [{fact.knowledge} {marks}]".replace(" ]", "]")
                )
        for event in reading.source.events:
            if event.article_ordinal == article.ordinal:
                print(f"    {event.kind}: {event.name} {', '.join(event.modes)} {event.when_text}")
    for problem in reading.source.problems:
        print(f"\n! {problem.message}: {text[problem.start : problem.end]}")


if __name__ == "__main__":
    sys.exit(main())
