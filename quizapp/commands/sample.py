"""`flask sample load`: the sample organisation, plan and exams."""

from __future__ import annotations

from datetime import UTC, datetime

import click
from flask import current_app
from flask.cli import AppGroup

from quizapp.sample.loading import load_sample

group = AppGroup("sample", help="The sample data of seeds/.")


@group.command("load")
def load() -> None:
    """Load the sample into an empty database; other data are left alone."""
    loaded = load_sample(current_app.config["SETTINGS"], now=datetime.now(UTC))
    click.echo("The sample is loaded." if loaded else "Nothing to load: data are there already.")
