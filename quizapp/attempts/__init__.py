"""Taking a test: start, answer, submit, receipt, result."""

from quizapp.attempts import routes as routes
