"""A member with a browser: the steps of a test on the product and on the floor, each checked.

A quick error page must count as an error and never as throughput.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from typing import Final, Protocol

from benchmarks.load.browser import Browser, Reply, UnexpectedReply
from benchmarks.load.timings import Timings

_SLOT: Final = re.compile(r'<fieldset class="question"(| disabled)>(.*?)</fieldset>', re.DOTALL)
_NUMBER: Final = re.compile(r'name="item" value="(\d+)"')
_CHOICE: Final = re.compile(r'type="radio" name="([^"]+)" value="([^"]+)"')
_FORM: Final = re.compile(r'data-form="([0-9a-f]{64})"')
_ADDRESS: Final = re.compile(r"/attempts/\d+")


class Taker(Protocol):
    """What the measurements ask of a member, whichever app is measured."""

    browser: Browser

    async def open_for_saves(self) -> None:
        """Start an attempt whose answers are then saved one by one."""

    async def save_one(self) -> None:
        """Save one answer."""

    async def whole_attempt(self) -> None:
        """Take the test by its plain form, from the rules to the result."""


@dataclass
class ProductTaker:
    """A member of the product's exam."""

    browser: Browser
    exam_id: int
    timings: Timings
    chance: random.Random
    address: str = ""
    form: str = ""
    holder: int = 0
    sequence: int = 0
    items: list[tuple[int, list[str]]] = field(default_factory=list)
    """Number and option ids of each item on the loaded page."""

    async def start(self) -> Reply:
        """Press "start" on the page with the rules and get the test page."""
        return _expect(await self.browser.post_form(f"/exams/{self.exam_id}/attempts", []), "<main")

    async def open_for_saves(self) -> None:
        """Read the rules, start, and hold the attempt as the page's script does."""
        rules = await self.browser.get(f"/exams/{self.exam_id}/start")
        _expect(rules, "csrf_token")
        await self.hold(await self.start())

    async def hold(self, page: Reply) -> None:
        """Read the loaded test page and make it the one that may save."""
        self.form = _found(_FORM, page, 1)
        self.address = _found(_ADDRESS, page, 0)
        slots = [slot for _disabled, slot in _SLOT.findall(page.text)]
        self.items = []
        for slot in slots:
            number = _NUMBER.findall(slot)[0]
            values = [value for name, value in _CHOICE.findall(slot) if name == f"answer-{number}"]
            if values:  # single choice, true or false
                self.items.append((int(number), values))
        held = await self.browser.post_json(f"{self.address}/holder", {})
        if held.status != 200:
            raise UnexpectedReply(f"holder: {held.status}")
        self.holder, self.sequence = held.value["holder"], held.value["first_sequence"]

    async def save_one(self) -> None:
        """Save an answer to the next item as the script sends it."""
        await self.timings.step("save", self.send(*self.next_answer()))

    def next_answer(self) -> tuple[int, list[str]]:
        """Choose an answer to the next item, under a new sequence number."""
        self.sequence += 1
        number, values = self.items[self.sequence % len(self.items)]
        return number, [self.chance.choice(values)]

    async def send(self, number: int, response: list[str]) -> None:
        """Send one answer under the present sequence number, and check the acknowledgement."""
        answer = {"item": number, "response": response, "sequence": self.sequence}
        reply = await self.browser.post_json(
            f"{self.address}/answers",
            {"holder": self.holder, "form": self.form, "answers": [answer]},
        )
        if reply.status != 200 or reply.value["answers"][0]["sequence"] != self.sequence:
            raise UnexpectedReply(f"save: {reply.status} {reply.text[:80]}")

    async def whole_attempt(self) -> None:
        """Rules, start, five pages of ten, overview, hand-in with the receipt, result: no script."""
        step, browser = self.timings.step, self.browser
        rules = f"/exams/{self.exam_id}/start"
        _expect(await step("rules", browser.get(rules)), "csrf_token")
        page = await step("start", self.start())
        address = _found(_ADDRESS, page, 0)
        number = 1
        while 'name="go" value="next"' in page.text:
            page = await step("page", self._post_page(page, f"{address}/pages/{number}", "next"))
            number += 1
        page = await step("page", self._post_page(page, f"{address}/pages/{number}", "overview"))
        _expect(page, f"{address}/submission")
        receipt = await step("hand in", browser.post_form(f"{address}/submission", []))
        _expect(receipt, f"{address}/result")
        _expect(await step("result", browser.get(f"{address}/result")), "verdict-score")

    async def _post_page(self, page: Reply, address: str, go: str) -> Reply:
        holder = re.findall(r'name="holder" value="(\d+)"', page.text)
        fields = [("holder", holder[0])]
        for disabled, slot in _SLOT.findall(page.text):
            if disabled:
                continue
            name, value = self.chance.choice(_CHOICE.findall(slot))
            fields += [("item", _NUMBER.findall(slot)[0]), (name, value)]
        if len(fields) != 21:
            raise UnexpectedReply(f"a page of {(len(fields) - 1) // 2} items")
        return _expect(await self.browser.post_form(address, [*fields, ("go", go)]), "csrf_token")


@dataclass
class FloorTaker:
    """The same member on the floor."""

    browser: Browser
    timings: Timings
    chance: random.Random
    attempt: str = ""
    item: int = 0

    async def open_for_saves(self) -> None:
        """Start an attempt."""
        page = _expect(await self.browser.post_form("/start", []), "fieldset")
        self.attempt = re.findall(r'action="/a/(\d+)/', page.text)[0]

    async def save_one(self) -> None:
        """Save an answer to the next item."""
        self.item = self.item % 50 + 1
        pick = str(self.chance.randint(1, 4))
        fields = [("attempt", self.attempt), ("item", str(self.item)), ("pick", pick)]
        reply = await self.timings.step("save", self.browser.post_form("/save", fields))
        _expect(reply, "true")

    async def whole_attempt(self) -> None:
        """Own attempts, start, five pages of ten, overview, finish with the result."""
        step, browser = self.timings.step, self.browser
        _expect(await step("rules", browser.get("/exam")), "<main")
        page = _expect(await step("start", browser.post_form("/start", [])), "fieldset")
        while "<fieldset" in page.text:
            address = re.findall(r'action="(/a/\d+/\d+)"', page.text)[0]
            names = sorted(set(_CHOICE.findall(page.text)))
            picks = {name: self.chance.choice("1234") for name, _value in names}
            page = _expect(
                await step("page", browser.post_form(address, list(picks.items()))), "csrf_token"
            )
        finish = re.findall(r'action="(/a/\d+/finish)"', page.text)[0]
        _expect(await step("hand in", browser.post_form(finish, [])), "<h1>")


def _expect(reply: Reply, words: str) -> Reply:
    if reply.status != 200 or words not in reply.text:
        raise UnexpectedReply(f"{reply.status} without {words!r}: {reply.text[:80]!r}")
    return reply


def _found(pattern: re.Pattern[str], page: Reply, group: int) -> str:
    found = pattern.search(page.text)
    if found is None:
        raise UnexpectedReply(f"{page.status} without {pattern.pattern}")
    return found[group]
