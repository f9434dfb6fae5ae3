"""What the server does by itself every few seconds: close overdue attempts, follow the rosters.

On one machine a thread of each server process does so; with several, `flask attempts sweep`.
"""

from __future__ import annotations

import logging
import random
import signal
import threading
from types import FrameType
from typing import Final

from flask import Flask

from quizapp.attempts.operations import close_overdue
from quizapp.database.clock import database_now
from quizapp.database.outages import outage
from quizapp.exams.operations.rosters import follow_rosters
from quizapp.extensions import db

EVERY_SECONDS: Final = 10
log: Final = logging.getLogger(__name__)


def start(app: Flask) -> threading.Event:
    """Sweep in a daemon thread until the returned event is set."""
    stop = threading.Event()
    thread = threading.Thread(target=run, args=(app, stop), name="sweeper", daemon=True)
    thread.start()
    return stop


def run(app: Flask, stop: threading.Event) -> None:
    """Sweep until the event is set; a failure, such as a database that restarts, only waits.

    Any number may run at once: each attempt is closed by exactly one of them.
    """
    # Sweepers that were started together shall not always ask for the same rows together.
    while not stop.wait(EVERY_SECONDS * random.uniform(0.8, 1.2)):
        with app.app_context():
            try:
                sweep(app)
            except Exception as error:
                # The loop must outlive a database restart; the next sweep tries again.
                db.session.rollback()
                if found := outage(error):
                    log.warning("the sweep has to wait: %s", found.code)
                else:
                    log.exception("the sweep failed; trying again")


def sweep(app: Flask) -> int:
    """Do one pass and say how many attempts it closed."""
    closed = close_overdue(key=app.config["SETTINGS"].signing_key)
    follow_rosters(now=database_now(db.session()))
    if closed:
        log.info("swept", extra={"fields": {"closed": closed}})
    return closed


def until_told_to_stop() -> threading.Event:
    """Give an event that is set by SIGTERM or SIGINT: the pass at hand is finished first."""
    stop = threading.Event()

    def told(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, told)
    return stop
