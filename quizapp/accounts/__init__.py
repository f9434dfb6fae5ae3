"""Signing in and out, the own password, entering an exam by name."""

from quizapp.accounts import entry_routes as entry_routes
from quizapp.accounts import routes as routes
