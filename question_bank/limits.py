"""Limits a process sets on itself before it reads a file from outside.

Owns the kinds of limits. A process that goes over them ends; nothing else is disturbed.
"""

from __future__ import annotations

import resource
from typing import Final

MEGABYTE: Final = 1024 * 1024


def limit_self(*, seconds: int, megabytes: int) -> None:
    """Allow this process so many seconds of processor time and so much address space from now on.

    Over the time the system ends it; over the space MemoryError is raised. A stricter limit that is
    already set stays.
    """
    _lower(resource.RLIMIT_CPU, seconds, slack=1)
    _lower(resource.RLIMIT_AS, megabytes * MEGABYTE, slack=0)


def _lower(kind: int, value: int, *, slack: int) -> None:
    _, hard = resource.getrlimit(kind)
    most = value + slack if hard == resource.RLIM_INFINITY else min(value + slack, hard)
    resource.setrlimit(kind, (min(value, most), most))
