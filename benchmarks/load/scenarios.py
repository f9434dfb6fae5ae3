"""What is measured, by name: each scenario gives its lines of the table."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.load import crowds, paired, recovery, slow_link, small_hall
from benchmarks.load.paired import Pair, Stage
from benchmarks.load.report import Line
from benchmarks.load.seeding import Cohort, open_exam
from benchmarks.load.timings import Timings

HERD: Final = 2000
SAVES_A_SECOND: Final = 300


@dataclass(frozen=True, slots=True)
class Bench:
    """What the scenarios run on."""

    stage: Stage
    members: tuple[int, ...]
    database: str
    """Address for psycopg."""
    folder: Path
    full: bool
    """As long as the goals say, rather than short."""

    def cohort(self, first: int, count: int) -> Cohort:
        """Publish an exam for so many members."""
        return open_exam(self.stage.app, self.members[first : first + count])


async def saves(bench: Bench) -> list[Line]:
    """Single saves beside the floor's."""
    seconds = 15.0 if bench.full else 6.0
    pair = await paired.compare_saves(bench.stage, bench.cohort(0, 50), turns=3, seconds=seconds)
    return [Line("saves per core-second, of the floor", pair.ratio, 0.70, True, "%", _each(pair))]


async def attempts(bench: Bench) -> list[Line]:
    """Whole attempts by the plain form beside the floor's flow."""
    each = 100 if bench.full else 60
    cohort = bench.cohort(0, 4 * each)
    pair = await paired.compare_attempts(bench.stage, cohort, turns=3, each=each)
    return [
        Line("attempts per core-second, of the floor", pair.ratio, 0.45, True, "%", _each(pair))
    ]


async def herd(bench: Bench) -> list[Line]:
    """Two thousand signed-in members start within ten seconds."""
    timings = await crowds.herd(bench.stage, bench.cohort(0, HERD))
    note = f"{timings.count('start')} starts{_errors(timings)}"
    return [
        _errors_line("herd: errors", timings),
        _late("herd: start, p95", timings, "start", 0.95, 100, note),
        _late("herd: start, p99", timings, "start", 0.99, 500),
    ]


async def steady(bench: Bench) -> list[Line]:
    """Three hundred saves a second."""
    seconds = 600.0 if bench.full else 20.0
    done = await crowds.steady(bench.stage, bench.cohort(0, SAVES_A_SECOND), seconds=seconds)
    rate = done.timings.count("save") / done.seconds
    note = f"{rate:.0f} saves/s for {done.seconds:.0f} s{_errors(done.timings)}"
    return [
        _errors_line("steady: errors", done.timings),
        _late("steady: save, p95", done.timings, "save", 0.95, 150, note),
        Line("steady: growth of memory", done.growth, 0.05, False, "%"),
    ]


async def small(bench: Bench) -> list[Line]:
    """`make run` on SQLite with fifty takers."""
    seconds = 20.0 if bench.full else 8.0
    done = await small_hall.fifty_saving(bench.stage.app, bench.folder / "small", seconds=seconds)
    note = f"{done.units / done.seconds:.0f} saves/s{_errors(done.timings)}"
    return [
        _errors_line("make run: errors", done.timings),
        _late("make run: save, p99", done.timings, "save", 0.99, 250, note),
    ]


async def crashes(bench: Bench) -> list[Line]:
    """A worker and the database crash under load."""
    lines = []
    for place, (name, crash, goal) in enumerate(
        (("worker", recovery.crash_worker, 5.0), ("database", recovery.crash_database, 15.0))
    ):
        ledger = await recovery.through_a_crash(
            bench.stage, bench.cohort(place * 20, 20), crash, database=bench.database
        )
        note = f"{ledger.saves} acknowledged"
        lines += [
            Line(f"{name} crash: longest wait", ledger.longest_seconds, goal, False, "s", note),
            Line(f"{name} crash: answers lost", ledger.lost, 0, False),
        ]
    return lines


async def slow(bench: Bench) -> list[Line]:
    """A whole test over a bad link."""
    outage = 60.0 if bench.full else 5.0
    done = await slow_link.whole_test(bench.stage, bench.cohort(0, 1), outage=outage)
    note = f"400 ms, {done.cuts} cuts, 3 outages of {outage:.0f} s, {done.seconds:.0f} s in all"
    first = f"first load {done.first_load / 1000:.0f} KB"
    return [
        Line(
            "slow link: answers stored at hand-in", done.answers * done.complete, 50, True, "", note
        ),
        Line("slow link: after the first load", done.afterwards / 1000, 200, False, "KB", first),
    ]


ALL: Final[dict[str, Callable[[Bench], Awaitable[list[Line]]]]] = {
    "saves": saves,
    "attempts": attempts,
    "herd": herd,
    "steady": steady,
    "small": small,
    "crashes": crashes,
    "slow": slow,
}


def _each(pair: Pair) -> str:
    ours = median(one.milliseconds_each for one in pair.product)
    theirs = median(one.milliseconds_each for one in pair.floor)
    failed = sum(one.timings.errors.total() for one in [*pair.product, *pair.floor])
    return f"{ours:.2f} ms beside {theirs:.2f} ms" + (f"; {failed} ERRORS" if failed else "")


def _late(
    name: str, timings: Timings, kind: str, share: float, goal: float, note: str = ""
) -> Line:
    return Line(name, timings.milliseconds(kind, share), goal, False, "ms", note)


def _errors_line(name: str, timings: Timings) -> Line:
    return Line(name, timings.errors.total(), 0, False)


def _errors(timings: Timings) -> str:
    return "".join(f"; {count}x {text}" for text, count in timings.errors.most_common(3))
