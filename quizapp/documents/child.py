"""Work on files in a child process, so that a hostile or huge file cannot take the web process along.

Owns starting, feeding and stopping the child. Knows nothing of what is in the files. The child gets none of the
app's environment: no database address, no secret key.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]

AT_ONCE: Final = 2
"""Children that may work at the same moment: each may take much memory."""

_slots: Final = threading.BoundedSemaphore(AT_ONCE)


class ChildTooSlow(Exception):
    """The child was stopped because its time was over."""


class NoFreeChild(Exception):
    """Other files are being worked on and none was finished in time."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the child ended. `status` is negative when a signal ended it."""

    status: int
    out: bytes
    err: bytes


def run_module(module: str, arguments: Sequence[str], *, data: bytes, seconds: float) -> Outcome:
    """Run `python -m module` on the data and wait for its end, at most so many seconds.

    Raises ChildTooSlow when the time was over, NoFreeChild when all slots stayed taken as long.
    """
    if not _slots.acquire(timeout=seconds):
        raise NoFreeChild
    try:
        return _run([sys.executable, "-m", module, *arguments], data, seconds)
    finally:
        _slots.release()


def _run(command: list[str], data: bytes, seconds: float) -> Outcome:
    # A session of its own, so that grandchildren end with it.
    with subprocess.Popen(  # noqa: S603 - our own module, no shell
        command,
        cwd=ROOT,
        env={"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONHASHSEED": "0"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            out, err = process.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired as late:
            raise ChildTooSlow from late
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.communicate()
        return Outcome(process.returncode, out, err)
