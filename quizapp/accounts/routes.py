"""Signing in and out, the own password, entering an exam by name."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("accounts", __name__)
