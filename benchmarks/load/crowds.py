"""Many at once, as on the day: two thousand who start together, and three hundred saves a second."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.load import rounds
from benchmarks.load.cost import memory_mib
from benchmarks.load.paired import Stage
from benchmarks.load.seeding import Cohort
from benchmarks.load.takers import ProductTaker
from benchmarks.load.timings import Timings

HERD_WITHIN = 10.0
"""Seconds in which all of the herd press "start"."""


@dataclass(frozen=True, slots=True)
class Steady:
    """What saves at a fixed rate took."""

    timings: Timings
    seconds: float
    growth: float
    """Memory at the end, as a part of what it was after the first seconds."""


async def herd(stage: Stage, cohort: Cohort) -> Timings:
    """Let all members of the cohort read the rules, stay connected, then start within ten seconds."""
    timings = Timings()
    takers = stage.product_takers(cohort, timings)
    await rounds.all_of(takers, _read_rules, at_once=16)

    async def arrive(place: int, taker: ProductTaker) -> None:
        await asyncio.sleep(HERD_WITHIN * place / len(takers))
        try:
            await timings.step("start", taker.start())
        except Exception as error:
            timings.failed("start", error)

    await asyncio.gather(*(arrive(place, taker) for place, taker in enumerate(takers)))
    for taker in takers:
        taker.browser.close()
    return timings


async def steady(stage: Stage, cohort: Cohort, *, seconds: float) -> Steady:
    """Let each member of the cohort save once a second, evenly spread."""
    timings = Timings()
    takers = stage.product_takers(cohort, timings)
    await rounds.all_of(takers, lambda taker: taker.open_for_saves(), at_once=16)
    roots = [stage.product.process.pid]
    await _at_a_fixed_rate(takers, timings, seconds=min(10.0, seconds / 3))
    before = memory_mib(roots)
    timings.seconds.clear()
    began = time.perf_counter()
    await _at_a_fixed_rate(takers, timings, seconds=seconds)
    took = time.perf_counter() - began
    for taker in takers:
        taker.browser.close()
    return Steady(timings, took, memory_mib(roots) / before - 1)


async def _read_rules(taker: ProductTaker) -> None:
    await taker.browser.get(f"/exams/{taker.exam_id}/start")


async def _at_a_fixed_rate(
    takers: Sequence[ProductTaker], timings: Timings, *, seconds: float
) -> None:
    """A save that is late does not push the next ones back: waiting shows in the figures."""
    began = time.perf_counter()

    async def save(place: int, taker: ProductTaker) -> None:
        due = began + place / len(takers)
        while due < began + seconds:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            try:
                await taker.send(*taker.next_answer())
            except Exception as error:
                timings.failed("save", error)
            else:
                # From the moment it was due, so that a stall is not left out.
                timings.seconds.setdefault("save", []).append(time.perf_counter() - due)
            due += 1.0

    await asyncio.gather(*(save(place, taker) for place, taker in enumerate(takers)))
