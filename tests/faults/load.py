"""Members who save without pause, and the ledger that notes what each was told is saved.

The ledger lives outside the server's processes: nothing that happens to them can change it.
"""

from __future__ import annotations

import json
import random
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from http.client import HTTPConnection, HTTPException
from typing import Any

import psycopg

from tests.faults.serving import Taker

FINAL = ("time_is_up", "already_submitted")


@dataclass
class Ledger:
    """What one member was told, and what was sent without hearing of it."""

    attempt: int
    acknowledged: dict[int, int] = field(default_factory=dict)
    """Highest acknowledged sequence number of each item."""
    sent: dict[int, dict[int, list[str]]] = field(default_factory=dict)
    """What each number said, from the acknowledged one on."""
    count: int = 0
    """Answers acknowledged, replays left out."""
    last_word: datetime | None = None
    """The server's time in the newest acknowledgement."""
    refusal: str = ""
    """Why nothing more is taken."""

    def note_sent(self, item: int, sequence: int, response: list[str]) -> None:
        self.sent.setdefault(item, {})[sequence] = response

    def note_saved(self, item: int, sequence: int) -> None:
        assert sequence in self.sent[item], "acknowledged what was never sent"
        if sequence > self.acknowledged.get(item, 0):
            self.count += 1
            self.acknowledged[item] = sequence
            self.sent[item] = {
                number: said for number, said in self.sent[item].items() if number >= sequence
            }


@dataclass(frozen=True, slots=True)
class Findings:
    """The ledgers against the table."""

    acknowledged: int
    lost: int
    changed: int
    """Stored answers that nobody sent so."""
    late: int

    def __str__(self) -> str:
        return (
            f"{self.acknowledged} acknowledged, {self.lost} lost,"
            f" {self.changed} changed, {self.late} late"
        )


