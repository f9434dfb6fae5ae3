"""The `flask` commands, one file per group. Each parses, calls one operation, prints one line."""

from quizapp.commands.attempts import group as attempts
from quizapp.commands.members import group as members
from quizapp.commands.plans import group as plans
from quizapp.commands.sample import group as sample

COMMANDS = (attempts, members, plans, sample)
