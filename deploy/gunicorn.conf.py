"""How gunicorn serves the app; used by `make run` and by a real installation alike."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from quizapp.settings import Settings, WrongSetting

try:
    settings = Settings.from_environment()
except WrongSetting as wrong:
    # Here and not in a worker: gunicorn would start that one again and again.
    raise SystemExit(str(wrong)) from None

# The counters of several processes meet in files; the library decides so when it is imported.
figures = ""
if settings.processes > 1 and "prometheus_client" not in sys.modules:
    figures = tempfile.mkdtemp(prefix="quizapp-figures-")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = figures

from prometheus_client import multiprocess  # noqa: E402 - after the folder is named

from quizapp import start_checks, sweeper  # noqa: E402
from quizapp.web import logs  # noqa: E402

worker_class = "gthread"
workers = settings.processes
threads = settings.threads
# A hall of 2,000 keeps its connections open between two saves.
worker_connections = 4000
keepalive = 15
# Not loaded before the fork: so a HUP starts workers with the new code beside the old ones, which
# finish what they have; and no process inherits another one's database connections.
preload_app = False
graceful_timeout = 40
timeout = 60
limit_request_line = 4094
limit_request_fields = 60
# Signs of life must not wait for a slow disk.
_memory = Path("/dev/shm")  # noqa: S108 - files of a process, with names nobody can guess
worker_tmp_dir = str(_memory) if _memory.is_dir() else None
# A home directory may be missing under a system service.
control_socket_disable = True
accesslog = None
logconfig_dict = logs.configuration()


def post_worker_init(worker):  # type: ignore[no-untyped-def]
    """Look at the settings, and close overdue attempts whether or not a member comes back."""
    try:
        start_checks.check(worker.app.callable)
    except WrongSetting as wrong:
        worker.log.error("%s", wrong)
        sys.exit(3)  # gunicorn ends then, rather than start the worker again and again
    if settings.inner_sweeper:
        sweeper.start(worker.app.callable)


def child_exit(_server, worker):  # type: ignore[no-untyped-def]
    """Take a worker that has ended out of what is open and in use at the moment."""
    if figures:
        multiprocess.mark_process_dead(worker.pid, figures)


def on_exit(_server):  # type: ignore[no-untyped-def]
    """Leave no files behind."""
    if figures:
        shutil.rmtree(figures, ignore_errors=True)
