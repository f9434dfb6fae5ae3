"""Live events: what open pages are told at once, and the order in which they may be read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from quizapp.models.base import Base, Json, Moment


class WriterNumber(FunctionElement[int]):
    """The number of the transaction that writes. SQLite has one writer at a time and needs none."""

    type = BigInteger()
    inherit_cache = True


class OldestWriter(FunctionElement[int]):
    """The number from which on transactions may still be running; all below have ended."""

    type = BigInteger()
    inherit_cache = True


@compiles(WriterNumber)
def _no_writer(_element: WriterNumber, _compiler: SQLCompiler, **_: Any) -> str:
    return "0"


@compiles(OldestWriter)
def _no_oldest(_element: OldestWriter, _compiler: SQLCompiler, **_: Any) -> str:
    return "1"


# The numbers are of 64 bits and do not wrap; there is no cast from their type but by way of text.
@compiles(WriterNumber, "postgresql")
def _writer(_element: WriterNumber, _compiler: SQLCompiler, **_: Any) -> str:
    return "CAST(CAST(pg_current_xact_id() AS text) AS bigint)"


@compiles(OldestWriter, "postgresql")
def _oldest(_element: OldestWriter, _compiler: SQLCompiler, **_: Any) -> str:
    return "CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint)"


class LiveEvent(Base):
    """Something that happened, for pages that are open now. Kept for minutes, not a record.

    PostgreSQL hands out ids before the commit, so a higher id may be seen before a lower one.
    Readers go by (writer, id) and only below the oldest running writer: nothing is added there.
    """

    __tablename__ = "live_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    writer: Mapped[int] = mapped_column(BigInteger, default=WriterNumber())
    """Number of the transaction that wrote it; 0 on SQLite, where ids are in order of commit."""
    topic: Mapped[str] = mapped_column(String(64))
    """What it is about, such as "exam:12"; who may listen to it is asked by the route."""
    kind: Mapped[str] = mapped_column(String(32))
    payload: Mapped[dict[str, Any]] = mapped_column(Json)
    """Numbers of rows that changed; never answers, names, keys or codes."""
    at: Mapped[datetime] = mapped_column(Moment)

    # Without AUTOINCREMENT SQLite begins again at 1 when all rows were pruned.
    __table_args__ = (
        Index("ix_live_event_writer_id", "writer", "id"),
        {"sqlite_autoincrement": True},
    )
