"""How long the database may take for the work at hand: short for members, long for everything else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Patience:
    """Limits in milliseconds. The database itself ends what takes longer."""

    statement: int
    """One statement, waiting for locks included."""
    lock: int
    """Waiting for one lock."""
    idle: int
    """A transaction whose app computes, or has gone: its locks are set free after that."""

    @property
    def answer_seconds(self) -> float:
        """After that the app itself gives up: a paused or cut-off database ends nothing."""
        return self.statement / 1000 + 2


SHORT: Final = Patience(statement=4_000, lock=2_000, idle=10_000)
"""What a member waits for: then the page may try again, rather than the hall pile up."""
LONG: Final = Patience(statement=30_000, lock=5_000, idle=60_000)
"""Reports, imports, publication, commands, the sweeper."""

_current: Final[ContextVar[Patience]] = ContextVar("patience", default=LONG)


def current() -> Patience:
    """Give the patience of the work at hand; LONG where nothing was said."""
    return _current.get()


@contextmanager
def having(patience: Patience) -> Iterator[None]:
    """Do the work inside with this patience. Connections made elsewhere are not changed."""
    token = _current.set(patience)
    try:
        yield
    finally:
        _current.reset(token)
