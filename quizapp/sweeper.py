"""What the server does by itself every few seconds: close overdue attempts, follow the rosters."""

from __future__ import annotations

import threading
from typing import Final

from flask import Flask

from quizapp.attempts.operations import close_overdue
from quizapp.database.clock import database_now
from quizapp.exams.operations.rosters import follow_rosters
from quizapp.extensions import db

EVERY_SECONDS: Final = 10


def start(app: Flask) -> threading.Event:
    """Sweep in a daemon thread until the returned event is set.

    Several servers may sweep at once: each attempt is closed by exactly one of them.
    """
    stop = threading.Event()

    def sweep() -> None:
        while not stop.wait(EVERY_SECONDS):
            with app.app_context():
                try:
                    close_overdue(key=app.config["SETTINGS"].signing_key)
                    follow_rosters(now=database_now(db.session()))
                except Exception:
                    # The thread must outlive a database restart; the next sweep tries again.
                    app.logger.exception("the sweep failed; trying again")

    threading.Thread(target=sweep, name="sweeper", daemon=True).start()
    return stop
