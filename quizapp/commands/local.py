"""`flask local run`: everything a newcomer needs, in one go; what `make run` calls."""

from __future__ import annotations

import ipaddress
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from flask_migrate import upgrade

from quizapp.extensions import db
from quizapp.sample.loading import PASSWORDS_FILE, load_sample
from quizapp.settings import ROOT, Settings

group = AppGroup("local", help="Run Quizapp on this machine.")


@group.command("run")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def run(*, host: str, port: int) -> None:
    """Migrate, load the sample data once, say how to get in, and serve."""
    settings: Settings = current_app.config["SETTINGS"]
    loopback = is_loopback(host)
    click.echo(
        "Preparing the database; the first time also the sample data, which takes a moment ..."
    )
    upgrade()
    if load_sample(settings, now=datetime.now(UTC)):
        click.echo("The sample organisation, plan and two tests are loaded.")
    db.engine.dispose()
    click.echo(_how_to_get_in(settings, host, port, loopback=loopback))
    os.environ |= {
        "SAMPLE_MODE": "1" if loopback else "0",
        "LOOPBACK_HTTP": "1" if loopback else "0",
        "THREADS": str(settings.threads),
    }
    gunicorn = str(Path(sys.executable).with_name("gunicorn"))
    config = str(ROOT / "deploy" / "gunicorn.conf.py")
    # The server takes this process over, so that one interrupt ends all.
    os.execv(  # noqa: S606
        gunicorn, [gunicorn, "--config", config, "--bind", f"{host}:{port}", "wsgi:app"]
    )


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _how_to_get_in(settings: Settings, host: str, port: int, *, loopback: bool) -> str:
    lines = [f"Quizapp: http://{host}:{port}"]
    file = settings.instance / PASSWORDS_FILE
    if loopback:
        lines.append(
            "Sign in with one click as a sample member, secretary, organizer or administrator."
        )
    elif not settings.hall_mode:
        lines.append(
            "This address is not loopback: put a proxy with TLS in front,"
            " or set HALL_MODE=1 for a hall on a private network."
        )
    if file.exists():
        lines.append(f"Names and passwords of the sample people: {file}")
    return "\n".join(lines)
