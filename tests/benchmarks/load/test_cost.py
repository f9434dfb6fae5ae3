"""Processor time is that of the whole tree, ended children included."""

from __future__ import annotations

import os
import subprocess
import sys

from benchmarks.load.cost import memory_mib, processor_seconds

BURN = "import time\nwhile time.process_time() < 0.3: pass"


def test_work_of_an_ended_child_is_counted() -> None:
    before = processor_seconds([os.getpid()])
    subprocess.run([sys.executable, "-c", BURN], check=True)
    assert processor_seconds([os.getpid()]) - before >= 0.25


def test_a_process_that_is_gone_costs_nothing() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    assert processor_seconds([child.pid]) == 0 and memory_mib([child.pid]) == 0


def test_memory_is_more_than_nothing() -> None:
    assert memory_mib([os.getpid()]) > 5
