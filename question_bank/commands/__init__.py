"""The commands of `python -m question_bank`, one module each, loaded when it is called.

Each module has `TEACHES`, the text of its `--help`; `add_arguments(parser)`; and `run(options)`, which
gives the exit status.
"""

from __future__ import annotations

from typing import Final

COMMANDS: Final = {
    "extract": "show a document's articles, facts, planned tests and faults",
    "generate": "make test items from one or more documents",
    "check": "hold items against the rules of item writing",
    "solve": "let a look-up solver and blind guessers sit the items",
    "bundle": "all that a document yields as one line of JSON, for the web app",
}
"""Name of each command's module, and what it is for."""
