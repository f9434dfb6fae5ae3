"""The `flask` commands, one file per group. Each parses, calls one operation, prints one line."""

from quizapp.commands.local import group as local
from quizapp.commands.plans import group as plans
from quizapp.commands.sample import group as sample

COMMANDS = (local, plans, sample)
