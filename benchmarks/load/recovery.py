"""Crashes under load: how long until everybody's answers are saved again, and whether any is lost.

Nobody acts but what is there anyway: gunicorn's master makes a new worker, PostgreSQL's first
process starts the others anew and recovers from its log.
"""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import psutil
import psycopg

from benchmarks.load import rounds
from benchmarks.load.paired import Stage
from benchmarks.load.seeding import Cohort
from benchmarks.load.takers import ProductTaker
from benchmarks.load.timings import Timings

RETRY_SECONDS = 0.1


@dataclass
class Ledger:
    """What members were told is saved, kept outside the server."""

    acknowledged: dict[tuple[int, int], int] = field(default_factory=dict)
    """Sequence number by attempt and item."""
    saves: int = 0
    longest_seconds: float = 0.0
    """The longest that an answer waited for its acknowledgement."""
    lost: int = 0


def crash_worker(stage: Stage) -> None:
    """End one of the server's workers as the kernel would for lack of memory."""
    os.kill(stage.product.workers[0], signal.SIGKILL)


def crash_database(stage: Stage) -> None:
    """End a process of the database, which makes the database end all and recover."""
    family = psutil.Process(stage.database).children()
    os.kill(family[-1].pid, signal.SIGKILL)


async def through_a_crash(
    stage: Stage,
    cohort: Cohort,
    crash: Callable[[Stage], None],
    *,
    database: str,
    seconds: float = 20.0,
) -> Ledger:
    """Let members save, crash something after two seconds, and compare what is stored at the end."""
    takers = stage.product_takers(cohort, Timings())
    await rounds.all_of(takers, lambda taker: taker.open_for_saves(), at_once=8)
    ledger, until = Ledger(), time.monotonic() + seconds
    for taker in takers:
        taker.browser.timeout = 5.0

    async def save(taker: ProductTaker) -> None:
        while time.monotonic() < until:
            number, response = taker.next_answer()
            began = time.monotonic()
            while not await _sent(taker, number, response):
                await asyncio.sleep(RETRY_SECONDS)
            ledger.longest_seconds = max(ledger.longest_seconds, time.monotonic() - began)
            attempt = int(taker.address.rpartition("/")[2])
            ledger.acknowledged[attempt, number] = taker.sequence
            ledger.saves += 1

    saving = [asyncio.create_task(save(taker)) for taker in takers]
    await asyncio.sleep(2)
    crash(stage)
    await asyncio.gather(*saving)
    for taker in takers:
        taker.browser.close()
    ledger.lost = _lost(ledger, database)
    return ledger


async def _sent(taker: ProductTaker, number: int, response: list[str]) -> bool:
    """Try once; the same sequence number is sent until it is acknowledged."""
    try:
        await taker.send(number, response)
    except Exception:
        return False
    return True


def _lost(ledger: Ledger, database: str) -> int:
    with psycopg.connect(database, autocommit=True) as connection:
        rows = connection.execute("SELECT attempt_id, item_number, sequence FROM answer")
        stored = {(attempt, item): sequence for attempt, item, sequence in rows}
    return sum(stored.get(key, 0) < sequence for key, sequence in ledger.acknowledged.items())
