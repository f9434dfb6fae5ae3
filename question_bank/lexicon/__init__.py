"""The word lists, one JSON file for each part of the generator.

Owns reading them. What a list means is said where it is used and in `README.md` beside the files.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


@cache
def lists(name: str) -> dict[str, Any]:
    """The lists of one file by their names. Raises FileNotFoundError for an unknown file."""
    found: dict[str, Any] = json.loads((_FOLDER / f"{name}.json").read_text("utf-8"))
    return found
