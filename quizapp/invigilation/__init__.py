"""Watching a test that runs: the roster live, more time, locks, notes, facts."""

from quizapp.invigilation import routes as routes
