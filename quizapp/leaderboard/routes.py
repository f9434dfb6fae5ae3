"""Standings of one exam, personal and by branch."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("leaderboard", __name__)
