"""Two app machines and the database, each in a network namespace of its own; one is cut off."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.faults.halls import NAME, cluster_in, open_hall
from tests.faults.serving import Server, free_port

pytestmark = pytest.mark.xdist_group("faults")

SECONDS = float(os.environ.get("FAULT_SECONDS", "2"))
IP = shutil.which("ip") or "/usr/sbin/ip"
PLACES = ("db", "app1", "app2")
LINKS = (
    # Each line is a cable: who is at its ends, and the net it makes.
    ("db", "app1", "10.213.1"),
    ("db", "app2", "10.213.2"),
    ("", "app1", "10.213.3"),
    ("", "app2", "10.213.4"),
    ("", "db", "10.213.5"),
)


@contextmanager
def network() -> Iterator[dict[str, str]]:
    """The namespaces with their cables; their full names. Skips aloud without the right to."""
    mark = f"q{os.getpid() % 10000}"
    names = {place: f"{mark}{place}" for place in PLACES}
    with ExitStack() as undo:
        for name in names.values():
            made = subprocess.run([IP, "netns", "add", name], check=False, capture_output=True)
            if made.returncode:
                pytest.skip("no right to make network namespaces: the partition was not tried")
            undo.callback(run, "netns", "delete", name)
            run("-n", name, "link", "set", "lo", "up")
        for number, (left, right, net) in enumerate(LINKS):
            ends = f"{mark}l{number}", f"{mark}r{number}"
            run("link", "add", ends[0], "type", "veth", "peer", "name", ends[1])
            if not left:
                undo.callback(subprocess.run, [IP, "link", "delete", ends[0]], check=False)
            for place, end, host in ((left, ends[0], 1), (right, ends[1], 2)):
                inside = ("-n", names[place]) if place else ()
                if place:
                    run("link", "set", end, "netns", names[place])
                run(*inside, "address", "add", f"{net}.{host}/24", "dev", end)
                run(*inside, "link", "set", end, "up")
        yield names


def run(*arguments: str) -> None:
    """The `ip` command."""
    subprocess.run([IP, *arguments], check=True, capture_output=True)


def test_a_machine_cut_off_from_the_database_loses_nothing() -> None:
    folder = Path(tempfile.mkdtemp(prefix="quizapp-partition-"))
    with ExitStack() as undo:
        undo.callback(shutil.rmtree, folder, ignore_errors=True)
        names = undo.enter_context(network())
        # All of the database's addresses; who asks from outside takes the fifth cable.
        cluster = undo.enter_context(
            cluster_in(
                folder / "pg",
                host="10.213.5.2",
                listen="*",
                through=(IP, "netns", "exec", names["db"]),
            )
        )
        hall = undo.enter_context(open_hall(cluster, members=12))
        for place, cable in (("app1", 1), ("app2", 2)):
            server = Server(
                hall.app,
                free_port(),
                f"postgresql+psycopg://postgres@10.213.{cable}.1:{cluster.port}/{NAME}",
                host=f"10.213.{cable + 2}.2",
                through=(IP, "netns", "exec", names[place]),
                environment={"THREADS": "8"},
            )
            hall.servers.append(server)
            server.start()
        # Who waits for longer tries the other machine; what was stuck may still arrive later.
        with hall.load(8, timeout=1.5 * SECONDS) as load:
            load.wait_for_all(seconds=30)
            cable = f"q{os.getpid() % 10000}l1"
            run("-n", names["db"], "link", "set", cable, "down")
            time.sleep(2 * SECONDS)
            load.note_recovery(seconds=30)  # all of them by the machine that is left
            run("-n", names["db"], "link", "set", cable, "up")
            waited = load.wait_for_all(seconds=60)
            load.hold()
            found = hall.findings(load)
        print(f"partition: {found}; back {waited:.1f} s after healing; {dict(load.errors)}")  # noqa: T201
        assert (found.lost, found.changed, found.late) == (0, 0, 0), found
        assert load.errors, "the partition struck nobody"
