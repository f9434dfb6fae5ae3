"""Building, publishing and running exams."""

from quizapp.exams import routes as routes
