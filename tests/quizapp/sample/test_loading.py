"""The sample: loaded once, finished when it was cut off, and never mixed with data of others."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, event, func, select

from quizapp.accounts.passwords import is_password
from quizapp.domain.attempt import AttemptState
from quizapp.extensions import db
from quizapp.models import (
    Answer,
    Attempt,
    BankItem,
    Exam,
    ExamState,
    ItemStatus,
    Member,
    Plan,
    RoleGrant,
    RosterEntry,
    ScoreSheet,
    Unit,
)
from quizapp.models.base import Base
from quizapp.sample.loading import PASSWORDS_FILE, load_sample
from tests.conftest import NOW, PageClient, People, keep, make_app
from tests.databases import Databases

# One worker loads the sample, not each of them.
pytestmark = pytest.mark.xdist_group("sample")


@pytest.fixture(scope="module")
def loaded(
    template_app: Flask, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """An app on its own database that holds nothing but the sample; to be read only."""
    app = _empty(template_app, databases, tmp_path_factory.mktemp("sample"))
    keep(app)
    with app.app_context():
        assert load(app)
        yield app
        db.session.remove()
        db.engine.dispose()


def _empty(template_app: Flask, databases: Databases, instance: Path) -> Flask:
    with template_app.app_context():
        db.engine.dispose()
        return make_app(databases.copy(template_app.config["SQLALCHEMY_DATABASE_URI"]), instance)


def load(app: Flask) -> bool:
    return load_sample(app.config["SETTINGS"], now=NOW)


def rows() -> dict[str, int]:
    """How many rows each table holds."""
    return {
        name: db.session.scalar(select(func.count()).select_from(table)) or 0
        for name, table in Base.metadata.tables.items()
    }


def results() -> dict[str, tuple[AttemptState, int]]:
    """How each attempt ended, by the sign-in name."""
    found = db.session.execute(
        select(Member.sign_in_name, Attempt.state, ScoreSheet.total)
        .join(Attempt, Attempt.member_id == Member.id)
        .join(ScoreSheet, ScoreSheet.attempt_id == Attempt.id)
    ).tuples()
    return {name: (state, total) for name, state, total in found}


def exams() -> tuple[Exam, Exam]:
    """The finished one and the open one."""
    first, second = db.session.scalars(select(Exam).order_by(Exam.opens_at)).all()
    return first, second


@contextmanager
def cut_off_at(table: str, *, after: int = 0) -> Iterator[None]:
    """Let the connection fail at a write to the table, as when the process ends there."""
    seen = 0

    def fail(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        nonlocal seen
        if statement.replace('"', "").startswith(f"INSERT INTO {table} "):
            seen += 1
            if seen > after:
                raise InterruptedError(table)

    event.listen(Engine, "before_cursor_execute", fail)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", fail)


def test_people_and_units(loaded: Flask) -> None:
    found = rows()
    assert found["member"] == 600 and found["role_grant"] >= 40
    paths = {unit.path for unit in db.session.scalars(select(Unit))}
    assert len(paths) == found["unit"] and all(path.startswith("/") for path in paths)
    assert set(db.session.scalars(select(RoleGrant.role).distinct())) >= {
        "secretary",
        "organizer",
        "administrator",
    }


def test_the_plan_yields_approved_items(loaded: Flask) -> None:
    assert rows()["plan"] == 1
    assert set(db.session.scalars(select(BankItem.status))) == {ItemStatus.APPROVED}


def test_finished_exam_has_results_worth_looking_at(loaded: Flask) -> None:
    exam, _ = exams()
    assert exam.state is ExamState.PUBLISHED and exam.closes_at is not None
    assert exam.closes_at < NOW and exam.roster_frozen_at == exam.opens_at
    ended = results()
    assert len(ended) >= 450
    totals = {total for _, total in ended.values()}
    assert len(totals) > 30 and max(totals) <= 10000 and min(totals) >= 0
    assert {state for state, _ in ended.values()} == {AttemptState.SUBMITTED, AttemptState.EXPIRED}
    assert rows()["answer"] > 450 * 20
    excused = db.session.scalars(select(RosterEntry).where(RosterEntry.exempt_reason != "")).all()
    assert len(excused) == 4


def test_no_attempt_leaves_the_window_of_its_exam(loaded: Flask) -> None:
    exam, _ = exams()
    assert exam.opens_at is not None and exam.closes_at is not None
    for attempt in db.session.scalars(select(Attempt)):
        assert attempt.started_at is not None and attempt.closed_at is not None
        assert exam.opens_at <= attempt.started_at < attempt.closed_at <= exam.closes_at
    late = select(func.count()).where(Answer.saved_at > exam.closes_at)
    assert db.session.scalar(late) == 0


def test_the_other_exam_is_open_for_a_year(loaded: Flask) -> None:
    _, exam = exams()
    assert exam.state is ExamState.PUBLISHED
    assert exam.opens_at == NOW and exam.closes_at == NOW + timedelta(days=365)
    on_roster = select(func.count()).where(RosterEntry.exam_id == exam.id)
    assert db.session.scalar(on_roster) == 600


def test_passwords_are_in_a_file_of_the_owner_alone(loaded: Flask) -> None:
    file: Path = loaded.config["SETTINGS"].instance / PASSWORDS_FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    passwords = dict(line.split("\t") for line in file.read_text("utf-8").splitlines())
    assert set(passwords) == {"member", "secretary", "organizer", "admin"}
    assert len(set(passwords.values())) == 4
    for name, password in passwords.items():
        member = db.session.scalars(select(Member).where(Member.sign_in_name == name)).one()
        assert is_password(member.password_hash, password)
    # Everybody else gets a first password by a slip.
    assert db.session.scalar(select(func.count()).where(Member.password_hash != "")) == 4


def test_pages_of_the_sample_member(loaded: Flask) -> None:
    client = loaded.test_client()
    assert isinstance(client, PageClient)
    finished, running = exams()
    member = db.session.scalars(select(Member).where(Member.sign_in_name == "member")).one()
    client.sign_in(member)
    home = client.get("/my").text
    assert finished.name in home and running.name in home
    for scope in ("member", "branch"):
        assert client.get(f"/exams/{finished.id}/leaderboard?scope={scope}").status_code == 200


def test_a_second_load_changes_nothing(loaded: Flask) -> None:
    before = rows()
    file: Path = loaded.config["SETTINGS"].instance / PASSWORDS_FILE
    passwords = file.read_text("utf-8")
    assert not load(loaded)
    assert rows() == before and file.read_text("utf-8") == passwords


def test_a_load_that_was_cut_off_is_finished_by_the_next(
    loaded: Flask, template_app: Flask, databases: Databases, tmp_path: Path
) -> None:
    wanted, ended = rows(), results()
    app = _empty(template_app, databases, tmp_path)
    with app.app_context():
        with cut_off_at("plan"), pytest.raises(InterruptedError):
            load(app)
        db.session.rollback()
        assert rows()["member"] == 600 and rows()["plan"] == rows()["exam"] == 0
        passwords = (tmp_path / PASSWORDS_FILE).read_text("utf-8")
        with cut_off_at("score_sheet", after=20), pytest.raises(InterruptedError):
            load(app)
        db.session.rollback()
        assert db.session.scalars(select(Exam.state)).all() == [ExamState.PUBLISHED]
        assert rows()["attempt"] == rows()["answer"] == 0
        assert load(app)
        assert rows() == wanted and results() == ended
        assert (tmp_path / PASSWORDS_FILE).read_text("utf-8") == passwords
        assert not load(app)
        db.session.remove()
        db.engine.dispose()


def test_data_of_others_are_left_alone(app: Flask, people: People) -> None:
    before = rows()
    assert not load(app)
    assert rows() == before
    assert db.session.scalars(select(Plan)).all() == []
    assert not (app.config["SETTINGS"].instance / PASSWORDS_FILE).exists()
