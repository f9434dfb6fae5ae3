"""The keys of a paper, from this process's memory once they were asked for."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import URL, select
from sqlalchemy.orm import Session

from quizapp.attempts.memory import Memory
from quizapp.domain.paper import KeySheet
from quizapp.models import KeyVersion

_sheets: Final[Memory[tuple[URL, int, datetime], KeySheet]] = Memory(256)


def key_sheet(session: Session, version_id: int, *, made_at: datetime) -> KeySheet:
    """Give the keys of a version. Rows of versions are added and never changed, and the database,
    the number and the moment name one among all that this process ever reads."""
    database = session.get_bind().engine.url
    return _sheets.get((database, version_id, made_at), lambda: _read(session, version_id))


def _read(session: Session, version_id: int) -> KeySheet:
    content = session.execute(
        select(KeyVersion.content).where(KeyVersion.id == version_id)
    ).scalar_one()
    return KeySheet.from_json(content)
