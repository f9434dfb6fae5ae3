"""The faults, one function each: strike a hall while its members save, and heal it again.

Each returns while the load goes on. A database that dies is healed only while the load holds
still and after the ledger was closed, so that no later save can hide what was lost.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Final

import psycopg

from tests.faults.halls import NAME, Hall, proxied
from tests.faults.load import Load
from tests.faults.proxy import Weather

Fault = Callable[[Hall, Load, float], None]


def workers_killed(hall: Hall, load: Load, seconds: float) -> None:
    """A worker is killed every two seconds."""
    until = time.monotonic() + max(seconds, 4)
    while time.monotonic() < until:
        began = time.monotonic()
        hall.servers[0].kill_worker()
        load.note_recovery(seconds=30)
        time.sleep(max(0, began + 2 - time.monotonic()))


def database_killed(hall: Hall, load: Load, seconds: float) -> None:
    """All of PostgreSQL dies at once, and is started again."""
    time.sleep(seconds)
    hall.cluster.kill()
    load.hold()
    began = time.monotonic()
    hall.cluster.start()
    load.recovery = time.monotonic() - began


def backend_killed(hall: Hall, load: Load, seconds: float) -> None:
    """One PostgreSQL process dies; the database recovers without anybody's help."""
    time.sleep(seconds)
    hall.cluster.kill_backend()
    load.note_recovery(seconds=60)
    hall.cluster.kill_backend()
    load.hold()
    hall.cluster.wait()


def database_restarted(hall: Hall, _load: Load, seconds: float) -> None:
    """An orderly restart in the middle of saves."""
    time.sleep(seconds / 2)
    hall.cluster.stop()
    hall.cluster.start()
    time.sleep(seconds / 2)


def database_paused(hall: Hall, _load: Load, seconds: float) -> None:
    """Connections stay open and nothing answers for a while."""
    hall.cluster.pause()
    time.sleep(seconds)
    hall.cluster.resume()


def out_of_connections(hall: Hall, _load: Load, seconds: float) -> None:
    """An outsider takes every connection there is, those of the servers too."""
    taken: list[psycopg.Connection] = []
    try:
        with hall.cluster.connect(NAME) as outsider:
            until = time.monotonic() + seconds
            while time.monotonic() < until:
                own = [one.info.backend_pid for one in taken]
                outsider.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = %s AND pid <> pg_backend_pid() AND NOT pid = ANY(%s)",
                    (NAME, own),
                )
                with suppress(psycopg.OperationalError):
                    for _ in range(100):
                        taken.append(hall.cluster.connect(NAME))
                time.sleep(0.2)
    finally:
        for connection in taken:
            connection.close()


def rolled_out(hall: Hall, _load: Load, seconds: float) -> None:
    """All workers are replaced twice, as when a new version comes."""
    for _ in range(2):
        hall.servers[0].roll()
        time.sleep(seconds)


FAULTS: Final[Mapping[str, Fault]] = {
    fault.__name__: fault
    for fault in (
        workers_killed,
        database_killed,
        backend_killed,
        database_restarted,
        database_paused,
        out_of_connections,
        rolled_out,
    )
}

WEATHERS: Final = tuple(weather for weather in Weather if weather is not Weather.FAIR)


def bad_network(hall: Hall, weather: Weather, *, takers: int, seconds: float) -> Load:
    """Members behind a network of that kind; gives the load when all could save again."""
    with (
        proxied(hall.servers[0]) as proxy,
        hall.load(takers, ways=[("127.0.0.1", proxy.port)]) as load,
    ):
        load.wait_for_all(seconds=30)
        proxy.weather = weather
        time.sleep(seconds)
        proxy.weather = Weather.FAIR
        load.wait_for_all(seconds=30)
        load.hold()
        assert proxy.struck, "the weather never struck"
    return load
