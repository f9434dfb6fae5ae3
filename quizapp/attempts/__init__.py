"""Taking a test: start, answer, submit, receipt, result."""

from quizapp.attempts import receipt_routes as receipt_routes
from quizapp.attempts import routes as routes
