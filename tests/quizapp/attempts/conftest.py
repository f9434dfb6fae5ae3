"""The database's clock at a chosen moment, and an open attempt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import text

from quizapp.database import sqlite
from quizapp.domain.viewer import Claim, Viewer
from quizapp.extensions import db
from quizapp.models import Attempt, Exam, Form, Member
from tests.conftest import People
from tests.factories.attempts import make_attempt
from tests.factories.exams import make_published

KEY = b"only-for-tests"

SetClock = Callable[[datetime], None]


def viewer_of(member: Member, *, exam_id: int | None = None) -> Viewer:
    """The member as the viewer of a request."""
    return Viewer(
        member_id=member.id,
        name=member.name,
        unit_id=member.unit_id,
        unit_name="",
        unit_path="/",
        session_version=member.session_version,
        exam_id=exam_id,
    )


def claim_of(member: Member, *, exam_id: int | None = None) -> Claim:
    """What the member's session says of itself."""
    return Claim(member.id, member.session_version, exam_id)


@pytest.fixture
def set_clock(app: Flask) -> Iterator[SetClock]:
    """Let `app_now()` give a fixed moment until the test ends."""
    is_sqlite = db.session.get_bind().dialect.name == "sqlite"

    def driver() -> object:
        return db.session.connection().connection.driver_connection

    def fix(moment: datetime) -> None:
        if is_sqlite:
            stored = moment.strftime("%Y-%m-%d %H:%M:%S.%f")
            driver().create_function("app_now", 0, lambda: stored)  # type: ignore[attr-defined]
            return
        db.session.execute(
            text(
                "CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql VOLATILE"
                f" AS $$ SELECT timestamptz '{moment.isoformat()}' $$"
            )
        )
        db.session.commit()

    yield fix
    if is_sqlite:
        driver().create_function("app_now", 0, sqlite.app_now)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Sitting:
    """A member in the middle of a test."""

    exam: Exam
    member: Member
    attempt_id: int
    form_hash: str

    @property
    def viewer(self) -> Viewer:
        return viewer_of(self.member)

    @property
    def claim(self) -> Claim:
        return claim_of(self.member)

    @property
    def attempt(self) -> Attempt:
        """The row as it is now."""
        db.session.expire_all()
        found = db.session.get(Attempt, self.attempt_id)
        assert found is not None
        return found


def sit_down(exam: Exam, member: Member, **values: object) -> Sitting:
    """Open an attempt at a published exam."""
    attempt = make_attempt(exam, member, **values)  # type: ignore[arg-type]
    form = db.session.get(Form, attempt.form_id)
    assert form is not None
    return Sitting(exam, member, attempt.id, form.content_hash)


@pytest.fixture
def sitting(people: People) -> Sitting:
    """The member in the middle of a small test."""
    return sit_down(make_published(people.root, [people.member]), people.member)
