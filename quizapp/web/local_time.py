"""Moments as people type them: in the organisation's time zone."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flask import current_app


def from_local(typed: datetime) -> datetime:
    """Give the moment of a typed date and time, in UTC."""
    return typed.replace(tzinfo=_zone()).astimezone(UTC)


def to_local(moment: datetime) -> datetime:
    """Give a moment as a form field shows it: local, without a zone."""
    return moment.astimezone(_zone()).replace(tzinfo=None)


def _zone() -> ZoneInfo:
    zone: ZoneInfo = current_app.config["SETTINGS"].timezone
    return zone
