"""What a browser gets: opening, events with their place, heartbeats, and what it missed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from quizapp.extensions import db
from quizapp.live import stream as stream_module
from quizapp.live.hub import MOST_WAITING, Hub
from quizapp.live.log import Event, Position, head
from quizapp.live.publishing import KEPT_FOR, prune
from quizapp.live.stream import HEARTBEAT, OPENING, START_OVER, Stream, frame, open_stream
from tests.quizapp.live.conftest import tell


def opened(hub: Hub, *, last_event: str = "") -> Stream:
    """A stream that was let in."""
    stream = open_stream(hub, "exam:1", 1, last_event=last_event)
    assert stream is not None
    return stream


def newest() -> str:
    """The place of the newest event, as a browser sends it back."""
    db.session.remove()
    place = str(head(db.session()))
    db.session.remove()
    return place


def test_an_event_is_three_lines() -> None:
    event = Event(Position(12, 3), "exam:1", "started", {"attempt": 4})
    assert frame(event) == b'id: 12.3\nevent: started\ndata: {"attempt":4}\n\n'


def test_tells_what_happens_from_now_on(hub: Hub) -> None:
    tell(attempt=1)
    stream = opened(hub)
    assert next(stream) == OPENING
    tell(attempt=2)
    assert b'"attempt":2' in next(stream)
    stream.close()
    assert hub.count == 0


def test_goes_on_behind_the_last_event_seen_without_gap_or_repetition(hub: Hub) -> None:
    tell(attempt=1)
    seen = newest()
    tell(attempt=2)
    tell("exam:2", attempt=9)
    stream = opened(hub, last_event=seen)
    tell(attempt=3)
    assert next(stream) == OPENING
    assert b'"attempt":2' in next(stream)
    assert b'"attempt":3' in next(stream)
    stream.close()


@pytest.mark.parametrize("last", ["pruned", "nonsense", "7.7"])
def test_says_so_when_something_may_be_missing(hub: Hub, last: str) -> None:
    tell(attempt=1)
    if last == "pruned":
        last = newest()
        assert prune(now=datetime.now(UTC) + KEPT_FOR) == 1
    stream = opened(hub, last_event=last)
    assert [next(stream), next(stream)] == [OPENING, START_OVER]
    stream.close()


def test_an_overrun_listener_is_told_to_fetch_everything(hub: Hub) -> None:
    stream = opened(hub)
    next(stream)
    for number in range(MOST_WAITING + 2):
        stream._listener.offer(Event(Position(0, number + 1), "exam:1", "started", {}))
    assert next(stream) == START_OVER
    stream.close()


def test_beats_in_silence_and_ends_by_itself(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream_module, "BEAT", 0.02)
    monkeypatch.setattr(stream_module, "LONGEST", 0.3)
    pieces = list(opened(hub))
    assert pieces[0] == OPENING and set(pieces[1:]) == {HEARTBEAT}
    assert hub.count == 0


def test_a_stream_that_was_never_read_gives_its_place_back(hub: Hub) -> None:
    stream = opened(hub)
    assert hub.count == 1
    stream.close()
    assert hub.count == 0


def test_nobody_is_let_in_without_a_place(hub: Hub) -> None:
    streams = [open_stream(hub, "exam:1", person) for person in range(6)]
    assert streams[4:] == [None, None]
    for stream in streams[:4]:
        assert stream is not None
        stream.close()
