"""A whole test over a bad link: does it come through, and what does it weigh after the first load?"""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from benchmarks.load.browser import Browser, Reply, UnexpectedReply
from benchmarks.load.paired import Stage
from benchmarks.load.proxy import BadLink
from benchmarks.load.seeding import Cohort
from benchmarks.load.takers import ProductTaker
from benchmarks.load.timings import Timings
from tests.faults.serving import cookie_of

OUTAGES: Final = 3
RETRY_SECONDS: Final = 1.0
_FILES: Final = re.compile(r'(?:href|src)="(/[^"]*static/[^"]+)"')
_IMPORTS: Final = re.compile(r'from "(\./|\.\./)([^"]+)"')


@dataclass(frozen=True, slots=True)
class Journey:
    """What a test over the link took."""

    answers: int
    complete: bool
    first_load: int
    """Bytes of the test page with all its files, both ways."""
    afterwards: int
    """Bytes of everything until the receipt, both ways, requests sent again included."""
    seconds: float
    cuts: int


async def whole_test(stage: Stage, cohort: Cohort, *, outage: float) -> Journey:
    """Take the test as the page's script does; three outages fall between the answers."""
    link = BadLink(stage.product.port)
    await link.open()
    member = cohort.members[0]
    browser = Browser(link.port, cookie_of(stage.app, member), timeout=10.0)
    taker = ProductTaker(browser, cohort.exam_id, Timings(), random.Random(member))
    began = time.monotonic()
    try:
        await _again(lambda: browser.get(f"/exams/{cohort.exam_id}/start"))
        before = link.bytes_carried
        page = await _again(taker.start)
        await _load_files(browser, page)
        await _again(lambda: taker.hold(page))
        first_load = link.bytes_carried - before
        answers = await _answer_all(taker, link, outage)
        receipt = await _again(lambda: _hand_in(taker, answers))
        complete = receipt.status == 200 and str(len(answers)) in receipt.text
        afterwards = link.bytes_carried - before - first_load
    finally:
        browser.close()
        await link.close()
    return Journey(
        len(answers), complete, first_load, afterwards, time.monotonic() - began, link.cuts
    )


async def _answer_all(taker: ProductTaker, link: BadLink, outage: float) -> dict[int, int]:
    """Answer every item; give the acknowledged sequence numbers."""
    answers: dict[int, int] = {}
    every = len(taker.items) // (OUTAGES + 1)
    running: list[asyncio.Task[None]] = []
    for place in range(len(taker.items)):
        if place and place % every == 0 and len(running) < OUTAGES:
            running.append(asyncio.create_task(link.outage(outage)))
        number, response = taker.next_answer()
        await _again(lambda number=number, response=response: taker.send(number, response))  # type: ignore[misc]
        answers[number] = taker.sequence
    await asyncio.gather(*running)
    return answers


async def _hand_in(taker: ProductTaker, answers: dict[int, int]) -> Reply:
    claimed = [{"item": item, "sequence": sequence} for item, sequence in answers.items()]
    reply = await taker.browser.post_json(f"{taker.address}/submission", {"claimed": claimed})
    if reply.status != 200:
        raise UnexpectedReply(f"{reply.status} {reply.text[:80]}")
    return await taker.browser.get(reply.value["receipt"])


async def _load_files(browser: Browser, page: Reply) -> None:
    """Load what the page names and what its scripts import."""
    known: set[str] = set()
    wanted = _FILES.findall(page.text)
    while wanted:
        address = wanted.pop()
        if address in known:
            continue
        known.add(address)
        file = await _again(lambda address=address: browser.get(address))  # type: ignore[misc]
        folder = address.rpartition("/")[0]
        if address.endswith(".js"):
            for up, name in _IMPORTS.findall(file.text):
                base = folder if up == "./" else folder.rpartition("/")[0]
                wanted.append(f"{base}/{name}")


async def _again(work: Callable[[], Awaitable[Reply | None]]) -> Reply:
    """Try until it succeeds; the same is sent each time."""
    while True:
        try:
            return await work()  # type: ignore[return-value]
        except (OSError, EOFError, TimeoutError):
            await asyncio.sleep(RETRY_SECONDS)
