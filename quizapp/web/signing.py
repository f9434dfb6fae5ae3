"""The key of receipts, codes and digests, as routes hand it to operations."""

from __future__ import annotations

from flask import current_app

from quizapp.settings import Settings


def signing_key() -> bytes:
    """Give the key of this installation."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings.signing_key
