"""Standings of one exam, personal and by branch."""

from quizapp.leaderboard import routes as routes
