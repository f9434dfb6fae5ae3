"""`python -m question_bank`: from documents to facts, items, and the check of items."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final

from question_bank.commands import COMMANDS
from question_bank.commands.terminal import (
    DONE,
    FAILED,
    INTERRUPTED,
    PROGRAM,
    Failure,
    OutOfTime,
    end_with_reader,
    parser_of,
    progress,
    report,
    use_utf8,
    write,
)

_TEACHES: Final = """\
Turns Chinese work plans, laws, rule booklets and prose into test items: fill-in,
single choice, multiple choice, true or false. Reads .txt, .docx, .pdf and .html.

{commands}

examples:
  {program} extract plan.docx
  {program} generate plan.docx --count 40 > paper.txt
  {program} generate plan.docx --json > items.jsonl
  {program} check items.jsonl
  {program} solve items.jsonl --plan plan.docx

Each command has a help of its own: {program} generate --help
Exit status: 0 done, 1 check found a broken rule, 2 an error (one line on standard
error says which), 130 interrupted.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status. Never raises."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(given)
    except Failure as failure:
        progress("")
        report(str(failure))
    except KeyboardInterrupt:
        progress("")
        return INTERRUPTED
    except OutOfTime:
        progress("")
        report("this takes longer than allowed and was stopped; raise --max-seconds to go on")
    except MemoryError:
        report("this needs more memory than allowed; raise --max-memory-mb to go on")
    except OSError as error:
        report(f"cannot write: {(error.strerror or str(error)).lower()}")
    except Exception as error:
        if sys.flags.dev_mode:  # python -X dev shows developers where it happened
            raise
        report(f"unexpected {type(error).__name__}: {error}")
    return FAILED


def _run(given: list[str]) -> int:
    command = given[0] if given else ""
    if command in ("-h", "--help", "help"):
        width = max(map(len, COMMANDS))
        lines = (f"  {name:{width}}  {meaning}" for name, meaning in COMMANDS.items())
        write(f"usage: {PROGRAM} COMMAND ...\n")
        write(_TEACHES.format(commands="\n".join(lines), program=PROGRAM).rstrip("\n"))
        return DONE
    if command not in COMMANDS:
        wrong = f"no command {command!r}" if command else "no command given"
        raise Failure(f"{wrong}; one of {', '.join(COMMANDS)} (see {PROGRAM} --help)")
    module = import_module(f"question_bank.commands.{command}")
    parser = parser_of(command, module.TEACHES)
    module.add_arguments(parser)
    status: int = module.run(parser.parse_args(given[1:]))
    sys.stdout.flush()
    return status


if __name__ == "__main__":
    use_utf8()
    end_with_reader()
    sys.exit(main())
