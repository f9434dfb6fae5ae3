"""What all commands share with the terminal: streams, one-line errors, files, progress.

Owns the exit statuses. Knows nothing of documents and items. Loads next to nothing, so that
`--help` is there at once.
"""

from __future__ import annotations

import argparse
import io
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn

DONE: Final = 0
FOUND: Final = 1
"""`check` found a broken rule that blocks an item."""
FAILED: Final = 2
"""Something was wrong with the call or a file; standard error says what, in one line."""
REFUSED: Final = 3
"""`bundle` cannot use the file; the last line of standard error says why, as JSON."""
INTERRUPTED: Final = 130

LEAST_MEGABYTES: Final = 128

PROGRAM: Final = "python -m question_bank"


class Failure(Exception):
    """The command cannot go on. The message is one sentence for the person who called it."""


class OutOfTime(BaseException):
    """The processor time allowed is over. No Exception, so that no reader of files swallows it."""


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Raise Failure where argparse would print its usage and leave."""
        raise Failure(f"{message} (see {self.prog} --help)")


def parser_of(command: str, teaches: str) -> Parser:
    """A parser for one command whose help is the text given."""
    return Parser(
        prog=f"{PROGRAM} {command}",
        description=teaches,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def add_limits(parser: argparse.ArgumentParser, *, seconds: int) -> None:
    """Add the options that bound what a hostile file may cost."""
    parser.add_argument(
        "--max-seconds", type=positive, default=seconds, metavar="N",
        help=f"processor time allowed (default {seconds})",
    )  # fmt: skip
    parser.add_argument(
        "--max-memory-mb", type=_enough, default=1024, metavar="N",
        help="memory allowed, in megabytes (default 1024)",
    )  # fmt: skip


def positive(text: str) -> int:
    """Read a whole number from 1. Raises ValueError."""
    value = int(text)
    if value < 1:
        raise ValueError(text)
    return value


def _enough(text: str) -> int:
    """Megabytes in which the interpreter and the readers at least can start."""
    value = int(text)
    if value < LEAST_MEGABYTES:
        raise ValueError(text)
    return value


# argparse names a type by this.
positive.__name__ = "whole number from 1"
_enough.__name__ = f"whole number from {LEAST_MEGABYTES}"


def data_of(file: str) -> bytes:
    """The bytes of a file, or of standard input for -. Raises Failure."""
    if file == "-" and sys.stdin is None:
        raise Failure("standard input is closed")
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise Failure(f"{file}: {(error.strerror or str(error)).lower()}") from error
    except ValueError as error:
        raise Failure(f"{file!r}: {error}") from error


def name_of(file: str) -> str:
    """The file's own name; empty for standard input."""
    return "" if file == "-" else Path(file).name


def write(line: str) -> None:
    """One line to standard output."""
    sys.stdout.write(line + "\n")


def report(message: str) -> None:
    """One line to standard error, whatever the message holds."""
    line = " ".join(f"question_bank: {message}".split())
    sys.stderr.write(line + "\n")


def progress(message: str) -> None:
    """Replace the line of progress, if a person is looking; an empty message clears it."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{message}")
        sys.stderr.flush()


def use_utf8() -> None:
    """Read and write UTF-8 whatever the locale says; a closed stream takes all."""
    if sys.stdout is None:
        sys.stdout = io.StringIO()
    if sys.stderr is None:
        sys.stderr = io.StringIO()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def end_with_reader() -> None:
    """Let the system end this process, without a word, when its output is no longer read."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def stop_when_late() -> None:
    """Turn the system's signal that the processor time is over into OutOfTime."""
    signal.signal(signal.SIGXCPU, _late)


def _late(_signal: int, _frame: FrameType | None) -> None:
    raise OutOfTime
