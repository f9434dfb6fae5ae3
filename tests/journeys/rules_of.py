"""Rules of the sample's open test changed behind the server's back, as a draft would have had them."""

from __future__ import annotations

from sqlalchemy import create_engine, text

from tests.journeys.server import Server


def change_exams(server: Server, **columns: object) -> None:
    """Set columns of every exam of the server's database."""
    engine = create_engine(server.database_url.replace("postgresql://", "postgresql+psycopg://"))
    wanted = ", ".join(f"{name} = :{name}" for name in columns)
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE exam SET {wanted}"), columns)
    engine.dispose()


def shift_clock(server: Server, hours: int) -> None:
    """Let the database of a PostgreSQL server be so many hours ahead."""
    engine = create_engine(server.database_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(
            text(
                "CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql VOLATILE"
                f" AS 'SELECT clock_timestamp() + interval ''{hours} hours'''"
            )
        )
    engine.dispose()
