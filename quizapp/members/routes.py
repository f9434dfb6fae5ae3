"""People, units, groups and roles: import, edit, close; slips."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("members", __name__, url_prefix="/members")
