"""Reviewing items."""

from quizapp.bank import routes as routes
