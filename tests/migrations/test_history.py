"""Migrations: one head, numbered, up and down, and equal to the models on both databases."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import insert, inspect, text
from sqlalchemy.exc import DBAPIError

from quizapp.domain.disclosure import Release
from quizapp.domain.publication import ExamMode
from quizapp.extensions import db
from quizapp.models import Exam
from tests.conftest import make_app
from tests.databases import KINDS, Databases

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(params=KINDS)
def empty_app(
    request: pytest.FixtureRequest, databases: Databases, tmp_path: Path
) -> Iterator[Flask]:
    app = make_app(databases.new(request.param), tmp_path)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def script() -> ScriptDirectory:
    return ScriptDirectory(str(ROOT / "migrations"))


def test_one_head_and_numbers_in_a_row() -> None:
    assert len(script().get_heads()) == 1
    numbers = sorted(revision.revision for revision in script().walk_revisions())
    assert numbers == [f"{place:04d}" for place in range(1, len(numbers) + 1)]
    for file in (ROOT / "migrations" / "versions").glob("*.py"):
        assert re.fullmatch(r"\d{4}_[a-z_]+\.py", file.name)


def test_the_head_equals_the_models(empty_app: Flask) -> None:
    upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_up_down_and_up_again(empty_app: Flask) -> None:
    upgrade()
    first = set(inspect(db.engine).get_table_names())
    downgrade(revision="base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
    upgrade()
    assert set(inspect(db.engine).get_table_names()) == first


def test_answers_of_a_closed_attempt_are_frozen_by_the_database(empty_app: Flask) -> None:
    upgrade()
    with db.engine.connect().execution_options(write=True) as connection:
        for statement in CLOSED_ATTEMPT:
            connection.execute(text(statement) if isinstance(statement, str) else statement)
        connection.commit()
        for change in (
            "UPDATE answer SET sequence = 9",
            "INSERT INTO answer (attempt_id, item_number, response, sequence, saved_at, late)"
            " VALUES (1, 2, '[]', 1, '2026-01-01', false)",
        ):
            with pytest.raises(DBAPIError, match="frozen"):
                connection.execute(text(change))
            connection.rollback()


def test_children_survive_the_rebuild_of_their_parent(databases: Databases, tmp_path: Path) -> None:
    """SQLite changes a table by dropping it; with foreign keys on that would empty its children."""
    app = make_app(databases.new("sqlite"), tmp_path)
    with app.app_context():
        upgrade()
        with db.engine.connect().execution_options(write=True) as connection:
            for statement in CLOSED_ATTEMPT:
                connection.execute(text(statement) if isinstance(statement, str) else statement)
            connection.commit()
        changed = tmp_path / "migrations"
        shutil.copytree(ROOT / "migrations", changed)
        (changed / "versions" / "9999_rebuild.py").write_text(REBUILD)
        upgrade(directory=str(changed))
        with db.engine.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM answer")).scalar() == 1
            assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        db.engine.dispose()


REBUILD = f"""
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "9999", "{script().get_heads()[0]}", None, None
def upgrade():
    with op.batch_alter_table("attempt", recreate="always") as batch:
        batch.add_column(sa.Column("extra", sa.Integer(), server_default="0"))
def downgrade():
    pass
"""
_AT = "'2026-01-01 00:00:00'"
CLOSED_ATTEMPT = (
    "INSERT INTO unit (id, kind, name, path, position) VALUES (1, 'committee', 'u', '/1/', 0)",
    "INSERT INTO member (id, unit_id, sign_in_name, name, name_key, office, political_status,"
    " party_post, rank_level, birth_month, retired, phone_digest, password_hash,"
    f" must_change_password, session_version, language, created_at) VALUES (1, 1, 'm', 'm', '', '',"
    f" '', '', '', '', false, '', '', false, 1, '', {_AT})",
    # By the table, so that columns added later get their defaults.
    insert(Exam).values(
        id=1,
        unit_id=1,
        name="e",
        mode=ExamMode.ONLINE,
        score_release=Release.AT_ONCE,
        answer_release=Release.AT_ONCE,
        seed=1,
        made_at=datetime(2026, 1, 1, tzinfo=UTC),
    ),
    "INSERT INTO form (id, exam_id, number, content, content_hash) VALUES (1, 1, 1, '{}', '')",
    "INSERT INTO attempt (id, exam_id, member_id, number, form_id, shuffle_seed, state, holder,"
    " extra_seconds, started_at, deadline_at, accept_until, receipt_number, receipt_digest) VALUES"
    f" (1, 1, 1, 1, 1, '', 'open', 1, 0, {_AT}, {_AT}, {_AT}, '', '')",
    "INSERT INTO answer (attempt_id, item_number, response, sequence, saved_at, late)"
    f" VALUES (1, 1, '[]', 1, {_AT}, false)",
    f"UPDATE attempt SET state = 'submitted', closed_at = {_AT}",
)
