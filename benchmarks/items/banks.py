"""What whole documents yield: density, coverage, the solver and the bots, speed, memory, same bytes.

`python -m benchmarks.items.banks [FILE...]` takes the unseen documents, and the plans in PLANS_DIR
when they are there, or the files named.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from benchmarks.items.damage import documents
from question_bank.bundle import Genre
from question_bank.extraction.extracting import Reading, extract
from question_bank.generation.pipeline import generate_items
from question_bank.items import Item
from question_bank.reading.document import PlanDocument, proposed_label, read_document
from question_bank.trial.bots import BotScore
from question_bank.trial.report import TrialReport, trial

ROUNDS: Final = 5
SEEDS: Final = ("0", "1", "424242")
UNSEEN: Final = Path(__file__).parent / "unseen"


@dataclass(frozen=True, slots=True)
class Bank:
    """The items of one document and how long they took, in seconds, at best of the rounds."""

    path: Path
    document: PlanDocument
    reading: Reading
    items: tuple[Item, ...]
    seconds: float

    @property
    def size(self) -> int:
        return len(self.document.text)

    @property
    def covered(self) -> int:
        """Articles with at least two items."""
        counts = Counter(item.source.article_ordinal for item in self.items)
        return sum(counts[article.ordinal] > 1 for article in self.document.articles)

    @property
    def empty(self) -> Iterator[str]:
        """Why each article without an item has none."""
        counts = Counter(item.source.article_ordinal for item in self.items)
        for article in self.document.articles:
            if counts[article.ordinal]:
                continue
            facts = [f for f in self.reading.facts if f.article_ordinal == article.ordinal]
            faults = [
                p for p in self.reading.source.problems if article.start <= p.start < article.end
            ]
            if faults:
                yield f"{article.number}: {faults[0].message}"
            elif facts:
                yield f"{article.number}: {len(facts)} facts, none of them certain enough to ask"
            else:
                yield f"{article.number}: no fact"


def bank_of(path: Path) -> Bank:
    """Read the file and make its items, several times over for the time."""
    data = path.read_bytes()
    best = float("inf")
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        document = read_document(data, path.name)
        reading = extract(document, proposed_label(document) or path.stem)
        items = generate_items(reading.source, reading.facts, 1)
        best = min(best, time.perf_counter() - begun)
    return Bank(path, document, reading, items, best)


def main(arguments: Sequence[str]) -> int:
    """Print a line a document, then the figures by genre, the trial and the speed."""
    named = [Path(one) for one in arguments if not one.startswith("-")]
    paths = named or [*documents(), *sorted(UNSEEN.glob("*.txt"))]
    banks = [bank_of(path) for path in dict.fromkeys(paths)]
    for bank in banks:
        sys.stdout.write(
            f"{bank.path.stem[:28]:28} {bank.document.genre.value:10} {bank.size:6} characters"
            f" {len(bank.items):4} items {per_ten_thousand([bank]):5.0f} per 10,000"
            f" {bank.covered:3} of {len(bank.document.articles):3} articles\n"
        )
        if "--empty" in arguments:
            sys.stdout.writelines(f"    {reason}\n" for reason in bank.empty)
    _by_genre(banks)
    _trials(banks, "--all" in arguments)
    _speed(banks)
    return 0


def per_ten_thousand(banks: Sequence[Bank]) -> float:
    """Items per 10,000 characters of clean text."""
    return 10_000 * sum(len(bank.items) for bank in banks) / sum(bank.size for bank in banks)


def _by_genre(banks: Sequence[Bank]) -> None:
    def genre(bank: Bank) -> Genre:
        return bank.document.genre

    for kind, group in groupby(sorted(banks, key=genre), key=genre):
        same = list(group)
        articles = sum(len(bank.document.articles) for bank in same)
        share = sum(bank.covered for bank in same) / max(1, articles)
        sys.stdout.write(
            f"{kind.value:10} {len(same):3} documents, {per_ten_thousand(same):4.0f} items per 10,000"
            f" characters, {share:.1%} of {articles} articles with two items\n"
        )


def _trials(banks: Sequence[Bank], shown: bool) -> None:
    reports = [trial(bank.items, bank.reading.source) for bank in banks]
    right, total = (sum(getattr(one, name) for one in reports) for name in _COUNTS)
    sys.stdout.write(f"solver {right} of {total} right ({right / total:.2%})\n")
    if shown:
        for bank, one in zip(banks, reports, strict=True):
            _misses(bank, one)
    sums: dict[str, list[float]] = {}
    for score in (score for one in reports for score in one.bots):
        _add(sums.setdefault(score.name, [0.0, 0.0, 0.0]), score)
    for name, (hits, asked, chance) in sums.items():
        sys.stdout.write(
            f"bot {name:24} {hits / asked:6.1%} of {asked:.0f}, chance {chance / asked:.1%},"
            f" {100 * (hits - chance) / asked:+.1f} points\n"
        )


_COUNTS: Final = ("solver_right", "solver_total")


def _add(sums: list[float], score: BotScore) -> None:
    for place, value in enumerate((score.right, score.total, score.chance)):
        sums[place] += value


def _misses(bank: Bank, report: TrialReport) -> None:
    stems = {item.id: item.stem for item in bank.items}
    for miss in report.misses:
        sys.stdout.write(f"    {bank.path.stem}: {stems[miss.item_id]} -> {miss.answer}\n")


def _speed(banks: Sequence[Bank]) -> None:
    size, seconds = sum(bank.size for bank in banks), sum(bank.seconds for bank in banks)
    sys.stdout.write(f"warm {size / seconds:,.0f} characters a second\n")
    largest = max((b for b in banks if b.document.genre is Genre.PLAN), key=lambda b: b.size)
    begun = time.perf_counter()
    runs = [_generated(largest.path, seed) for seed in SEEDS]
    cold = (time.perf_counter() - begun) / len(SEEDS)
    memory = max(kilobytes for _, kilobytes in runs) / 1024
    same = len({output for output, _ in runs}) == 1
    sys.stdout.write(
        f"cold {cold:.2f} s for {largest.size} characters, {memory:.0f} MB,"
        f" {'same' if same else 'DIFFERENT'} bytes under {len(SEEDS)} hash seeds\n"
    )


_LAUNCHER: Final = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, check=True)
sys.stderr.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.stdout.buffer.write(done.stdout)
"""
"""A child begins with the memory of the process that starts it, so a small one must start it."""


def _generated(path: Path, hash_seed: str) -> tuple[bytes, int]:
    """What the command prints, and how much memory it took, in kilobytes."""
    command = [sys.executable, "-m", "question_bank", "generate", str(path), "--json"]
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-S", "-c", _LAUNCHER, *command],
        capture_output=True, check=True, env={"PYTHONHASHSEED": hash_seed},
    )  # fmt: skip
    return done.stdout, int(done.stderr.split()[-1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
