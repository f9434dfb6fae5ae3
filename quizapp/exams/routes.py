"""Building, publishing and running exams."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("exams", __name__, url_prefix="/exams")
