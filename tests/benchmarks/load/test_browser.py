"""The browser of the load driver, directly and through the bad link."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

import pytest

from benchmarks.load.browser import Browser
from benchmarks.load.proxy import BadLink

PAGE = b'<input name="csrf_token" value="t0ken">'


class Site:
    """A server that remembers what it was sent."""

    def __init__(self) -> None:
        self.heads: list[str] = []
        self.connections = 0

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        while head := await self._head(reader):
            self.heads.append(head)
            if head.startswith("POST"):
                writer.write(b"HTTP/1.1 302 Found\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n")
            else:
                writer.write(
                    b"HTTP/1.1 200 OK\r\nSet-Cookie: session=s1; HttpOnly\r\n"
                    b"Content-Length: %d\r\n\r\n%s" % (len(PAGE), PAGE)
                )
            if "/bye" in head:
                break
        writer.close()

    async def _head(self, reader: asyncio.StreamReader) -> str:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
        except asyncio.IncompleteReadError:
            return ""
        length = int(head.lower().partition("content-length: ")[2].partition("\r\n")[0])
        return head + (await reader.readexactly(length)).decode()


def on_site(story: Callable[[Site, int], Awaitable[None]]) -> None:
    async def run() -> None:
        site = Site()
        server = await asyncio.start_server(site.talk, "127.0.0.1", 0)
        async with server:
            await story(site, server.sockets[0].getsockname()[1])
            await asyncio.sleep(0.05)  # the server sees that the browser has gone

    asyncio.run(run())


def test_keeps_connection_cookie_and_token_and_follows() -> None:
    async def story(site: Site, port: int) -> None:
        browser = Browser(port)
        assert (await browser.get("/page")).text == PAGE.decode()
        reply = await browser.post_form("/form", [("answer", "好 &")])
        assert reply.status == 200 and browser.requests == 3
        assert site.connections == 1
        assert "Cookie: session=s1" in site.heads[1]
        assert site.heads[1].endswith("csrf_token=t0ken&answer=%E5%A5%BD+%26")
        assert site.heads[2].startswith("GET /next ")
        browser.close()

    on_site(story)


def test_opens_another_connection_when_an_idle_one_was_ended() -> None:
    async def story(site: Site, port: int) -> None:
        browser = Browser(port)
        await browser.get("/bye")
        await asyncio.sleep(0.05)
        assert (await browser.get("/page")).status == 200
        assert site.connections == 2
        browser.close()

    on_site(story)


def test_the_bad_link_delays_and_counts() -> None:
    async def story(_site: Site, port: int) -> None:
        link = BadLink(port, delay=0.05, cut_share=0.0)
        await link.open()
        browser = Browser(link.port)
        began = time.monotonic()
        await browser.get("/page")
        assert time.monotonic() - began >= 0.2  # to connect, there, and back
        assert link.bytes_carried == browser.sent + browser.received
        browser.close()
        await link.close()

    on_site(story)


def test_the_bad_link_cuts_and_goes_down() -> None:
    async def story(_site: Site, port: int) -> None:
        cutting = BadLink(port, delay=0.0, cut_share=2.0)
        await cutting.open()
        unlucky = Browser(cutting.port, timeout=2)
        with pytest.raises((OSError, EOFError)):
            await unlucky.get("/page")
        assert cutting.cuts
        await cutting.close()
        link = BadLink(port, delay=0.0, cut_share=0.0)
        await link.open()
        browser = Browser(link.port, timeout=2)
        assert (await browser.get("/page")).status == 200
        down = asyncio.create_task(link.outage(0.2))
        await asyncio.sleep(0.05)
        with pytest.raises((OSError, EOFError)):
            await browser.get("/page")
        await down
        assert (await browser.get("/page")).status == 200
        browser.close()
        await link.close()

    on_site(story)
