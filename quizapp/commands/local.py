"""`flask local run`: everything a newcomer needs, in one go; what `make run` calls."""

from __future__ import annotations

import ipaddress
import os
import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from flask_migrate import upgrade

from quizapp.settings import ROOT, Settings

group = AppGroup("local", help="Run Quizapp on this machine.")


@group.command("run")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def run(*, host: str, port: int) -> None:
    """Migrate, load the sample data once, say how to get in, and serve."""
    settings: Settings = current_app.config["SETTINGS"]
    upgrade()
    os.environ |= {"THREADS": str(settings.threads)}
    gunicorn = str(Path(sys.executable).with_name("gunicorn"))
    os.execv(  # noqa: S606 - the server takes this process over, so that one Ctrl-C ends all
        gunicorn,
        [gunicorn, "--config", str(ROOT / "deploy" / "gunicorn.conf.py"), "--bind"]
        + [f"{host}:{port}", "wsgi:app"],
    )


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
