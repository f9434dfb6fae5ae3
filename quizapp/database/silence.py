"""What a process knows of a database that does not answer: one request waits for it, not all.

Without this every thread of a server would stand waiting for a database that is cut off, and
requests that come later would hang behind them without ever being looked at.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Silence:
    """Remembers that the last one who asked got no answer, and who is to try next."""

    wait: float
    """Seconds from one try to the next."""
    clock: Callable[[], float] = time.monotonic
    _next_try: float | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def noticed(self) -> None:
        """Note that the database did not answer."""
        with self._lock:
            self._next_try = self.clock() + self.wait

    def over(self) -> None:
        """Note that it did."""
        self._next_try = None

    def may_ask(self) -> bool:
        """Whether the caller may ask the database now; after a silence one at a time may."""
        if self._next_try is None:
            return True
        with self._lock:
            if self._next_try is None:
                return True
            if self.clock() < self._next_try:
                return False
            self._next_try = self.clock() + self.wait
            return True
