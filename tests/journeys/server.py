"""A real server under a journey: gunicorn with the sample data, that can be killed and started again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.faults.serving import free_port

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent


@dataclass
class Server:
    """Quizapp on its own port, with its own folder and database."""

    instance: Path
    database_url: str
    port: int = 0
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.port = self.port or free_port()

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """What the server said."""
        return self.instance / "server.log"

    def prepare(self) -> None:
        """Migrate the empty database and load the sample."""
        for command in (("db", "upgrade"), ("sample", "load")):
            done = subprocess.run(
                [str(BIN / "flask"), "--app", "wsgi", *command],
                cwd=ROOT,
                env=self._environment(),
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stdout + done.stderr

    def start(self) -> None:
        """Start, and wait until the health check answers."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [
                    str(BIN / "gunicorn"),
                    "--config=deploy/gunicorn.conf.py",
                    f"--bind=127.0.0.1:{self.port}",
                    "wsgi:app",
                ],
                cwd=ROOT,
                env=self._environment(),
                stdout=log,
                stderr=log,
                # A group of its own, so that one signal reaches the server and its workers.
                start_new_session=True,
            )
        wait_for_health(self.address, self._process)

    def kill(self) -> None:
        """End master and workers at once, with no chance to finish anything."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to go."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        os.killpg(self._process.pid, how)
        self._process.wait(30)
        self._process = None

    def _environment(self) -> dict[str, str]:
        inherited = {
            name: os.environ[name]
            for name in ("PATH", "HOME", "LANG", "TMPDIR")
            if name in os.environ
        }
        return inherited | {
            "INSTANCE_PATH": str(self.instance),
            "DATABASE_URL": self.database_url,
            "LOOPBACK_HTTP": "1",
            "SAMPLE_MODE": "1",
        }


def sqlite_url(instance: Path) -> str:
    """The address of the file that an instance folder holds."""
    return f"sqlite:///{instance / 'quizapp.sqlite3'}"


def copy_of(template: Path, instance: Path) -> Server:
    """A server on a copy of a prepared folder; nobody may be using the original."""
    shutil.copytree(template, instance, dirs_exist_ok=True)
    return Server(instance, sqlite_url(instance))


def wait_for_health(address: str, process: subprocess.Popen[bytes], *, seconds: float = 60) -> None:
    """Return when /health answers 200; fail when the process ends before or time is over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert process.poll() is None, "the server ended while it was starting"
        try:
            with urlopen(f"{address}/health", timeout=5) as answer:  # noqa: S310
                assert answer.status == 200
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"no answer from {address}/health within {seconds} s")
