"""The database's clock, and guards that no program error can pass."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# now() is the start of the transaction, late after waiting for a lock; clock_timestamp() is not.
POSTGRESQL_UP = (
    "CREATE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql VOLATILE"
    " AS 'SELECT clock_timestamp()'",
    """
    CREATE FUNCTION refuse_answer_of_closed_attempt() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM attempt WHERE id = NEW.attempt_id AND state <> 'open') THEN
            RAISE EXCEPTION 'answers of a closed attempt are frozen';
        END IF;
        RETURN NEW;
    END $$
    """,
    "CREATE TRIGGER answer_frozen BEFORE INSERT OR UPDATE ON answer"
    " FOR EACH ROW EXECUTE FUNCTION refuse_answer_of_closed_attempt()",
)
POSTGRESQL_DOWN = (
    "DROP TRIGGER answer_frozen ON answer",
    "DROP FUNCTION refuse_answer_of_closed_attempt()",
    "DROP FUNCTION app_now()",
)
SQLITE_UP = tuple(
    f"""
    CREATE TRIGGER answer_frozen_{verb.lower()} BEFORE {verb} ON answer
    WHEN (SELECT state FROM attempt WHERE id = NEW.attempt_id) <> 'open'
    BEGIN SELECT RAISE(ABORT, 'answers of a closed attempt are frozen'); END
    """
    for verb in ("INSERT", "UPDATE")
)
SQLITE_DOWN = ("DROP TRIGGER answer_frozen_insert", "DROP TRIGGER answer_frozen_update")


def upgrade() -> None:
    _run(SQLITE_UP if _is_sqlite() else POSTGRESQL_UP)


def downgrade() -> None:
    _run(SQLITE_DOWN if _is_sqlite() else POSTGRESQL_DOWN)


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _run(statements: tuple[str, ...]) -> None:
    for statement in statements:
        op.execute(statement)
