"""One reader for all listeners of a process: who hears what, who is let in, when it sleeps."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from quizapp.live import hub as hub_module
from quizapp.live.hub import MOST_OF_ONE, MOST_WAITING, Hub, Listener
from quizapp.live.log import Event, Position
from tests.quizapp.live.conftest import tell


def until(condition: Callable[[], bool], seconds: float = 20) -> bool:
    """Wait for something that another thread does."""
    ends = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > ends:
            return False
        time.sleep(0.02)
    return True


def let_in(hub: Hub, topic: str, person: int) -> Listener:
    """Listen, and be let in."""
    listener = hub.listen(topic, person)
    assert listener is not None
    return listener


def test_everybody_hears_their_topic_once(hub: Hub) -> None:
    tell(attempt=0)
    first, second = let_in(hub, "exam:1", 1), let_in(hub, "exam:1", 2)
    other = let_in(hub, "exam:2", 3)
    for number in (1, 2):
        tell(attempt=number)
    for listener in (first, second):
        heard = [listener.take(20), listener.take(20)]
        assert [event.payload["attempt"] for event in heard if event] == [1, 2]
        assert listener.take(0.5) is None
    assert other.take(0.1) is None


def test_places_are_limited_in_all_and_for_one_person(hub: Hub) -> None:
    assert hub.most == 4, "a quarter of the threads"
    mine = [hub.listen("exam:1", 1) for _ in range(MOST_OF_ONE + 1)]
    assert mine[-1] is None
    others = [hub.listen("exam:1", person) for person in range(2, 9)]
    assert hub.count == hub.most
    assert others[-1] is None
    assert mine[0] is not None
    hub.leave(mine[0])
    hub.leave(mine[0])
    assert hub.listen("exam:1", 1) is not None


def test_sleeps_while_nobody_listens_and_wakes_up(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "LOOK_EVERY", 0.02)
    looks = []
    real = hub_module.events_after

    def counted(*values: object, **options: object) -> object:
        looks.append(time.monotonic())
        return real(*values, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(hub_module, "events_after", counted)
    time.sleep(0.2)
    assert looks == [], "nobody has listened yet"
    listener = let_in(hub, "exam:1", 1)
    assert until(lambda: len(looks) > 2)
    hub.leave(listener)
    assert until(lambda: hub._position is None)
    seen = len(looks)
    tell(attempt=1)
    time.sleep(0.3)
    assert len(looks) == seen
    again = let_in(hub, "exam:1", 1)
    tell(attempt=2)
    event = again.take(20)
    assert event is not None and event.payload == {"attempt": 2}, "from now on, not from before"


def test_outlives_an_error_of_the_database(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "LOOK_AFTER_ERROR", 0.02)
    real, failed = hub_module.events_after, []

    def failing(*values: object, **options: object) -> object:
        if len(failed) < 2:
            failed.append(1)
            raise ConnectionError("the database restarts")
        return real(*values, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(hub_module, "events_after", failing)
    listener = let_in(hub, "exam:1", 1)
    tell(attempt=5)
    event = listener.take(20)
    assert event is not None and event.payload == {"attempt": 5}


def test_a_slow_listener_holds_nobody_up_and_starts_over() -> None:
    listener = Listener("exam:1", 1)
    for number in range(MOST_WAITING + 1):
        listener.offer(Event(Position(0, number + 1), "exam:1", "started", {}))
    assert listener.overrun
    listener.start_over()
    assert not listener.overrun and listener.take(0) is None


def test_a_server_that_is_being_stopped_ends_its_streams(hub: Hub) -> None:
    listener = let_in(hub, "exam:1", 1)
    hub.serves = lambda: False
    assert until(lambda: hub.closed)
    assert listener.take(20) is None
    assert hub.listen("exam:1", 2) is None
