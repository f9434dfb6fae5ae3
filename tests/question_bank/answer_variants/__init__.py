"""Labelled writings of answers: key, slot, other accepted writings, an answer, right or wrong.

The text files hold one group for each key, written and judged by hand:

    slot KEY | accepted | accepted
    = answers that are right, between bars
    ! answers that must be refused: another number, unit, order or time, a homophone, a character
      missing or too many, a wider or a narrower term
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from question_bank.items import Blank

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Variant:
    """One answer to one blank, and whether a person accepts it."""

    blank: Blank
    answer: str
    right: bool
    file: str


def labelled() -> list[Variant]:
    """All variants of all files, in order."""
    return [one for path in sorted(FOLDER.glob("*.txt")) for one in _variants_of(path)]


def _variants_of(path: Path) -> Iterator[Variant]:
    blank: Blank | None = None
    for line in path.read_text("utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        parts = [part.strip() for part in rest.split("|")]
        if mark in ("=", "!"):
            assert blank is not None, f"{path.name}: answers before a key"
            for answer in parts:
                yield Variant(blank, answer, mark == "=", path.stem)
        elif mark and mark != "#":
            blank = Blank(parts[0], tuple(parts[1:]), mark)
