"""An attempt nobody can lose, by thousands of random lives on both databases.

`INVARIANT_EXAMPLES` sets how many lives of STEPS steps each are lived on either database; a
failure prints the shortest life that shows it.
"""

from __future__ import annotations

import os
import time

from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.invariants.machine import Attempts
from tests.invariants.world import World

STEPS = 60
EXAMPLES = int(os.environ.get("INVARIANT_EXAMPLES", "40"))

MUST_BE_SEEN = {
    *(("save", end) for end in ("ok", "taken_over", "session_ended", "no_such_attempt")),
    *(("start", end) for end in ("new", "not_open_yet")),
    ("take over", "ok"),
    ("hand in", "ok"),
    ("crash", "crash"),
}


def test_whatever_happens_the_database_is_what_the_model_says(live_app: Flask) -> None:
    world = World(live_app)
    machine = type("Lives", (Attempts,), {"world": world})
    began = time.monotonic()
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            # The same lives at each run of the suite; more and others by `make invariants`.
            derandomize="INVARIANT_EXAMPLES" not in os.environ,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
    print(f"{world.steps} steps in {time.monotonic() - began:.0f} s")  # noqa: T201
    missing = MUST_BE_SEEN - set(world.seen)
    assert not missing, f"the lives never came to {sorted(missing)}: {sorted(world.seen.items())}"
    assert world.steps >= EXAMPLES * STEPS * 3 // 4, "the lives were cut short"
