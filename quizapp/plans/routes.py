"""Importing plans; their articles, facts and the tests they call for."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("plans", __name__, url_prefix="/plans")
