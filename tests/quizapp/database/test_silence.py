"""After a silence one at a time asks; the others are told at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from quizapp.database.silence import Silence


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_everybody_may_ask_a_database_that_answers() -> None:
    silence = Silence(wait=2, clock=Clock())
    assert all(silence.may_ask() for _ in range(5))


@given(st.lists(st.floats(0, 3), max_size=30))
def test_one_asks_in_each_span_until_it_answers(steps: list[float]) -> None:
    clock = Clock()
    silence = Silence(wait=2, clock=clock)
    silence.noticed()
    last = clock.now
    for step in steps:
        clock.now += step
        if silence.may_ask():
            assert clock.now - last >= 2
            last = clock.now
        else:
            assert clock.now - last < 2
    silence.over()
    assert silence.may_ask() and silence.may_ask()


def test_of_many_threads_one_asks() -> None:
    clock = Clock()
    silence = Silence(wait=2, clock=clock)
    silence.noticed()
    clock.now += 2
    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(lambda _: silence.may_ask(), range(64))) == 1
