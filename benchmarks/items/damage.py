"""How much of what is wrong the linter notices: `python -m benchmarks.items.damage`.

Spoils good items, made from the sample plan, the unseen documents beside this file and the real plans
where there are any (PLANS_DIR), in each of the ways of `damages`, adds the twenty bad examples, and
prints the recall per way and the false alarms on items that nobody spoiled. `--all` prints each miss.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.items.damages import DAMAGES, Damage
from benchmarks.items.paper_damages import spoiled_pairs, spoiled_wholes
from question_bank.checks.item_linter import check_item
from question_bank.checks.paper import check_paper
from question_bank.extraction.extracting import extract
from question_bank.generation.pipeline import generate_items
from question_bank.items import Item
from question_bank.reading.document import proposed_label, read_document
from question_bank.source import Source
from tests.question_bank.checks.bad_examples import bad_examples

ROOT: Final = Path(__file__).resolve().parents[2]
MOST_PER_WAY: Final = 6
"""Items of one document that are spoiled in one way."""
LEAST_RECALL: Final = 0.98
MOST_FALSE_ALARMS: Final = 0.02


@dataclass(frozen=True)
class Case:
    """A spoiled item or paper, and whether it was noticed."""

    way: str
    noticed: bool
    shown: str


def documents() -> Iterator[Path]:
    """The sample plan, the unseen documents, the real plans."""
    yield ROOT / "seeds" / "sample_plan.txt"
    yield from sorted((ROOT / "benchmarks" / "items" / "unseen").glob("*.txt"))
    plans = Path(os.environ.get("PLANS_DIR") or ROOT.parent / "shared" / "plans")
    yield from sorted(plans.glob("*.txt"))


def good_items(path: Path) -> tuple[Source, tuple[Item, ...]]:
    """What is generated from the document."""
    document = read_document(path.read_bytes(), path.name)
    reading = extract(document, proposed_label(document) or "某单位工作要点")
    return reading.source, generate_items(reading.source, reading.facts, seed=1)


def spoiled_cases(source: Source, items: tuple[Item, ...]) -> Iterator[Case]:
    """Each way on some items spread over the document, then the papers."""
    for damage in DAMAGES:
        yield from _some(_cases(damage, source, items), len(items))
    pairs = spoiled_pairs(items[:: max(1, len(items) // MOST_PER_WAY)])
    for way, rule, paper in (*pairs, *spoiled_wholes(items)):
        found = {one.rule for one in check_paper(paper)}
        yield Case(way, rule in found, " / ".join(item.stem for item in paper[:2]))


def _cases(damage: Damage, source: Source, items: tuple[Item, ...]) -> Iterator[Case]:
    for item in items:
        spoiled = damage.spoil(item, source)
        if spoiled is None or spoiled == item:
            continue
        found = {one.rule for one in check_item(spoiled, source)}
        yield Case(damage.name, not found.isdisjoint(damage.rules), f"{spoiled}")


def _some(cases: Iterable[Case], count: int) -> list[Case]:
    every = list(cases)
    return every[:: max(1, len(every) // MOST_PER_WAY)][:MOST_PER_WAY] if count else []


def main(arguments: list[str]) -> int:
    """Print the figures; 1 when a goal of the design is missed."""
    cases: list[Case] = []
    alarms = total = 0
    for path in documents():
        source, items = good_items(path)
        cases += spoiled_cases(source, items)
        total += len(items)
        alarms += sum(any(one.blocking for one in check_item(item, source)) for item in items)
    for example in bad_examples():
        found = {one.rule for item in example.items for one in check_item(item, example.source)}
        found |= {one.rule for one in check_paper(example.items)}
        cases.append(Case("bad examples", example.rules <= found, example.name))
    for way in dict.fromkeys(case.way for case in cases):
        same = [case for case in cases if case.way == way]
        noticed = sum(case.noticed for case in same)
        sys.stdout.write(f"{way:32} {noticed:4} of {len(same):4}\n")
        for case in same:
            if "--all" in arguments and not case.noticed:
                sys.stdout.write(f"    missed: {case.shown}\n")
    recall = sum(case.noticed for case in cases) / len(cases)
    false = alarms / total
    sys.stdout.write(f"{len(cases)} spoiled: {recall:.2%} noticed\n")
    sys.stdout.write(f"{total} good: {false:.2%} false alarms\n")
    return int(recall < LEAST_RECALL or false > MOST_FALSE_ALARMS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
