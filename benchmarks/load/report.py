"""The table at the end: each figure beside its goal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One figure with its goal."""

    name: str
    figure: float
    goal: float
    at_least: bool
    """Whether more is better; otherwise the goal is the most it may be."""
    unit: str = ""
    note: str = ""

    @property
    def reached(self) -> bool:
        """Whether the goal is reached; never by a figure that is none."""
        return self.figure >= self.goal if self.at_least else self.figure <= self.goal


def table(lines: Iterable[Line]) -> str:
    """Give the lines as a Markdown table."""
    rows = [
        "| what | goal | figure | verdict | note |",
        "|---|---|---|---|---|",
        *(
            f"| {line.name} | {'at least' if line.at_least else 'at most'} {_shown(line.goal, line)}"
            f" | {_shown(line.figure, line)} | {'reached' if line.reached else '**missed**'}"
            f" | {line.note} |"
            for line in lines
        ),
    ]
    return "\n".join(rows)


def _shown(value: float, line: Line) -> str:
    if line.unit == "%":
        return f"{value:.1%}".replace(".0%", "%")
    return f"{value:.1f}".removesuffix(".0") + (f" {line.unit}" if line.unit else "")
