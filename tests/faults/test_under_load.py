"""Each fault strikes while members save: nothing that was told as saved is lost, nothing is late."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.faults.halls import Hall, hall_with_server
from tests.faults.proxy import Weather
from tests.faults.scenarios import FAULTS, WEATHERS, bad_network

pytestmark = pytest.mark.xdist_group("faults")

SECONDS = float(os.environ.get("FAULT_SECONDS", "2"))
"""How long each fault lasts."""
TAKERS = 6
RECOVERY = {"workers_killed": 5.0, "database_killed": 15.0, "backend_killed": 15.0}
"""Seconds within which everybody can save again; a busy machine is given twice that."""


@pytest.fixture(scope="module")
def hall() -> Iterator[Hall]:
    with hall_with_server(members=TAKERS * (len(FAULTS) + len(WEATHERS))) as made:
        yield made


@pytest.mark.parametrize("name", FAULTS)
def test_nothing_is_lost(hall: Hall, name: str) -> None:
    with hall.load(TAKERS) as load:
        load.wait_for_all(seconds=30)
        hall.end_soon(load, seconds=SECONDS / 2)
        FAULTS[name](hall, load, SECONDS)
        load.hold()
        found = hall.findings(load)
        assert (found.lost, found.changed, found.late) == (0, 0, 0), found
        load.go_on()
        waited = load.recovery + load.wait_for_all(seconds=60)
        assert waited <= 2 * RECOVERY.get(name, 15.0), f"back only after {waited:.1f} s"
        load.hold()
        found = hall.findings(load)
    print(f"{name}: {found}; back after {waited:.1f} s; errors {dict(load.errors)}")  # noqa: T201
    assert (found.lost, found.changed, found.late) == (0, 0, 0), found
    assert sum(bool(one.refusal) for one in load.ledgers) >= TAKERS // 2, "time went on"


@pytest.mark.parametrize("weather", WEATHERS)
def test_a_bad_network_loses_nothing(hall: Hall, weather: Weather) -> None:
    load = bad_network(hall, weather, takers=TAKERS, seconds=SECONDS)
    found = hall.findings(load)
    print(f"{weather}: {found}; errors {dict(load.errors)}")  # noqa: T201
    assert (found.lost, found.changed, found.late) == (0, 0, 0), found
