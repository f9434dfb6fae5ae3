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
from tests.invariants.model import GRACE, SECOND
from tests.invariants.world import World

STEPS = 60
EXAMPLES = int(os.environ.get("INVARIANT_EXAMPLES", "170"))

MUST_BE_SEEN = {
    *(("save", end) for end in ("ok", "taken_over", "session_ended", "no_such_attempt")),
    *(("start", end) for end in ("new", "not_open_yet")),
    ("take over", "ok"),
    ("hand in", "ok"),
    ("crash", "crash"),
}


def test_whatever_happens_the_database_is_what_the_model_says(live_app: Flask) -> None:
    world = World(live_app)
    began = time.monotonic()
    run_state_machine_as_test(
        _lives_in(world),
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
    print(f"{world.steps} steps in {time.monotonic() - began:.0f} s")  # noqa: T201
    missing = MUST_BE_SEEN - set(world.seen)
    assert not missing, f"the lives never came to {sorted(missing)}: {sorted(world.seen.items())}"
    assert world.steps >= EXAMPLES * STEPS * 3 // 4, "the lives were cut short"


def test_more_time_comes_too_late_for_an_attempt_that_is_over(live_app: Flask) -> None:
    """Random lives seldom grant time between the end of the grace and the sweep."""
    life = _lives_in(World(live_app))()
    life.publish({"duration": 30, "closes": 600, "tries": 1, "early": False})
    life.move_clock(30 * SECOND + GRACE)
    life.organize(0, minutes=1, rare=0)
    life.holds()
    life.move_clock(90 * SECOND + GRACE + 1)
    life.organize(0, minutes=10, rare=0)
    life.holds()
    life.teardown()


def _lives_in(world: World) -> type[Attempts]:
    return type("Lives", (Attempts,), {"world": world})
