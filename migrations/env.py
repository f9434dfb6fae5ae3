"""How migrations run: online, in one transaction, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from alembic import context
from flask import current_app
from sqlalchemy import Connection

import quizapp.models  # noqa: F401 - fills the metadata
from quizapp.models.base import Moment

db = current_app.extensions["migrate"].db


def run_migrations() -> None:
    """Upgrade or downgrade the app's own database."""
    if context.is_offline_mode():
        raise SystemExit("Migrations run against a database only; there is no offline mode.")
    engine = db.engine
    with engine.connect().execution_options(write=True) as connection:
        if engine.dialect.name == "sqlite":
            _migrate_sqlite(connection)
        else:
            _migrate(connection)


def _migrate_sqlite(connection: Connection) -> None:
    # Changing a table rebuilds it on SQLite; with foreign keys on, dropping the old one would
    # empty its children. So: off for the run, checked before anything is kept.
    driver = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    # And the rename back must not stumble over triggers of other tables that name the old one.
    driver.execute("PRAGMA legacy_alter_table=ON")
    try:
        _migrate(connection)
    finally:
        driver.execute("PRAGMA legacy_alter_table=OFF")
        driver.execute("PRAGMA foreign_keys=ON")


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        transactional_ddl=True,
        compare_type=True,
        render_item=_render,
    )
    with context.begin_transaction():
        context.run_migrations()
        if connection.dialect.name == "sqlite":
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise RuntimeError(f"the migration would leave broken references: {broken[:5]}")


def _render(kind: str, value: object, _context: object) -> str | bool:
    """Write our own type as the plain one it stands for: a revision must not depend on the code."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(value, Moment) else False


run_migrations()
