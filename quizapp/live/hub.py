"""One reader for all who listen in this process. It sleeps while nobody does.

A listener holds a thread of the server, so their number is limited, in all and for one person;
whoever is not let in asks again from time to time instead.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable, Iterable
from typing import Final

from flask import Flask, current_app

from quizapp.extensions import db
from quizapp.live.log import Event, Position, events_after, head

log: Final = logging.getLogger(__name__)

LOOK_EVERY: Final = 0.3
"""Seconds between two looks at the table."""
LOOK_AFTER_ERROR: Final = 2.0
MOST_WAITING: Final = 200
"""Events that a slow listener may leave lying; one more, and it has to start over."""
MOST_OF_ONE: Final = 2
"""Streams of one person in one process: the page open twice."""


class Listener:
    """One open stream: a topic, and the events that wait to be told."""

    def __init__(self, topic: str, person: int) -> None:
        self.topic = topic
        self.person = person
        self.overrun = False
        """More came than could be told: what is known at the other end is not complete."""
        self._waiting: queue.Queue[Event | None] = queue.Queue(MOST_WAITING)

    def offer(self, event: Event) -> None:
        """Lay down an event without ever waiting for a slow reader."""
        try:
            self._waiting.put_nowait(event)
        except queue.Full:
            self.overrun = True

    def wake(self) -> None:
        """Make `take` come back."""
        try:
            self._waiting.put_nowait(None)
        except queue.Full:
            self.overrun = True

    def take(self, seconds: float) -> Event | None:
        """Give the next event, or None when none has come for so long."""
        try:
            return self._waiting.get(timeout=seconds)
        except queue.Empty:
            return None

    def start_over(self) -> None:
        """Forget what was laid down: the other end is told to fetch everything anew."""
        while not self._waiting.empty():
            self.take(0)
        self.overrun = False


class Hub:
    """The listeners of one process and the thread that reads for them."""

    def __init__(self, app: Flask, *, most: int) -> None:
        self.most = most
        self.closed = False
        self.serves: Callable[[], bool] = lambda: True
        """Whether the server goes on; one that is being stopped does not wait for its streams."""
        self._app = app
        self._listeners: list[Listener] = []
        self._changed = threading.Condition()
        self._position: Position | None = None
        """None while nobody listens: where to begin is read when somebody comes."""
        self._reader: threading.Thread | None = None

    def listen(self, topic: str, person: int) -> Listener | None:
        """Let a person listen from now on; None when all places are taken. In an app context."""
        newest = head(db.session())
        with self._changed:
            own = sum(1 for listener in self._listeners if listener.person == person)
            if self.closed or len(self._listeners) >= self.most or own >= MOST_OF_ONE:
                return None
            listener = Listener(topic, person)
            self._listeners.append(listener)
            self._position = self._position or newest
            if self._reader is None:
                # Not before somebody listens: a thread does not survive the fork of a server.
                self._reader = threading.Thread(target=self._read, name="live", daemon=True)
                self._reader.start()
            self._changed.notify_all()
            return listener

    def leave(self, listener: Listener) -> None:
        """Give the place back."""
        with self._changed:
            if listener in self._listeners:
                self._listeners.remove(listener)

    @property
    def count(self) -> int:
        """How many listen."""
        with self._changed:
            return len(self._listeners)

    def close(self) -> None:
        """End all streams and the reader."""
        with self._changed:
            self.closed = True
            for listener in self._listeners:
                listener.wake()
            self._changed.notify_all()

    def join(self) -> None:
        """Wait until the reader has put its database connection away."""
        if self._reader is not None:
            self._reader.join()

    def _read(self) -> None:
        while (position := self._next_position()) is not None:
            pause = LOOK_EVERY
            if not self.serves():
                self.close()
                return
            try:
                with self._app.app_context():
                    self._tell(events_after(db.session(), position))
            except Exception:
                # The thread outlives a database restart; whoever listens still asks by itself.
                log.exception("live events could not be read; trying again")
                pause = LOOK_AFTER_ERROR
            time.sleep(pause)

    def _next_position(self) -> Position | None:
        """Sleep until somebody listens; None when the hub is closed."""
        with self._changed:
            while not self.closed and not self._listeners:
                self._position = None
                self._changed.wait()
            return None if self.closed else self._position

    def _tell(self, events: Iterable[Event]) -> None:
        with self._changed:
            for event in events:
                self._position = event.position
                for listener in self._listeners:
                    if listener.topic == event.topic:
                        listener.offer(event)


def init_app(app: Flask, *, threads: int) -> None:
    """Give the app its hub. Three quarters of the threads stay free for everything else."""
    app.extensions["live"] = Hub(app, most=max(1, threads // 4))


def hub_of() -> Hub:
    """Give the hub of the running app."""
    hub: Hub = current_app.extensions["live"]
    return hub
