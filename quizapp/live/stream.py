"""A stream of server-sent events for one browser.

It ends by itself after some minutes: the browser comes back with the last event it has seen, and
whoever lost the right to listen meanwhile is not let in again.
"""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Iterator
from typing import Final

from quizapp.extensions import db
from quizapp.live.hub import Hub, Listener
from quizapp.live.log import BEGINNING, Event, Position, events_after, is_kept, read_position

BEAT: Final = 15.0
"""Seconds of silence after which something is sent, so that a browser that has gone is noticed."""
LONGEST: Final = 300.0
"""Seconds until a stream ends by itself."""
OPENING: Final = b"retry: 3000\n\n"
HEARTBEAT: Final = b": still here\n\n"
START_OVER: Final = b"event: start_over\ndata: {}\n\n"
"""What is known at the other end may have gaps: fetch everything anew."""


class Stream(Iterator[bytes]):
    """What is sent, piece by piece. A class and not a generator: `close` of a generator that was
    never asked for its first piece does nothing, and the place would be lost."""

    def __init__(
        self,
        hub: Hub,
        listener: Listener,
        *,
        told: Position,
        missed: list[Event],
        complete: bool,
    ) -> None:
        self._hub = hub
        self._listener = listener
        self._told = missed[-1].position if missed else told
        self._ready: deque[bytes] = deque([OPENING])
        if not complete:
            self._ready.append(START_OVER)
        self._ready.extend(map(frame, missed))
        self._ends_at = time.monotonic() + LONGEST

    def __next__(self) -> bytes:
        if self._ready:
            return self._ready.popleft()
        while not self._hub.closed and time.monotonic() < self._ends_at:
            event = self._listener.take(BEAT)
            if self._listener.overrun:
                self._listener.start_over()
                return START_OVER
            if event is None:
                return HEARTBEAT
            if event.position > self._told:  # it may have been among the missed ones
                return frame(event)
        self.close()
        raise StopIteration

    def close(self) -> None:
        """Give the place back; the server calls it however the stream ends."""
        self._hub.leave(self._listener)


def open_stream(hub: Hub, topic: str, person: int, *, last_event: str = "") -> Stream | None:
    """Let a person listen to a topic; None when all places are taken.

    `last_event` is what the browser has seen last: what came since is told first. In an app
    context, whose database connection is free again when the stream begins.
    """
    listener = hub.listen(topic, person)
    if listener is None:
        return None
    try:
        session = db.session()
        seen = read_position(last_event)
        if seen is not None and not is_kept(session, seen):
            seen = None
        complete = not last_event or seen is not None
        missed = events_after(session, seen, topic=topic) if seen else []
    except BaseException:
        hub.leave(listener)
        raise
    return Stream(hub, listener, told=seen or BEGINNING, missed=missed, complete=complete)


def frame(event: Event) -> bytes:
    """Write one event as the format wants it; the data is one line."""
    data = json.dumps(dict(event.payload), separators=(",", ":"))
    return f"id: {event.position}\nevent: {event.kind}\ndata: {data}\n\n".encode()
