"""A bad network between browser and server: delay, cut connections, outages. Loopback only."""

from __future__ import annotations

import asyncio
import contextlib
import random
from dataclasses import dataclass, field


@dataclass
class BadLink:
    """A TCP proxy that delays each piece, cuts some connections and can be switched off."""

    target: int
    """Port of the server."""
    delay: float = 0.2
    """Seconds one way."""
    cut_share: float = 0.02
    """Share of requests whose connection is cut, half of them after the server has answered."""
    chance: random.Random = field(default_factory=lambda: random.Random(1))
    port: int = 0
    bytes_carried: int = 0
    """Both ways."""
    cuts: int = 0
    down: bool = False
    _server: asyncio.Server | None = None
    _open: set[asyncio.StreamWriter] = field(default_factory=set)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def open(self) -> None:
        """Listen on a free port."""
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Stop listening, drop everything, and wait until all that is over."""
        if self._server is not None:
            self._server.close()
        self._drop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def outage(self, seconds: float) -> None:
        """Carry nothing for a while, as in a lift."""
        self.down = True
        self._drop()
        await asyncio.sleep(seconds)
        self.down = False

    def _drop(self) -> None:
        for writer in list(self._open):
            writer.close()

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._join(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.down:
            writer.close()
            return
        await asyncio.sleep(2 * self.delay)  # the connection itself takes a way there and back
        server_reader, server_writer = await asyncio.open_connection("127.0.0.1", self.target)
        self._open |= {writer, server_writer}
        with contextlib.suppress(OSError):
            await asyncio.gather(
                self._carry(reader, server_writer, writer),
                self._carry(server_reader, writer, server_writer),
            )
        for side in (writer, server_writer):
            side.close()
            self._open.discard(side)

    async def _carry(
        self,
        source: asyncio.StreamReader,
        sink: asyncio.StreamWriter,
        other: asyncio.StreamWriter,
    ) -> None:
        while piece := await source.read(1 << 16):
            await asyncio.sleep(self.delay)
            if self.chance.random() < self.cut_share / 2:
                self.cuts += 1
                break
            self.bytes_carried += len(piece)
            sink.write(piece)
            await sink.drain()
        sink.close()
        other.close()
