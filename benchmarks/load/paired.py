"""The product and the floor side by side: saves and whole attempts, A B A B."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask import Flask

from benchmarks.load import rounds, stand
from benchmarks.load.browser import Browser
from benchmarks.load.rounds import Round
from benchmarks.load.seeding import Cohort
from benchmarks.load.takers import FloorTaker, ProductTaker, Taker
from benchmarks.load.timings import Timings
from tests.faults.serving import cookie_of

AT_ONCE: Final = 50
"""Takers, as many as sit in one hall."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Rounds of the product and of the floor, in the order in which they ran in turn."""

    product: list[Round]
    floor: list[Round]

    @property
    def ratio(self) -> float:
        """What part of the floor's units the product does with the same processor time."""
        return rounds.median_ratio(self.product, self.floor)


@dataclass(frozen=True, slots=True)
class Stage:
    """Both servers on one database."""

    product: stand.Served
    floor: stand.Served
    database: int
    """Process id of the database's first process."""
    app: Flask

    def product_takers(self, cohort: Cohort, timings: Timings) -> list[ProductTaker]:
        """Signed-in members of the cohort."""
        return [
            ProductTaker(
                Browser(self.product.port, cookie_of(self.app, member)),
                cohort.exam_id,
                timings,
                random.Random(member),
            )
            for member in cohort.members
        ]

    async def floor_takers(self, count: int, timings: Timings) -> list[FloorTaker]:
        """So many signed-in members of the floor."""
        made = [
            FloorTaker(Browser(self.floor.port, token="token"), timings, random.Random(place))  # noqa: S106
            for place in range(count)
        ]
        for place, taker in enumerate(made, start=1):
            await taker.browser.get(f"/sign-in/{place}")
        return made


async def compare_saves(stage: Stage, cohort: Cohort, *, turns: int, seconds: float) -> Pair:
    """Measure single saves of takers who hold an attempt."""
    ours, theirs = Timings(), Timings()
    product = stage.product_takers(Cohort(cohort.exam_id, cohort.members[:AT_ONCE]), ours)
    floor = await stage.floor_takers(AT_ONCE, theirs)
    for takers in (product, floor):
        await rounds.all_of(takers, lambda taker: taker.open_for_saves(), at_once=16)
    pair = Pair([], [])
    for turn in range(turns + 1):
        done = (
            await _saves(product, seconds if turn else 2, stage.product, stage),
            await _saves(floor, seconds if turn else 2, stage.floor, stage),
        )
        if turn:  # the first one warms up
            pair.product.append(done[0])
            pair.floor.append(done[1])
    _close([*product, *floor])
    return pair


async def compare_attempts(stage: Stage, cohort: Cohort, *, turns: int, each: int) -> Pair:
    """Measure whole attempts by the plain form, `each` for either app in a turn."""
    pair = Pair([], [])
    for turn in range(turns + 1):
        members = cohort.members[turn * each : (turn + 1) * each]
        product = stage.product_takers(Cohort(cohort.exam_id, members), Timings())
        floor = await stage.floor_takers(each, Timings())
        done = (
            await _attempts(product, stage.product, stage),
            await _attempts(floor, stage.floor, stage),
        )
        if turn:
            pair.product.append(done[0])
            pair.floor.append(done[1])
        _close([*product, *floor])
    return pair


async def _saves(
    takers: Sequence[ProductTaker] | Sequence[FloorTaker],
    seconds: float,
    served: stand.Served,
    stage: Stage,
) -> Round:
    timings = Timings()
    for taker in takers:
        taker.timings = timings
    return await rounds.saves(
        takers, timings, seconds=seconds, roots=[served.process.pid, stage.database]
    )


async def _attempts(
    takers: Sequence[ProductTaker] | Sequence[FloorTaker], served: stand.Served, stage: Stage
) -> Round:
    timings = Timings()
    for taker in takers:
        taker.timings = timings
    return await rounds.attempts(takers, timings, roots=[served.process.pid, stage.database])


def _close(takers: Sequence[Taker]) -> None:
    for taker in takers:
        taker.browser.close()
