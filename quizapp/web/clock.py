"""The moment of a request, by the database's clock like every deadline.

An app machine whose own clock is an hour fast would otherwise show answers an hour early.
"""

from __future__ import annotations

from datetime import datetime

from flask import g

from quizapp.database.clock import database_now
from quizapp.extensions import db


def now() -> datetime:
    """Give the request's moment: read once, the same wherever the request asks."""
    if "now" not in g:
        g.now = database_now(db.session())
    moment: datetime = g.now
    return moment
