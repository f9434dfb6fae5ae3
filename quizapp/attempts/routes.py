"""Taking a test: start, answer, submit, receipt, result."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("attempts", __name__)
