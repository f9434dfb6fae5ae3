"""Rules of the sample's open test changed behind the server's back, as a draft would have had them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import NullPool, create_engine, text

from tests.journeys.server import Server


def change_exams(server: Server, **columns: object) -> None:
    """Set columns of every exam of the server's database."""
    wanted = ", ".join(f"{name} = :{name}" for name in columns)
    _execute(server, f"UPDATE exam SET {wanted}", columns)


def shift_clock(server: Server, hours: int) -> None:
    """Let the database of a PostgreSQL server be so many hours ahead."""
    _execute(
        server,
        "CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql VOLATILE"
        f" AS $$ SELECT clock_timestamp() + interval '{hours} hours' $$",
        {},
    )


def _execute(server: Server, statement: str, values: Mapping[str, object]) -> None:
    address = server.database_url.replace("postgresql://", "postgresql+psycopg://")
    with create_engine(address, poolclass=NullPool).begin() as connection:
        connection.execute(text(statement), values)
