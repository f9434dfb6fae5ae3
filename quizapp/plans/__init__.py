"""Importing plans; their articles, facts and the tests they call for."""

from quizapp.plans import routes as routes
