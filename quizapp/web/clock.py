"""The moment of a request. The hot path asks the database's clock instead."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import g


def now() -> datetime:
    """Give the request's moment: read once, the same wherever the request asks."""
    if "now" not in g:
        g.now = datetime.now(UTC)
    moment: datetime = g.now
    return moment
