"""`flask members import` and `flask members create-administrator`: people without the pages."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from quizapp.accounts.passwords import hash_password
from quizapp.accounts.weak_passwords import refuse_weak
from quizapp.domain.refusals import ManyReasons, Refusal
from quizapp.members.operations.roster import import_list, read_list
from quizapp.members.operations.roster_rows import ListHasErrors, Wishes
from quizapp.members.operations.setup import create_administrator
from quizapp.members.queries.rosters import list_errors
from quizapp.members.queries.units import unit_named
from quizapp.members.sheets import read_table

group = AppGroup("members", help="People and units.")


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--unit", default="", help="Name of the unit to import below; by default the top.")
@click.option("--update", is_flag=True, help="Update people who are known already.")
@click.option("--create-branches", is_flag=True, help="Add branches that do not exist.")
def import_file(file: Path, *, unit: str, update: bool, create_branches: bool) -> None:
    """Store all members listed in FILE (xlsx, xls or csv), or none when a row is wrong."""
    try:
        key = current_app.config["SETTINGS"].signing_key
        read = read_list(read_table(file.read_bytes(), name=file.name), key=key)
        wishes = Wishes(
            unit_id=unit_named(unit), update_known=update, create_branches=create_branches
        )
        wrong = list_errors(read, wishes, viewer=None)
        if wrong:
            raise ListHasErrors(tuple(error.reason for error in wrong))
        done = import_list(read, wishes, key=key, viewer=None, now=datetime.now(UTC))
    except ManyReasons as refusal:
        lines = [str(refusal), *(f"  {reason}" for reason in refusal.reasons)]
        raise click.ClickException("\n".join(lines)) from refusal
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"{done.added} added, {done.changed} updated, {done.branches} branches made.")


@group.command("create-administrator")
@click.option("--sign-in-name", prompt="Sign-in name", help="What the person types to sign in.")
@click.option("--name", prompt="Name", help="The person's name.")
@click.option("--organisation", default="", help="Name of the top unit when there is none yet.")
@click.option("--unit", default="", help="The top unit, when there are several.")
@click.option("--generate", is_flag=True, help="Make a password, to be changed at first sign-in.")
def create(sign_in_name: str, name: str, *, organisation: str, unit: str, generate: bool) -> None:
    """Make an administrator, and the top unit of a new installation."""
    try:
        if not unit_named("", missing_is_none=True) and not organisation:
            organisation = click.prompt("Name of the organisation (the top unit)")
        password = secrets.token_urlsafe(12) if generate else _asked_password()
        refuse_weak(password, own_words=(sign_in_name, name, organisation))
        made = create_administrator(
            sign_in_name,
            name,
            password_hash=hash_password(password),
            must_change_password=generate,
            organisation=organisation,
            unit=unit,
            now=datetime.now(UTC),
        )
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    if made.unit_made:
        click.echo(f"Top unit made: {made.unit}")
    click.echo(f"Administrator of {made.unit}: sign-in name {made.sign_in_name}")
    if generate:
        click.echo(f"Password, to be changed at the first sign-in: {password}")
    click.echo(
        "Next: start the server, sign in at /sign-in, and open People:\n"
        "  1. add the branches, or let the import add them;\n"
        "  2. import the member list (a template stands on the import page);\n"
        "  3. print a slip for each member, by which first passwords are set."
    )


def _asked_password() -> str:
    password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return password
