"""`flask plans import`: bring a plan in without the pages."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click
from flask.cli import AppGroup

from quizapp.domain.refusals import Refusal
from quizapp.plans import queries
from quizapp.plans.operations import import_plan
from quizapp.plans.storing import Imported

group = AppGroup("plans", help="Work plans and regulations.")


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--label", default="", help="What items call it; needed when it has no title.")
@click.option("--unit", default="", help="Name of the unit that owns it; by default the topmost.")
def import_file(file: Path, label: str, *, unit: str) -> None:
    """Read FILE (txt, docx, html or pdf) and store what is in it."""
    try:
        done = import_plan(
            file.name,
            file.read_bytes(),
            unit_id=queries.unit_named(unit),
            who=None,
            now=datetime.now(UTC),
            label=label,
        )
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(_outcome(done))


def _outcome(done: Imported) -> str:
    if not done.changed:
        return f"“{done.label}” was imported before. Nothing has changed."
    return (
        f"“{done.label}”: {done.articles} articles, {done.facts} facts, {done.tests} tests,"
        f" {done.studies} studies, {done.items} items"
        f" ({done.added} added, {done.updated} updated, {done.removed} removed)."
    )
