"""Rounds: so many takers at once for a while, and what that cost the server.

The figure that holds on a shared machine is units per core-second: what was done, divided by the
processor time of all server processes, the database included and the driver left out.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.load.cost import processor_seconds
from benchmarks.load.takers import Taker
from benchmarks.load.timings import Timings


@dataclass(frozen=True, slots=True)
class Round:
    """What was done in a round."""

    units: int
    seconds: float
    processor: float
    """Seconds of processor time."""
    timings: Timings

    @property
    def per_core_second(self) -> float:
        """Units for each second of processor time."""
        return self.units / self.processor

    @property
    def milliseconds_each(self) -> float:
        """Processor time of one unit."""
        return self.processor / self.units * 1000


async def saves(
    takers: Sequence[Taker], timings: Timings, *, seconds: float, roots: Sequence[int]
) -> Round:
    """Let takers that hold an attempt save as fast as they get answers."""
    timings.seconds.clear()
    until = time.perf_counter() + seconds

    async def save(taker: Taker) -> None:
        while time.perf_counter() < until:
            await taker.save_one()

    return await _round(takers, save, timings, roots=roots, unit="save")


async def attempts(takers: Sequence[Taker], timings: Timings, *, roots: Sequence[int]) -> Round:
    """Let each taker take one whole test, all at once and without thinking."""
    timings.seconds.clear()
    return await _round(
        takers, lambda taker: taker.whole_attempt(), timings, roots=roots, unit="hand in"
    )


async def all_of(
    takers: Sequence[Taker], work: Callable[[Taker], Awaitable[None]], *, at_once: int
) -> None:
    """Do something for all takers, so many at a time; the first error ends it."""
    places = asyncio.Semaphore(at_once)

    async def one(taker: Taker) -> None:
        async with places:
            await work(taker)

    await asyncio.gather(*(one(taker) for taker in takers))


def median_ratio(upper: Sequence[Round], lower: Sequence[Round]) -> float:
    """Give the median of the ratios of rounds that ran one after the other."""
    return median(
        one.per_core_second / other.per_core_second for one, other in zip(upper, lower, strict=True)
    )


async def _round(
    takers: Sequence[Taker],
    work: Callable[[Taker], Awaitable[None]],
    timings: Timings,
    *,
    roots: Sequence[int],
    unit: str,
) -> Round:
    async def counted(taker: Taker) -> None:
        try:
            await work(taker)
        except Exception as error:
            timings.failed(unit, error)

    before, began = processor_seconds(roots), time.perf_counter()
    await asyncio.gather(*(counted(taker) for taker in takers))
    return Round(
        timings.count(unit),
        time.perf_counter() - began,
        processor_seconds(roots) - before,
        timings,
    )
