"""People, units, groups and roles: import, edit, close; slips."""

from quizapp.members import routes as routes
