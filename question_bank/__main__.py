"""`python -m question_bank`: read a document and print what it yields; check items by hand."""

from __future__ import annotations

import argparse
import json
import resource
import sys
from pathlib import Path

from question_bank.bundle import bundle_to_json
from question_bank.checks.item_linter import check_item
from question_bank.items import item_from_json
from question_bank.pipeline import build_bundle
from question_bank.reading.refusals import ReadingRefused

REFUSED = 3
FOUND = 1


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when it went well, 3 when the file cannot be read, 1 for findings."""
    options = _parser().parse_args(arguments)
    if options.command == "check":
        return _check(options.file)
    _limit(options.max_seconds, options.max_memory_mb)
    data = sys.stdin.buffer.read() if options.file == "-" else Path(options.file).read_bytes()
    name = options.name or ("" if options.file == "-" else Path(options.file).name)
    try:
        bundle = build_bundle(data, name, label=options.label, seed=options.seed)
    except ReadingRefused as refusal:
        message = {"code": refusal.code, "message": refusal.message}
        print(json.dumps(message), file=sys.stderr)
        return REFUSED
    if options.command == "bundle":
        json.dump(bundle_to_json(bundle), sys.stdout, ensure_ascii=False, separators=(",", ":"))
        print()
    else:
        _print_facts(bundle_to_json(bundle))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m question_bank", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, meaning in (
        ("bundle", "print all that a document yields as one line of JSON"),
        ("extract", "print a document's articles, facts and events for people to read"),
    ):
        command = commands.add_parser(name, help=meaning)
        command.add_argument("file", help="txt, docx or pdf; - for standard input")
        command.add_argument("--name", help="the file's own name, when it comes by standard input")
        command.add_argument("--label", help="what items call the document")
        command.add_argument("--seed", type=int, default=1)
        command.add_argument("--max-seconds", type=int, default=20)
        command.add_argument("--max-memory-mb", type=int, default=1024)
    check = commands.add_parser("check", help="check items, one JSON object a line")
    check.add_argument("file")
    return parser


def _limit(seconds: int, megabytes: int) -> None:
    """A hostile file must not take the machine along."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    size = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _check(file: str) -> int:
    found = 0
    for number, line in enumerate(Path(file).read_text("utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        for finding in check_item(item_from_json(json.loads(line)), None):
            found += finding.blocking
            print(f"{number}: {finding.rule} {finding.place}: {finding.message} {finding.cure}")
    return FOUND if found else 0


def _print_facts(bundle: dict[str, list[dict[str, str]]]) -> None:
    for article in bundle["articles"]:
        print(f"\n{article['number']} {article['title']}")
        for fact in bundle["facts"]:
            if fact["article_ordinal"] == article["ordinal"]:
                print(f"    {fact['slot']}: {fact['value']}")
        for event in bundle["events"]:
            if event["article_ordinal"] == article["ordinal"]:
                print(f"    {event['kind']}: {event['name']} {event['when_text']}")


if __name__ == "__main__":
    sys.exit(main())
