"""意见建议: members write, organizers read and reply."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("suggestions", __name__, url_prefix="/suggestions")
