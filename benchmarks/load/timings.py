"""How long steps took and what went wrong: percentiles of what was recorded."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Awaitable
from dataclasses import dataclass, field
from typing import TypeVar

Result = TypeVar("Result")


@dataclass
class Timings:
    """Seconds of each kind of step, and errors by their text."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)

    async def step(self, kind: str, work: Awaitable[Result]) -> Result:
        """Await a step and record how long it took."""
        began = time.perf_counter()
        result = await work
        self.seconds.setdefault(kind, []).append(time.perf_counter() - began)
        return result

    def failed(self, kind: str, error: BaseException) -> None:
        """Count an error."""
        self.errors[f"{kind}: {type(error).__name__}: {str(error)[:120]}"] += 1

    def count(self, kind: str) -> int:
        """Give how often a step was made."""
        return len(self.seconds.get(kind, ()))

    def milliseconds(self, kind: str, share: float) -> float:
        """Give the time within which that share of the steps was done; 0.99 for the slowest 1 %."""
        return percentile(self.seconds.get(kind, []), share) * 1000


def percentile(values: list[float], share: float) -> float:
    """Give the smallest of the values that at least that share of them does not exceed.

    ValueError when there are none.
    """
    if not values:
        raise ValueError("nothing was recorded")
    ordered = sorted(values)
    rank = -(-len(ordered) * round(share * 1000) // 1000)
    return ordered[max(rank, 1) - 1]
