"""The ledger sees losses where there are some: else the runs that find none would say nothing."""

from __future__ import annotations

import time

import pytest

from tests.faults.halls import hall_with_server
from tests.faults.load import Findings, Ledger, compare

pytestmark = pytest.mark.xdist_group("faults")

KILLS = 4


def test_commits_confirmed_too_early_are_seen_to_be_lost() -> None:
    found: list[Findings] = []
    with hall_with_server(members=8 * KILLS, entry="tests.faults.asynchronous:app") as hall:
        for _ in range(KILLS):
            with hall.load(8) as load:
                load.wait_for_all(seconds=30)
                time.sleep(1)
                hall.cluster.kill()
                load.hold()
                hall.cluster.start()
                found.append(hall.findings(load))
            if found[-1].lost:
                break
    print("control:", *found, sep="\n  ")  # noqa: T201
    assert any(one.lost for one in found), "asynchronous commit lost nothing: is the ledger blind?"


class Rows:
    """A database with these rows, for the ledger to be held against."""

    def __init__(self, answers: list[tuple[int, int, int, list[str]]]) -> None:
        self._answers = answers

    def execute(self, query: str) -> Rows:
        self._query = query
        return self

    def fetchall(self) -> list[tuple[object, ...]]:
        return list(self._answers) if "FROM answer" in self._query else []

    def fetchone(self) -> tuple[int]:
        return (0,)


@pytest.mark.parametrize(
    ("stored", "lost", "changed"),
    [
        ([(1, 1, 5, ["a"])], 0, 0),
        ([(1, 1, 6, ["b"])], 0, 0),
        ([(1, 1, 4, ["a"])], 1, 0),
        ([], 1, 0),
        ([(1, 1, 5, ["b"])], 0, 1),
        ([(1, 1, 7, ["a"])], 0, 1),
    ],
)
def test_the_ledger_tells_lost_from_changed(
    stored: list[tuple[int, int, int, list[str]]], lost: int, changed: int
) -> None:
    ledger = Ledger(1)
    for sequence, response in ((4, ["a"]), (5, ["a"]), (6, ["b"])):
        ledger.note_sent(1, sequence, response)
    ledger.note_saved(1, 5)
    found = compare([ledger], Rows(stored))  # type: ignore[arg-type]
    assert (found.acknowledged, found.lost, found.changed) == (1, lost, changed)
