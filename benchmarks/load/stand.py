"""The stand: a PostgreSQL of its own, and gunicorn with the product or the floor on free ports.

Everything lives in one temporary folder and ends with the `with` block.
"""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Final

import psutil

from tests.faults.serving import free_port

ROOT: Final = Path(__file__).resolve().parents[2]
KEY: Final = secrets.token_urlsafe(48)
STARTS_WITHIN: Final = 60.0
"""Seconds."""


@dataclass
class Served:
    """A running server: its port and the process all others descend from."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def workers(self) -> list[int]:
        """Process ids of the workers."""
        return [child.pid for child in psutil.Process(self.process.pid).children()]

    def stop(self) -> None:
        """End master and workers."""
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def serve_product(database: str, folder: Path, *, workers: int, threads: int) -> Served:
    """Serve the product as the README says for a real installation, on loopback without TLS."""
    return _serve(
        ["-c", str(ROOT / "deploy" / "gunicorn.conf.py"), "wsgi:app"],
        {
            "DATABASE_URL": database,
            "SECRET_KEY": KEY,
            "INSTANCE_PATH": str(folder),
            "LOOPBACK_HTTP": "1",
            "WEB_CONCURRENCY": str(workers),
            "THREADS": str(threads),
        },
    )


def serve_floor(database: str, paper: Path, *, workers: int, threads: int) -> Served:
    """Serve the floor on the same server with as many workers and threads."""
    return _serve(
        [
            *("--worker-class", "gthread", "--workers", str(workers)),
            *("--threads", str(threads), "--keep-alive", "15", "--no-control-socket"),
            "benchmarks.load.floor:app",
        ],
        {"FLOOR_DATABASE": database, "FLOOR_PAPER": str(paper), "FLOOR_POOL": str(threads)},
    )


def serve_as_make_run(folder: Path) -> Served:
    """Serve as `make run` does: SQLite in one process, sample data loaded."""
    port = free_port()
    command = [sys.executable, "-m", "quizapp.local", "--port", str(port)]
    return _started(command, port, {"INSTANCE_PATH": str(folder), "SECRET_KEY": KEY})


def _serve(arguments: list[str], environment: dict[str, str]) -> Served:
    port = free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", "--log-level", "error"),
        *("--bind", f"127.0.0.1:{port}", *arguments),
    ]
    return _started(command, port, environment)


def _started(command: list[str], port: int, environment: dict[str, str]) -> Served:
    said = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the server
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=said,
        start_new_session=True,
    )
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        if process.poll() is not None:
            said.seek(0)
            raise RuntimeError(f"the server ended while starting: {said.read()[-2000:].decode()}")
        if _answers(port):
            return Served(port, process)
        time.sleep(0.05)
    process.kill()
    raise RuntimeError("the server did not come up")


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
