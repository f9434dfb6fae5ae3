"""`flask attempts sweep`: what a server process does by itself, as a process of its own."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup

from quizapp import sweeper

group = AppGroup("attempts", help="Look after attempts.")


@group.command("sweep")
@click.option("--once", is_flag=True, help="Do one pass and end; for cron.")
def sweep(*, once: bool) -> None:
    """Hand in, every few seconds, each attempt whose time is over, with all that was saved.

    Ends at SIGTERM or Ctrl-C. Several may run at once, and one may be killed at any moment.
    """
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    if once:
        click.echo(f"Attempts closed: {sweeper.sweep(app)}")
        return
    sweeper.run(app, sweeper.until_told_to_stop())
