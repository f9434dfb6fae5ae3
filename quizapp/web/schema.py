"""Which migration this version of the program wants the database to be at."""

from __future__ import annotations

from functools import cache
from typing import Final

from alembic.script import ScriptDirectory

from quizapp.settings import ROOT

MIGRATIONS: Final = ROOT / "migrations"


@cache
def schema_head() -> str:
    """Give the newest revision; the files are read once."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head() or ""
