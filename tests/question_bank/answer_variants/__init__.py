"""Labelled writings of answers: key, slot, other accepted writings, an answer, right or wrong.

The text files hold one group for each key, written and judged by hand:

    slot KEY | accepted | accepted
    = answers that are right, between bars
    ! answers that must be refused: another number, unit, order or time, a homophone, a character
      missing or too many, a wider or a narrower term

In place of a slot, `ordered` and `free` begin an item of several blanks: keys and answers then have
/ between the blanks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from question_bank.answers import blank_results
from question_bank.items import Blank

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Variant:
    """What was typed into the boxes of one item, and whether a person accepts all of it."""

    blanks: tuple[Blank, ...]
    answers: tuple[str, ...]
    right: bool
    ordered: bool
    file: str

    def is_accepted(self) -> bool:
        """Whether every blank is earned."""
        return all(blank_results(self.answers, self.blanks, ordered=self.ordered))

    def __str__(self) -> str:
        keys = " / ".join(blank.key for blank in self.blanks)
        return f"{self.blanks[0].slot} key {keys} answer {' / '.join(self.answers)}"


def labelled() -> list[Variant]:
    """All variants of all files, in order."""
    return [one for path in sorted(FOLDER.glob("*.txt")) for one in _variants_of(path)]


def _variants_of(path: Path) -> Iterator[Variant]:
    blanks: tuple[Blank, ...] = ()
    several, ordered = False, True
    for line in path.read_text("utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        parts = [part.strip() for part in rest.split("|")]
        if mark in ("=", "!"):
            assert blanks, f"{path.name}: answers before a key"
            for answer in parts:
                typed = [one.strip() for one in answer.split("/")] if several else [answer]
                yield Variant(blanks, tuple(typed), mark == "=", ordered, path.stem)
        elif mark in ("ordered", "free"):
            several, ordered = True, mark == "ordered"
            blanks = tuple(Blank(key.strip()) for key in rest.split("/"))
        elif mark and mark != "#":
            several, ordered = False, True
            blanks = (Blank(parts[0], tuple(parts[1:]), mark),)