@dataclass
class Load:
    """A number of takers in threads, who can be asked to hold still."""

    takers: Sequence[Taker]
    options: dict[int, list[list[str]]]
    """The responses to choose from, by item."""
    timeout: float = 10
    ways: Sequence[tuple[str, int]] = ()
    """Where the server can be found; after an error the next one is asked."""

    def __post_init__(self) -> None:
        self.ledgers = [Ledger(int(one.attempt.rpartition("/")[2])) for one in self.takers]
        self.errors: Counter[str] = Counter()
        self.recovery = 0.0
        self._stop, self._go, self._lock = threading.Event(), threading.Event(), threading.Lock()
        self._busy = 0
        self._idle = threading.Condition(self._lock)
        self._threads: list[threading.Thread] = []
        self._faults: list[BaseException] = []

    def start(self) -> None:
        """Begin saving."""
        self._go.set()
        for place in range(len(self.takers)):
            thread = threading.Thread(target=self._guarded, args=(place,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def note_recovery(self, *, seconds: float) -> None:
        """Wait until everybody can save again after a fault, and remember the longest wait."""
        self.recovery = max(self.recovery, self.wait_for_all(seconds=seconds))

    def hold(self) -> None:
        """Let every request under way end, and send no other."""
        self._go.clear()
        with self._idle:
            assert self._idle.wait_for(lambda: self._busy == 0, timeout=60), "requests hang"

    def go_on(self) -> None:
        """Save again after holding still."""
        self._go.set()

    def stop(self) -> None:
        """End all takers; what any of them has found wrong is raised."""
        self._stop.set()
        self._go.set()
        for thread in self._threads:
            thread.join(60)
            assert not thread.is_alive(), "a taker hangs"
        if self._faults:
            raise self._faults[0]

    def wait_for_all(self, *, seconds: float) -> float:
        """Wait until each taker has had a new acknowledgement; how long that took."""
        before = [one.count for one in self.ledgers]
        began = time.monotonic()
        while time.monotonic() < began + seconds:
            if all(
                ledger.refusal or ledger.count > count
                for ledger, count in zip(self.ledgers, before, strict=True)
            ):
                return time.monotonic() - began
            time.sleep(0.02)
        raise AssertionError(f"somebody could not save within {seconds} s: {self.errors}")

    def _guarded(self, place: int) -> None:
        try:
            self._take(place)
        except BaseException as fault:  # told by stop()
            self._faults.append(fault)

    def _take(self, place: int) -> None:
        taker, ledger = self.takers[place], self.ledgers[place]
        chance = random.Random(place)
        line = _Line(taker, self.timeout, list(self.ways), place)
        sequence = taker.sequence
        while not self._stop.is_set() and not ledger.refusal:
            sequence += 1
            answers = [
                {"item": item, "response": chance.choice(options), "sequence": sequence}
                for item, options in self.options.items()
            ]
            for answer in answers:
                ledger.note_sent(answer["item"], sequence, answer["response"])
            while not self._stop.is_set():
                self._go.wait()
                with self._lock:
                    self._busy += 1
                try:
                    if self._try(line, ledger, answers):
                        break
                finally:
                    with self._idle:
                        self._busy -= 1
                        self._idle.notify_all()
                # The page waits a little longer each time; here a little is enough.
                time.sleep(0.05 + chance.random() / 10)
        line.close()

    def _try(self, line: _Line, ledger: Ledger, answers: list[dict[str, Any]]) -> bool:
        """Send once; whether there is nothing left to do about these answers."""
        try:
            status, value = line.post(answers)
        except (OSError, HTTPException, ValueError) as error:
            line.close()
            self.errors[type(error).__name__] += 1
            return False
        if status == 200:
            for saved in value["answers"]:
                ledger.note_saved(saved["item"], saved["sequence"])
            assert len(value["answers"]) == len(answers)
            ledger.last_word = datetime.fromisoformat(value["server_time"])
            return True
        self.errors[str(status)] += 1
        if value.get("code") in FINAL:
            ledger.refusal = value["code"]
            return True
        assert status >= 500 or status == 429, value
        return False


class _Line:
    """One kept-alive connection of a taker."""

    def __init__(
        self, taker: Taker, timeout: float, ways: list[tuple[str, int]], place: int
    ) -> None:
        self._taker, self._timeout = taker, timeout
        self._ways = ways or [(taker.browser.host, taker.browser.port)]
        self._way = place
        self._connection: HTTPConnection | None = None

    def post(self, answers: list[dict[str, Any]]) -> tuple[int, Any]:
        if self._connection is None:
            host, port = self._ways[self._way % len(self._ways)]
            self._connection = HTTPConnection(host, port, timeout=self._timeout)
        browser = self._taker.browser
        body = {"holder": self._taker.holder, "form": self._taker.form, "answers": answers}
        self._connection.request(
            "POST",
            f"{self._taker.attempt}/answers",
            json.dumps(body),
            {
                "Content-Type": "application/json",
                "X-CSRFToken": browser.token,
                "Cookie": "; ".join(f"{name}={value}" for name, value in browser.cookies.items()),
            },
        )
        response = self._connection.getresponse()
        text = response.read()
        if response.will_close:
            self._connection.close()
            self._connection = None
        return response.status, json.loads(text)

    def close(self) -> None:
        """Hang up; the next request asks the next way."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._way += 1


def compare(ledgers: Sequence[Ledger], connection: psycopg.Connection) -> Findings:
    """Hold what was told against what is stored. Only while nobody is saving."""
    rows = connection.execute(
        "SELECT attempt_id, item_number, sequence, response FROM answer"
    ).fetchall()
    stored = {(attempt, item): (number, response) for attempt, item, number, response in rows}
    lost = changed = 0
    for ledger in ledgers:
        for item, sequence in ledger.acknowledged.items():
            number, response = stored.get((ledger.attempt, item), (0, []))
            if number < sequence:
                lost += 1
            elif sorted(ledger.sent[item].get(number, ["?"])) != sorted(response):
                changed += 1
    late = connection.execute(
        "SELECT count(*) FROM answer JOIN attempt ON attempt.id = answer.attempt_id"
        " WHERE answer.saved_at > attempt.accept_until"
    ).fetchone()
    ends = dict(connection.execute("SELECT id, accept_until FROM attempt").fetchall())
    told_late = sum(
        ledger.last_word is not None and ledger.last_word > ends[ledger.attempt]
        for ledger in ledgers
    )
    assert late is not None
    return Findings(sum(one.count for one in ledgers), lost, changed, late[0] + told_late)
