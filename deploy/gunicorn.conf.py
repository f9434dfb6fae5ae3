"""How gunicorn serves the app; used by `make run` and by a real installation alike."""

from __future__ import annotations

import os

from quizapp import sweeper

worker_class = "gthread"
# SQLite takes one process. With PostgreSQL set WEB_CONCURRENCY to the number of cores.
workers = int(os.environ.get("WEB_CONCURRENCY", "1"))
threads = int(os.environ.get("THREADS") or "16")
keepalive = 15
graceful_timeout = 5
# A home directory may be missing under a system service.
control_socket_disable = True
accesslog = None


def post_worker_init(worker):  # type: ignore[no-untyped-def]
    """Close overdue attempts from inside the server, whether or not a member comes back."""
    app = worker.app.callable
    sweeper.start(app)
    app.extensions["live"].serves = lambda: worker.alive
