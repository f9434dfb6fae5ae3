"""A disk that fills up and is freed: saves fail loudly, and what was confirmed stays."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade

from quizapp.extensions import db
from quizapp.models import Answer, ScoreSheet
from tests.conftest import make_app, make_people
from tests.factories.exams import make_published, right_answers
from tests.faults.halls import NAME, cluster_in, open_hall
from tests.faults.serving import Browser, Reply, Server, Taker, cookie_of, free_port

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


def test_a_full_disk_under_sqlite_stores_nothing_halfway_and_loses_nothing(
    small_disk: Path, tmp_path: Path
) -> None:
    app = make_app(f"sqlite:///{small_disk / 'quizapp.sqlite3'}", tmp_path)
    with app.app_context():
        upgrade()
        people = make_people()
        exam = make_published(people.root, [people.member])
        right, exam_id, cookies = right_answers(exam), exam.id, cookie_of(app, people.member.id)
        db.session.remove()
        db.engine.dispose()
    server = Server(app, free_port())
    saved: dict[int, int] = {}
    ballast = small_disk / "ballast"
    try:
        server.start()
        taker = Taker(Browser(server.port, cookies), exam_id)
        taker.begin()
        numbers = count(taker.sequence)

        def save() -> Reply:
            number = next(numbers)
            item = number % len(right) + 1
            reply = taker.save(item, right[item], number)
            if reply.status == 200:
                saved[item] = number
            return reply

        assert {save().status for _ in right} == {200}
        fill(ballast)
        refused = next(reply for _ in range(2000) if (reply := save()).status != 200)
        for reply in (refused, *(save() for _ in range(20)), taker.hand_in()):
            assert (reply.status, reply.value["code"]) == (503, "database_full"), reply.text
            assert set(reply.value) == {"code", "message"} and "没有存上" in reply.value["message"]
            assert int(reply.headers["Retry-After"]) > 0
        # What is only read goes on, and shows what was confirmed.
        assert taker.browser.get(taker.attempt).status == 200
        assert taker.browser.get("/healthz").status == 200
        assert stored(app) == saved
        server.kill()
        server.start()
        assert stored(app) == saved
        ballast.unlink()
        assert {save().status for _ in right} == {200}
        assert stored(app) == saved
        assert taker.hand_in().status == 200
    finally:
        server.close()
    with app.app_context():
        assert db.session.execute(db.select(ScoreSheet.total)).scalar_one() == 10000
        assert db.session.execute(db.text("PRAGMA integrity_check")).scalar_one() == "ok"


def stored(app: Flask) -> dict[int, int]:
    """The number of the answer that the file has for each item."""
    with app.app_context():
        rows = db.session.execute(db.select(Answer.item_number, Answer.sequence)).tuples().all()
        db.session.remove()
        db.engine.dispose()
    return dict(rows)


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
