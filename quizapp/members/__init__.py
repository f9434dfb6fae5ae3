"""People, units, groups and roles: import, edit, close; slips."""

from quizapp.members import group_routes as group_routes
from quizapp.members import roster_routes as roster_routes
from quizapp.members import routes as routes
from quizapp.members import slip_routes as slip_routes
from quizapp.members import unit_routes as unit_routes
