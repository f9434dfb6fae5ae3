"""A real server in its own process, and members who take a test over HTTP."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from flask import Flask

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Server:
    """gunicorn as it is run for real, on a free port, on the test app's database."""

    app: Flask
    port: int
    database_url: str = ""
    """Empty for the database of the app."""
    processes: int = 1
    host: str = "127.0.0.1"
    through: tuple[str, ...] = ()
    """A command that runs another one, put before it."""
    entry: str = "wsgi:app"
    environment: dict[str, str] = field(default_factory=dict)
    _process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until the server says that it is ready."""
        settings = self.app.config["SETTINGS"]
        self._process = subprocess.Popen(
            [
                *self.through,
                *(sys.executable, "-m", "gunicorn", "--log-level", "error"),
                *("-c", str(ROOT / "deploy" / "gunicorn.conf.py")),
                *("--bind", f"{self.host}:{self.port}", self.entry),
            ],
            cwd=ROOT,
            env=os.environ
            | {
                "DATABASE_URL": self.database_url or settings.database_url,
                "SECRET_KEY": settings.secret_key,
                "INSTANCE_PATH": str(settings.instance),
                "LOOPBACK_HTTP": "1",
                "WEB_CONCURRENCY": str(self.processes),
            }
            | self.environment,
            stderr=subprocess.DEVNULL if self.database_url else None,
            start_new_session=True,
        )
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                if Browser(self.port, host=self.host).get("/readyz").status == 200:
                    return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the server did not come up")

    @property
    def pid(self) -> int:
        """Of the master."""
        assert self._process is not None
        return self._process.pid

    def workers(self) -> list[int]:
        """Process ids of the workers, oldest first."""
        listed = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text("ascii")
        return sorted(int(number) for number in listed.split())

    def kill(self) -> None:
        """SIGKILL for master and workers at once: nobody gets to finish anything."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def kill_worker(self) -> None:
        """SIGKILL for one worker; the master starts another."""
        victims = self.workers()
        if victims:
            os.kill(random.choice(victims), signal.SIGKILL)

    def roll(self) -> None:
        """Replace all workers, as a new version is rolled out."""
        assert self._process is not None
        os.kill(self._process.pid, signal.SIGHUP)

    def close(self) -> None:
        """Make sure nothing is left running."""
        if self._process is not None:
            self.kill()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    text: str
    location: str
    headers: dict[str, str]

    @property
    def value(self) -> Any:
        return json.loads(self.text)


@dataclass
class Browser:
    """As much of a browser as the server needs: cookies and the CSRF token."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    host: str = "127.0.0.1"

    def get(self, path: str, headers: dict[str, str] | None = None) -> Reply:
        return self._ask("GET", path, None, headers or {})

    def post(self, path: str, value: object) -> Reply:
        return self._ask(
            "POST",
            path,
            json.dumps(value),
            {"Content-Type": "application/json", "X-CSRFToken": self.token},
        )

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Reply:
        connection = HTTPConnection(self.host, self.port, timeout=15)
        try:
            jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            connection.request(method, path, body, headers | ({"Cookie": jar} if jar else {}))
            response = connection.getresponse()
            text = response.read().decode()
            for line in response.headers.get_all("Set-Cookie") or []:
                name, _, rest = line.partition("=")
                self.cookies[name] = rest.partition(";")[0]
            found = re.search(r'name="csrf_token" value="([^"]+)"', text)
            self.token = found[1] if found else self.token
            return Reply(
                response.status,
                text,
                response.headers.get("Location", ""),
                dict(response.headers.items()),
            )
        finally:
            connection.close()


@dataclass
class Taker:
    """A member taking the test with one device."""

    browser: Browser
    exam_id: int
    attempt: str = ""
    form: str = ""
    holder: int = 0
    sequence: int = 0

    def begin(self) -> None:
        """Read the rules, start, open the page."""
        assert self.browser.get(f"/exams/{self.exam_id}/start").status == 200
        started = self.browser.post(f"/exams/{self.exam_id}/attempts", {})
        assert started.status == 302, started.text
        self.attempt = started.location
        page = self.browser.get(self.attempt)
        assert page.status == 200, page.text
        found = re.search(r'data-form="([0-9a-f]{64})"', page.text)
        assert found
        self.form = found[1]
        held = self.browser.post(f"{self.attempt}/holder", {})
        assert held.status == 200, held.text
        self.holder, self.sequence = held.value["holder"], held.value["first_sequence"]

    def save(self, item: int, response: list[str], sequence: int) -> Reply:
        """Send one answer."""
        answer = {"item": item, "response": response, "sequence": sequence}
        return self.browser.post(
            f"{self.attempt}/answers",
            {"holder": self.holder, "form": self.form, "answers": [answer]},
        )

    def hand_in(self) -> Reply:
        """Hand in."""
        return self.browser.post(f"{self.attempt}/submission", {"claimed": []})


def cookie_of(app: Flask, member_id: int) -> dict[str, str]:
    """The session cookie of somebody who has signed in."""
    signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return {"session": signer.dumps({"_user_id": f"{member_id}.1.", "_fresh": True})}
