"""The landing page, the language switch and the health check."""

from quizapp.home import routes as routes
