"""A hall under load: a PostgreSQL of its own, real servers, members who save without pause."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import upgrade

from quizapp.extensions import db
from quizapp.models import Member
from tests.conftest import keep, make_app, make_people
from tests.factories.exams import make_published, right_answers
from tests.factories.people import JOINED
from tests.faults.load import Findings, Load, compare
from tests.faults.postgres import Cluster
from tests.faults.proxy import Proxy
from tests.faults.serving import Browser, Server, Taker, cookie_of, free_port

NAME = "hall"


@dataclass
class Hall:
    """Everything the faults can strike, and who is struck."""

    app: Flask
    cluster: Cluster
    exam_id: int
    members: list[int]
    options: dict[int, list[list[str]]]
    servers: list[Server] = field(default_factory=list)
    _taken: int = 0

    def takers(self, count: int, *, ways: Sequence[tuple[str, int]]) -> list[Taker]:
        """So many members who have not begun yet begin, each with a browser of its own."""
        chosen = self.members[self._taken : self._taken + count]
        assert len(chosen) == count, "the hall is full"
        self._taken += count
        made = []
        for place, member in enumerate(chosen):
            host, port = ways[place % len(ways)]
            browser = Browser(port, cookie_of(self.app, member), host=host)
            made.append(Taker(browser, self.exam_id))
            made[-1].begin()
        return made

    @contextmanager
    def load(
        self, count: int = 8, *, ways: Sequence[tuple[str, int]] = (), timeout: float = 10
    ) -> Iterator[Load]:
        """Members save until the block ends; whatever was wrong is raised then."""
        ways = ways or [(one.host, one.port) for one in self.servers]
        made = Load(self.takers(count, ways=ways), self.options, timeout, ways)
        made.start()
        try:
            yield made
        finally:
            made.stop()

    def findings(self, load: Load) -> Findings:
        """The ledgers of a load that holds still, against the table."""
        with self.cluster.connect(NAME) as connection:
            return compare(load.ledgers, connection)

    def end_soon(self, load: Load, *, seconds: float) -> None:
        """Move the end of the first half's time to so many seconds from now, grace included."""
        ids = [one.attempt for one in load.ledgers[: len(load.ledgers) // 2]]
        with self.cluster.connect(NAME) as connection:
            connection.execute(
                "UPDATE attempt SET accept_until = clock_timestamp() + %(in)s,"
                " deadline_at = clock_timestamp() + %(in)s - interval '15 s',"
                " started_at = clock_timestamp() - interval '1 hour' WHERE id = ANY(%(ids)s)",
                {"in": timedelta(seconds=seconds), "ids": ids},
            )


@contextmanager
def open_hall(cluster: Cluster, *, members: int, **values: Any) -> Iterator[Hall]:
    """A migrated database with a published test on a cluster that runs; no server yet."""
    folder = Path(tempfile.mkdtemp(prefix="quizapp-hall-"))
    with cluster.connect() as connection:
        connection.execute(f'CREATE DATABASE "{NAME}"')
    app = make_app(cluster.url(NAME), folder)
    keep(app)
    with app.app_context():
        upgrade()
        people = make_people()
        made = [
            Member(
                sign_in_name=f"taker{number}",
                name=f"taker{number}",
                unit_id=people.branch,
                created_at=JOINED,
            )
            for number in range(members)
        ]
        db.session.add_all(made)
        db.session.commit()
        exam = make_published(people.root, made, **values)
        options = {number: [keys, []] for number, keys in right_answers(exam).items()}
        ids, exam_id = [member.id for member in made], exam.id
        db.session.remove()
        db.engine.dispose()
    hall = Hall(app, cluster, exam_id, ids, options)
    try:
        yield hall
    finally:
        for server in hall.servers:
            server.close()
        with app.app_context():
            db.engine.dispose()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def cluster_in(folder: Path, **values: Any) -> Iterator[Cluster]:
    """A running cluster in the folder, gone afterwards."""
    cluster = Cluster(folder, **values)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.close()


@contextmanager
def hall_with_server(*, members: int, workers: int = 2, **values: Any) -> Iterator[Hall]:
    """A hall on the loopback with one server of several workers."""
    folder = Path(tempfile.mkdtemp(prefix="quizapp-cluster-"))
    try:
        with cluster_in(folder / "pg") as cluster, open_hall(cluster, members=members) as hall:
            server = Server(
                hall.app,
                free_port(),
                cluster.url(NAME),
                workers,
                environment={"THREADS": "8"},
                **values,
            )
            hall.servers.append(server)
            server.start()
            yield hall
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def proxied(server: Server) -> Iterator[Proxy]:
    """A proxy before the server."""
    proxy = Proxy((server.host, server.port))
    try:
        yield proxy
    finally:
        proxy.close()
