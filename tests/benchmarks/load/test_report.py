"""The table says plainly which goals are missed."""

from __future__ import annotations

import math

import pytest

from benchmarks.load.report import Line, table


@pytest.mark.parametrize(
    ("figure", "at_least", "reached"),
    [(0.7, True, True), (0.69, True, False), (0.7, False, True), (0.71, False, False)],
)
def test_a_goal_is_reached_on_its_edge(figure: float, at_least: bool, reached: bool) -> None:
    assert Line("x", figure, 0.7, at_least).reached is reached


def test_no_figure_reaches_nothing() -> None:
    assert not Line("x", math.nan, 1, False).reached
    assert not Line("x", math.nan, 1, True).reached


def test_units_and_verdicts_stand_in_the_table() -> None:
    text = table(
        [
            Line("saves", 0.512, 0.7, True, "%", "note"),
            Line("start", 99.96, 100, False, "ms"),
            Line("errors", 0, 0, False),
        ]
    )
    assert "| saves | at least 70% | 51.2% | **missed** | note |" in text
    assert "| start | at most 100 ms | 100 ms | reached |  |" in text
    assert "| errors | at most 0 | 0 | reached |  |" in text
