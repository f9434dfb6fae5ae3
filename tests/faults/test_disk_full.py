"""A disk that fills up and is freed: saves fail loudly, and what was confirmed stays."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.halls import NAME, cluster_in, open_hall
from tests.faults.serving import Server, free_port

pytestmark = pytest.mark.xdist_group("faults")

TAKERS = 4
MOUNT, UNMOUNT = shutil.which("mount") or "", shutil.which("umount") or ""


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of 160 MB in memory."""
    if not MOUNT or not UNMOUNT:
        pytest.skip("no mount here: the full disk was not tried")
    folder = Path(tempfile.mkdtemp(prefix="quizapp-disk-"))
    folder.chmod(0o755)
    mounted = subprocess.run(
        [MOUNT, "-t", "tmpfs", "-o", "size=160m,mode=755", "tmpfs", str(folder)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        folder.rmdir()
        pytest.skip("no right to mount a small disk: the full disk was not tried")
    try:
        yield folder
    finally:
        subprocess.run([UNMOUNT, "-l", str(folder)], check=True)
        shutil.rmtree(folder, ignore_errors=True)


def test_a_full_disk_loses_nothing(small_disk: Path) -> None:
    with (
        cluster_in(small_disk / "pg", segment_megabytes=1) as cluster,
        open_hall(cluster, members=TAKERS) as hall,
    ):
        server = Server(hall.app, free_port(), cluster.url(NAME), 2, environment={"THREADS": "8"})
        hall.servers.append(server)
        server.start()
        with hall.load(TAKERS) as load:
            load.wait_for_all(seconds=30)
            ballast = small_disk / "ballast"
            fill(ballast)
            before = sum(load.errors.values())
            until = time.monotonic() + 40
            while sum(load.errors.values()) == before and time.monotonic() < until:
                time.sleep(0.1)
            assert sum(load.errors.values()) > before, "the disk never was full"
            load.hold()
            ballast.unlink()
            if not cluster.is_running:
                cluster.start()  # as a service manager would
            cluster.wait()
            found = hall.findings(load)
            assert (found.lost, found.changed, found.late) == (0, 0, 0), found
            load.go_on()
            waited = load.wait_for_all(seconds=60)
            load.hold()
            found = hall.findings(load)
    print(f"disk full: {found}; back after {waited:.1f} s; {dict(load.errors)}")  # noqa: T201
    assert (found.lost, found.changed, found.late) == (0, 0, 0), found


def fill(file: Path) -> None:
    """Write until the disk has no room left."""
    block = bytes(1 << 20)
    with file.open("wb", buffering=0) as out:
        for size in (len(block), 4096):
            try:
                while out.write(block[:size]):
                    os.fsync(out.fileno())
            except OSError:
                continue
