"""A small TCP proxy between page and server that can be as bad as a hall's Wi-Fi."""

from __future__ import annotations

import random
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum


class Weather(StrEnum):
    """What the network is like. Each but FAIR strikes a third of what passes."""

    FAIR = "fair"
    REPLIES_DROPPED = "replies dropped"
    """The request arrives and is carried out; the page never hears of it."""
    REPLIES_CUT = "replies cut"
    """Ends in the middle of the reply."""
    REQUESTS_CUT = "requests cut"
    """Ends in the middle of the request."""
    DELAYS = "delays"
    """Up to half a second either way."""
    TRICKLE = "trickle"
    """A few bytes at a time."""
    DOWN = "down"
    """Nobody gets through."""


@dataclass
class Proxy:
    """Listens on a free port of the loopback and passes on to the target."""

    target: tuple[str, int]
    weather: Weather = Weather.FAIR
    struck: int = 0
    """How often the weather has struck."""
    _random: random.Random = field(default_factory=lambda: random.Random(4))

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        # A thread that waits in accept() keeps the port until it is woken.
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                page, _ = self._listener.accept()
            except OSError:
                return
            if self.weather is Weather.DOWN:
                self.struck += 1
                page.close()
                continue
            try:
                server = socket.create_connection(self.target, timeout=10)
                server.settimeout(None)
            except OSError:
                page.close()
                continue
            for source, sink, is_reply in ((page, server, False), (server, page, True)):
                threading.Thread(
                    target=self._pass_on, args=(source, sink, is_reply), daemon=True
                ).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket, is_reply: bool) -> None:
        try:
            while chunk := source.recv(65536):
                if not self._pass(chunk, sink, is_reply):
                    break
        except OSError:
            pass
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        source.close()

    def _pass(self, chunk: bytes, sink: socket.socket, is_reply: bool) -> bool:
        """Pass a chunk on; False ends the connection."""
        if self.weather is Weather.FAIR or self._random.random() > 1 / 3:
            sink.sendall(chunk)
            return True
        match self.weather, is_reply:
            case Weather.REPLIES_DROPPED, True:
                self.struck += 1
                return False
            case (Weather.REPLIES_CUT, True) | (Weather.REQUESTS_CUT, False):
                self.struck += 1
                sink.sendall(chunk[: len(chunk) // 2])
                return False
            case Weather.DELAYS, _:
                self.struck += 1
                time.sleep(self._random.random() / 2)
            case Weather.TRICKLE, _:
                self.struck += 1
                for place in range(0, min(len(chunk), 600), 30):
                    sink.sendall(chunk[place : place + 30])
                    time.sleep(0.01)
                chunk = chunk[600:]
            case Weather.DOWN, _:
                self.struck += 1
                return False
        sink.sendall(chunk)
        return True
