"""A PostgreSQL of its own that tests may pause, kill and start again."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests.databases import Databases


@dataclass
class Postgres:
    """The server of one set of databases, with all its processes."""

    databases: Databases = field(default_factory=Databases)

    def pause(self) -> None:
        """Stop every process where it stands: the server is there and says nothing."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let them go on."""
        self._signal(signal.SIGCONT)

    def crash(self) -> None:
        """SIGKILL for every process at once."""
        ids = self._processes()
        self._signal(signal.SIGKILL)
        until = time.monotonic() + 10
        while any(Path(f"/proc/{number}").exists() and _runs(number) for number in ids):
            assert time.monotonic() < until, "the server did not die"
            time.sleep(0.02)

    def start(self) -> None:
        """Start again after a crash; ready when this returns."""
        self.databases.server.ensure_postgres_running()

    def connect(self, url: str) -> psycopg.Connection[tuple[object, ...]]:
        """Connect as an outsider, beside the app."""
        return psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True)

    def _processes(self) -> list[int]:
        file = Path(self.databases.server.pgdata) / "postmaster.pid"
        main = int(file.read_text("ascii").splitlines()[0])
        children = Path(f"/proc/{main}/task/{main}/children").read_text("ascii").split()
        return [main, *(int(child) for child in children)]

    def _signal(self, number: signal.Signals) -> None:
        for process in self._processes():
            try:
                os.kill(process, number)
            except ProcessLookupError:
                continue  # a connection that has just ended


def _runs(process: int) -> bool:
    state = Path(f"/proc/{process}/stat")
    try:
        return state.read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
