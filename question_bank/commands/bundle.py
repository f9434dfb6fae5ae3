"""`bundle`: all that one document yields as one line of JSON, for the process that stores it.

Its refusals are JSON with a code and its exit status is 3 then: the web app words them itself.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import Final

from question_bank.bundle import bundle_to_json
from question_bank.commands.terminal import DONE, REFUSED, add_limits, data_of, name_of, write
from question_bank.limits import limit_self
from question_bank.pipeline import build_bundle
from question_bank.reading.refusals import ReadingRefused, RefusalCode

TEACHES: Final = """\
Prints all that one document yields (clean text, outline, facts, events, items, faults)
as one line of JSON. This is how the web app imports a plan; for other programs
`generate --json` and `extract --json` have names that stay.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, how it is called, and the limits."""
    parser.add_argument("file", help="a document; - for standard input")
    parser.add_argument("--name", help="the file's own name, when it comes by standard input")
    parser.add_argument("--label", help="what items call the document")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other items")
    add_limits(parser, seconds=20)


def run(options: argparse.Namespace) -> int:
    """Print the bundle, or refuse."""
    limit_self(seconds=options.max_seconds, megabytes=options.max_memory_mb)
    try:
        name = options.name or name_of(options.file)
        bundle = build_bundle(data_of(options.file), name, label=options.label, seed=options.seed)
        write(json.dumps(bundle_to_json(bundle), ensure_ascii=False, separators=(",", ":")))
    except ReadingRefused as refused:
        return _refuse(refused)
    except MemoryError:
        return _refuse(ReadingRefused(RefusalCode.ARCHIVE_TOO_LARGE))
    return DONE


def _refuse(refused: ReadingRefused) -> int:
    words = {"code": refused.code.value, "message": refused.message}
    sys.stderr.write(json.dumps(words, ensure_ascii=False) + "\n")
    return REFUSED
