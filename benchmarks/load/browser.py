"""As much of a browser as a server needs: one kept connection, cookies, the CSRF token, redirects.

Own code rather than a client library, because the load driver shares the cores with what it
measures: a request costs it about a tenth of a millisecond.
"""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

_TOKEN: Final = re.compile(rb'name="csrf_token" value="([^"]+)"')
_REDIRECTS: Final = (301, 302, 303)


class UnexpectedReply(Exception):
    """The server answered something else than the step of a test calls for."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back for one request."""

    status: int
    headers: dict[str, str]
    """Names in small letters; of several with one name the last."""
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def value(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass
class Browser:
    """One person's browser. Loopback only; not for two requests at once."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    timeout: float = 60.0
    """Seconds for one request."""
    received: int = 0
    """Bytes that came back, headers included."""
    sent: int = 0
    requests: int = 0
    _reader: asyncio.StreamReader | None = None
    _writer: asyncio.StreamWriter | None = None

    async def connect(self) -> None:
        """Open the connection ahead of the first request."""
        if self._reader is not None and self._reader.at_eof():
            self.close()  # the server has ended a connection that was idle for too long
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection(
                "127.0.0.1", self.port, limit=1 << 20
            )

    def close(self) -> None:
        """Drop the connection; the next request opens another."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None

    async def get(self, path: str) -> Reply:
        """Ask for a page, following redirects."""
        return await self._follow(await self._ask("GET", path, b"", {}))

    async def post_form(self, path: str, fields: list[tuple[str, str]]) -> Reply:
        """Send a form with the token of the last page, following redirects."""
        body = urlencode([("csrf_token", self.token), *fields]).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return await self._follow(await self._ask("POST", path, body, kind))

    async def post_json(self, path: str, value: object) -> Reply:
        """Send JSON as the script of a page does."""
        headers = {"Content-Type": "application/json", "X-CSRFToken": self.token}
        return await self._ask("POST", path, json.dumps(value).encode(), headers)

    async def _follow(self, reply: Reply) -> Reply:
        while reply.status in _REDIRECTS:
            reply = await self._ask("GET", reply.headers["location"], b"", {})
        return reply

    async def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Reply:
        try:
            return await asyncio.wait_for(self._exchange(method, path, body, headers), self.timeout)
        except (OSError, EOFError, TimeoutError):
            self.close()
            raise

    async def _exchange(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> Reply:
        await self.connect()
        assert self._reader is not None and self._writer is not None
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            f"Content-Length: {len(body)}",
            *(f"{name}: {value}" for name, value in headers.items()),
            *([f"Cookie: {jar}"] if jar else []),
        ]
        message = "\r\n".join(lines).encode() + b"\r\n\r\n" + body
        self._writer.write(message)
        self.sent += len(message)
        self.requests += 1
        head = await self._reader.readuntil(b"\r\n\r\n")
        reply = self._read_head(head)
        content = await self._reader.readexactly(int(reply.headers["content-length"]))
        self.received += len(head) + len(content)
        if reply.headers.get("connection", "").lower() == "close":
            self.close()
        found = _TOKEN.search(content)
        if found:
            self.token = found[1].decode()
        return Reply(reply.status, reply.headers, content)

    def _read_head(self, head: bytes) -> Reply:
        first, *rest = head.decode("latin-1").split("\r\n")
        headers: dict[str, str] = {}
        for line in rest:
            name, _, value = line.partition(": ")
            headers[name.lower()] = value
            if name.lower() == "set-cookie":
                cookie, _, kept = value.partition("=")
                self.cookies[cookie] = kept.partition(";")[0]
        return Reply(int(first.split(" ")[1]), headers, b"")
