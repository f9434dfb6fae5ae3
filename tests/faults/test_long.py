"""All faults in turn until so many answers were acknowledged; `make faults` asks for a million."""

from __future__ import annotations

import itertools
import os
import random
import time
from collections import Counter

import pytest

from tests.faults.halls import hall_with_server
from tests.faults.proxy import Weather
from tests.faults.scenarios import FAULTS, WEATHERS, bad_network

WANTED = int(os.environ.get("FAULT_ACKNOWLEDGEMENTS", "0"))
MINUTES = float(os.environ.get("FAULT_MINUTES", "45"))
TAKERS = 16
ROUNDS = 400


@pytest.mark.skipif(not WANTED, reason="the long run under faults is asked for by `make faults`")
def test_faults_in_turn_lose_nothing() -> None:
    until = time.monotonic() + 60 * MINUTES
    told = lost = changed = late = 0
    struck: Counter[str] = Counter()
    chance = random.Random(1)
    with hall_with_server(members=TAKERS * ROUNDS) as hall:
        for round_number in itertools.count(1):
            name = chance.choice([*FAULTS, *WEATHERS])
            if name in FAULTS:
                with hall.load(TAKERS) as load:
                    load.wait_for_all(seconds=60)
                    time.sleep(5)
                    FAULTS[name](hall, load, chance.choice([2, 5, 10]))
                    load.hold()
                    found = hall.findings(load)
                    assert (found.lost, found.changed, found.late) == (0, 0, 0), (name, found)
                    load.go_on()
                    load.wait_for_all(seconds=60)
                    load.hold()
            else:
                load = bad_network(hall, Weather(name), takers=TAKERS, seconds=5)
            found = hall.findings(load)
            struck[name] += 1
            told, lost = told + found.acknowledged, lost + found.lost
            changed, late = changed + found.changed, late + found.late
            print(f"{round_number} {name}: {found}; {told} in all", flush=True)  # noqa: T201
            assert (found.lost, found.changed, found.late) == (0, 0, 0), (name, found)
            if told >= WANTED or round_number == ROUNDS or time.monotonic() > until:
                break
    print(f"{told} acknowledged, {lost} lost, {changed} changed, {late} late")  # noqa: T201
    print(f"faults: {dict(struck)}")  # noqa: T201
    assert told >= WANTED, f"time was over after {told} acknowledgements"
