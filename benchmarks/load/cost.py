"""What a server costs: processor time and memory of a process and all its descendants."""

from __future__ import annotations

from collections.abc import Iterable

import psutil


def processor_seconds(roots: Iterable[int]) -> float:
    """Give user and system seconds of the trees, those of children that have ended included."""
    total = 0.0
    for process in _trees(roots):
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system + times.children_user + times.children_system
    return total


def memory_mib(roots: Iterable[int]) -> float:
    """Give the memory of the trees in MiB, shared pages counted once (proportional set size)."""
    total = 0
    for process in _trees(roots):
        try:
            total += process.memory_full_info().pss
        except psutil.NoSuchProcess:
            continue
    return total / 2**20


def _trees(roots: Iterable[int]) -> list[psutil.Process]:
    found: dict[int, psutil.Process] = {}
    for pid in roots:
        try:
            root = psutil.Process(pid)
            family = [root, *root.children(recursive=True)]
        except psutil.NoSuchProcess:
            continue
        found |= {process.pid: process for process in family}
    return list(found.values())
