"""`flask sample load`: loading itself is held to its rules in `tests/quizapp/sample`."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from quizapp.extensions import db
from quizapp.models import Member
from tests.conftest import People


def test_leaves_data_of_others_alone_and_says_so(app: Flask, people: People) -> None:
    result = app.test_cli_runner().invoke(args=["sample", "load"])
    assert result.exit_code == 0, result.output
    assert "Nothing to load" in result.output
    assert len(db.session.scalars(select(Member)).all()) == 5
