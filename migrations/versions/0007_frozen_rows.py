"""Guards that refuse impossible moves of an attempt, late answers and changes of frozen rows."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# Rows that are added and never changed: a correction is a new row.
FROZEN = {
    "score_sheet": "UPDATE ON score_sheet",
    "key_version": "UPDATE ON key_version",
    "audit_entry": "UPDATE ON audit_entry",
    "form": "UPDATE OF content ON form",
}

CLOSED = "('submitted', 'expired')"
# What no move may do to an attempt. OLD and NEW are spelt alike on both databases.
ATTEMPT_RULES = (
    (
        "an attempt never goes back",
        "NEW.state <> OLD.state"
        " AND NOT (OLD.state = 'ready' AND NEW.state = 'open')"
        f" AND NOT (OLD.state = 'open' AND NEW.state IN {CLOSED})",
    ),
    (
        "an attempt stays with its member, test and paper",
        "NEW.exam_id <> OLD.exam_id OR NEW.member_id <> OLD.member_id"
        " OR NEW.number <> OLD.number OR (OLD.state <> 'ready' AND"
        " (NEW.form_id <> OLD.form_id OR NEW.shuffle_seed <> OLD.shuffle_seed))",
    ),
    (
        "a closed attempt is frozen",
        f"OLD.state IN {CLOSED} AND (NEW.closed_at <> OLD.closed_at"
        " OR NEW.started_at <> OLD.started_at OR NEW.deadline_at <> OLD.deadline_at"
        " OR NEW.accept_until <> OLD.accept_until OR NEW.holder <> OLD.holder"
        " OR NEW.receipt_number <> OLD.receipt_number OR NEW.receipt_digest <> OLD.receipt_digest)",
    ),
    (
        "a voided attempt stays voided",
        "OLD.voided_at IS NOT NULL AND (NEW.voided_at IS NULL OR NEW.voided_at <> OLD.voided_at)",
    ),
)
FROZEN_ANSWER = "answers of a closed attempt are frozen"
LATE = "an answer came after the time for it"
OLDER = "an older answer never overwrites a newer one"

_OLD_FUNCTION = f"""
    CREATE OR REPLACE FUNCTION refuse_answer_of_closed_attempt() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM attempt WHERE id = NEW.attempt_id AND state <> 'open') THEN
            RAISE EXCEPTION '{FROZEN_ANSWER}';
        END IF;
        RETURN NEW;
    END $$
    """

POSTGRESQL_UP = (
    f"""
    CREATE OR REPLACE FUNCTION refuse_answer_of_closed_attempt() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        held RECORD;
    BEGIN
        SELECT state, accept_until INTO held FROM attempt WHERE id = NEW.attempt_id;
        IF held.state <> 'open' THEN
            RAISE EXCEPTION '{FROZEN_ANSWER}';
        END IF;
        IF NEW.saved_at > held.accept_until THEN
            RAISE EXCEPTION '{LATE}';
        END IF;
        IF TG_OP = 'UPDATE' THEN
            IF NEW.attempt_id <> OLD.attempt_id OR NEW.item_number <> OLD.item_number THEN
                RAISE EXCEPTION 'an answer stays with its attempt and item';
            END IF;
            IF NEW.sequence < OLD.sequence THEN
                RAISE EXCEPTION '{OLDER}';
            END IF;
        END IF;
        RETURN NEW;
    END $$
    """,
    # When the attempt itself goes, its row is gone before its answers: then they may go too.
    f"""
    CREATE FUNCTION keep_answer_of_closed_attempt() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM attempt WHERE id = OLD.attempt_id AND state IN {CLOSED}) THEN
            RAISE EXCEPTION '{FROZEN_ANSWER}';
        END IF;
        RETURN OLD;
    END $$
    """,
    "CREATE TRIGGER answer_kept BEFORE DELETE ON answer"
    " FOR EACH ROW EXECUTE FUNCTION keep_answer_of_closed_attempt()",
    "CREATE FUNCTION refuse_attempt_move() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    + " ".join(
        f"IF {condition} THEN RAISE EXCEPTION '{message}'; END IF;"
        for message, condition in ATTEMPT_RULES
    )
    + " RETURN NEW; END $$",
    "CREATE TRIGGER attempt_moves BEFORE UPDATE ON attempt"
    " FOR EACH ROW EXECUTE FUNCTION refuse_attempt_move()",
    """
    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'rows of % are added and never changed', TG_TABLE_NAME;
    END $$
    """,
    *(
        f"CREATE TRIGGER {table}_frozen BEFORE {change}"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        for table, change in FROZEN.items()
    ),
)
POSTGRESQL_DOWN = (
    *(f"DROP TRIGGER {table}_frozen ON {table}" for table in FROZEN),
    "DROP FUNCTION refuse_change()",
    "DROP TRIGGER attempt_moves ON attempt",
    "DROP FUNCTION refuse_attempt_move()",
    "DROP TRIGGER answer_kept ON answer",
    "DROP FUNCTION keep_answer_of_closed_attempt()",
    _OLD_FUNCTION,
)


def _sqlite_trigger(name: str, on: str, condition: str, message: str) -> str:
    when = f" WHEN {condition}" if condition else ""
    return f"CREATE TRIGGER {name} BEFORE {on}{when} BEGIN SELECT RAISE(ABORT, '{message}'); END"


SQLITE_TRIGGERS = (
    *(
        (
            f"answer_late_{verb.lower()}",
            f"{verb} ON answer",
            "NEW.saved_at > (SELECT accept_until FROM attempt WHERE id = NEW.attempt_id)",
            LATE,
        )
        for verb in ("INSERT", "UPDATE")
    ),
    (
        "answer_stays",
        "UPDATE ON answer",
        "NEW.attempt_id <> OLD.attempt_id OR NEW.item_number <> OLD.item_number",
        "an answer stays with its attempt and item",
    ),
    ("answer_older", "UPDATE ON answer", "NEW.sequence < OLD.sequence", OLDER),
    (
        "answer_kept",
        "DELETE ON answer",
        f"(SELECT state FROM attempt WHERE id = OLD.attempt_id) IN {CLOSED}",
        FROZEN_ANSWER,
    ),
    *(
        (f"attempt_moves_{place}", "UPDATE ON attempt", condition, message)
        for place, (message, condition) in enumerate(ATTEMPT_RULES, start=1)
    ),
    *(
        (f"{table}_frozen", change, "", f"rows of {table} are added and never changed")
        for table, change in FROZEN.items()
    ),
)


def upgrade() -> None:
    if _is_sqlite():
        _run(tuple(_sqlite_trigger(*parts) for parts in SQLITE_TRIGGERS))
    else:
        _run(POSTGRESQL_UP)


def downgrade() -> None:
    if _is_sqlite():
        _run(tuple(f"DROP TRIGGER {name}" for name, *_rest in SQLITE_TRIGGERS))
    else:
        _run(POSTGRESQL_DOWN)


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _run(statements: tuple[str, ...]) -> None:
    for statement in statements:
        op.execute(statement)
