"""`flask attempts close-overdue`: what the server does by itself, for installations that prefer cron."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup

from quizapp.attempts.operations import close_overdue

group = AppGroup("attempts", help="Look after attempts.")


@group.command("close-overdue")
def close_overdue_attempts() -> None:
    """Hand in every attempt whose time is over, with all that was saved."""
    closed = close_overdue(key=current_app.config["SETTINGS"].signing_key)
    click.echo(f"Attempts closed: {closed}")
