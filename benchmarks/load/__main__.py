"""`python -m benchmarks.load`: the product under load beside a floor; `make bench`.

Starts its own PostgreSQL and servers on loopback, in a temporary folder; writes nothing else.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import resource
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import psycopg

from benchmarks.load import floor, scenarios, seeding, stand
from benchmarks.load.paired import Stage
from benchmarks.load.report import Line, table
from benchmarks.load.scenarios import ALL, Bench
from quizapp.app import create_app
from quizapp.settings import Settings
from tests.databases import Databases

THREADS = 8


def main() -> int:
    """Run the chosen scenarios and print the table; 1 when a goal is missed."""
    options = _parser().parse_args()
    logging.disable(logging.WARNING)
    # One open connection for each of the herd, in the driver and in the servers.
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 16384), hard))
    databases = Databases()
    with tempfile.TemporaryDirectory(prefix="quizapp-bench-") as name:
        try:
            lines = _run(
                databases, Path(name), options.names, workers=options.workers, full=options.full
            )
        finally:
            databases.close()
    print(table(lines))
    return 0 if all(line.reached for line in lines) else 1


def _run(
    databases: Databases, folder: Path, names: Sequence[str], *, workers: int, full: bool
) -> list[Line]:
    url = databases.new("postgresql")
    address = url.replace("+psycopg", "", 1)
    environment = {
        "DATABASE_URL": url,
        "SECRET_KEY": stand.KEY,
        "INSTANCE_PATH": str(folder),
        "LOOPBACK_HTTP": "1",
        "THREADS": str(THREADS),
    }
    app = create_app(Settings.from_environment(environment))
    members = seeding.prepare(app, members=scenarios.HERD).members
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(floor.TABLES)
    paper = folder / "paper.json"
    seeding.write_floor_paper(paper)
    product = stand.serve_product(url, folder, workers=workers, threads=THREADS)
    try:
        beside = stand.serve_floor(url, paper, workers=workers, threads=THREADS)
        try:
            stage = Stage(product, beside, databases.server.get_pid(), app)
            bench = Bench(stage, members, address, folder, full)
            return asyncio.run(_measure(bench, names or list(ALL)))
        finally:
            beside.stop()
    finally:
        product.stop()


async def _measure(bench: Bench, names: Sequence[str]) -> list[Line]:
    lines: list[Line] = []
    for name in names:
        print(f"{name} ...", file=sys.stderr, flush=True)
        lines += await ALL[name](bench)
    return lines


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=main.__doc__)
    parser.add_argument(
        "names", nargs="*", choices=[*ALL, []], metavar="scenario", help=", ".join(ALL)
    )
    parser.add_argument("--workers", type=int, default=2, help="server processes; 2 for two cores")
    parser.add_argument(
        "--full", action="store_true", help="as long as the goals say: some 20 minutes"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
