"""The app as nobody should run it: commits are confirmed before they are on the disk.

For the control run alone, which has to lose answers.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import event

from quizapp.app import create_app
from quizapp.extensions import db

app = create_app()


def _confirm_early(connection: Any, _record: Any) -> None:
    connection.execute("SET synchronous_commit = off")
    connection.commit()


with app.app_context():
    event.listen(db.engine, "connect", _confirm_early)
