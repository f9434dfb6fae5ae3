"""The landing page, the language switch, and what operators ask of a server."""

from quizapp.home import routes as routes
