"""A process that limits itself ends by its limits, and limits only get stricter."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(code: str) -> subprocess.CompletedProcess[str]:
    whole = f"from question_bank.limits import limit_self\n{code}"
    return subprocess.run(
        [sys.executable, "-c", whole], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_memory_ends_at_its_limit() -> None:
    result = run(
        "limit_self(seconds=20, megabytes=200)\n"
        "try:\n    bytes(400 * 1024 * 1024)\nexcept MemoryError:\n    print('full')"
    )
    assert result.stdout == "full\n"


def test_time_ends_at_its_limit() -> None:
    result = run("limit_self(seconds=1, megabytes=500)\nwhile True: pass")
    assert result.returncode == -signal.SIGXCPU


def test_limits_do_not_loosen() -> None:
    result = run(
        "import resource\n"
        "limit_self(seconds=5, megabytes=300)\nlimit_self(seconds=50, megabytes=900)\n"
        "print(resource.getrlimit(resource.RLIMIT_CPU)[0], resource.getrlimit(resource.RLIMIT_AS)[1] >> 20)"
    )
    assert result.stdout == "6 300\n"
