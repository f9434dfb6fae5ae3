"""The `flask` commands, one file per group. Each parses, calls one operation, prints one line."""

from quizapp.commands.local import group as local
from quizapp.commands.sample import group as sample

COMMANDS = (local, sample)
