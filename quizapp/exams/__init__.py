"""Building, publishing and running exams."""

from quizapp.exams import hall_routes as hall_routes
from quizapp.exams import routes as routes
