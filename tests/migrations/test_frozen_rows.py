"""What no program error can do: the database refuses it, by SQL that no operation would write."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from quizapp.domain.attempt import AttemptState
from quizapp.extensions import db
from tests.conftest import People
from tests.factories.attempts import make_attempt, make_sheet
from tests.factories.exams import make_published, right_answers

CLOSED = "an attempt never goes back|a closed attempt is frozen"
IMPOSSIBLE = {
    "reopen": ("UPDATE attempt SET state = 'open', closed_at = NULL WHERE id = :closed", CLOSED),
    "submit what expired": (
        "UPDATE attempt SET state = 'submitted' WHERE id = :expired",
        "an attempt never goes back",
    ),
    "unstart": (
        "UPDATE attempt SET state = 'ready', started_at = NULL, deadline_at = NULL,"
        " accept_until = NULL WHERE id = :open",
        "an attempt never goes back",
    ),
    "close what has not begun": (
        "UPDATE attempt SET state = 'submitted', started_at = app_now(), deadline_at = app_now(),"
        " accept_until = app_now(), closed_at = app_now() WHERE id = :ready",
        "an attempt never goes back",
    ),
    "another receipt": (
        "UPDATE attempt SET receipt_number = 'other' WHERE id = :closed",
        "a closed attempt is frozen",
    ),
    "another hand-in": (
        "UPDATE attempt SET closed_at = app_now() WHERE id = :closed",
        "a closed attempt is frozen",
    ),
    "another member": (
        "UPDATE attempt SET member_id = :stranger WHERE id = :ready",
        "an attempt stays with its member",
    ),
    "another paper order": (
        "UPDATE attempt SET shuffle_seed = 'other' WHERE id = :open",
        "an attempt stays with its member",
    ),
    "unvoid": (
        "UPDATE attempt SET voided_at = NULL WHERE id = :voided",
        "a voided attempt stays voided",
    ),
    "change a closed answer": (
        "UPDATE answer SET sequence = 9 WHERE attempt_id = :closed",
        "frozen",
    ),
    "move a closed answer": (
        "UPDATE answer SET attempt_id = :open, item_number = 7 WHERE attempt_id = :closed",
        "an answer stays with its attempt",
    ),
    "delete a closed answer": ("DELETE FROM answer WHERE attempt_id = :closed", "frozen"),
    "an older answer": (
        "UPDATE answer SET sequence = 0 WHERE attempt_id = :open",
        "an older answer never overwrites",
    ),
    "a late answer": (
        "UPDATE answer SET saved_at = '2999-01-01 00:00:00' WHERE attempt_id = :open",
        "an answer came after the time",
    ),
    "another score": ("UPDATE score_sheet SET total = 1", "rows of score_sheet"),
    "another key": ("UPDATE key_version SET note = 'other'", "rows of key_version"),
    "another paper": ("UPDATE form SET content = '{}'", "rows of form"),
    "another past": ("UPDATE audit_entry SET act = 'nothing'", "rows of audit_entry"),
}


@pytest.mark.parametrize("act", IMPOSSIBLE)
def test_the_database_refuses(app: Flask, people: People, act: str) -> None:
    statement, message = IMPOSSIBLE[act]
    ids = stored(people)
    nested = db.session.begin_nested()
    with pytest.raises(DBAPIError, match=message):
        db.session.execute(text(statement), ids | {"stranger": people.stranger.id})
    nested.rollback()


@pytest.mark.parametrize("table", ["attempt", "member"])
def test_who_is_erased_takes_answers_along(app: Flask, people: People, table: str) -> None:
    ids = stored(people)
    closed_of = people.member.id
    statement = {
        "attempt": "DELETE FROM attempt WHERE id = :closed",
        "member": "DELETE FROM member WHERE id = :member",
    }[table]
    connection: Connection = db.session.connection()
    connection.execute(text("DELETE FROM role_grant"))
    connection.execute(text(statement), ids | {"member": closed_of})
    left = connection.execute(
        text("SELECT count(*) FROM answer WHERE attempt_id = :closed"), ids
    ).scalar_one()
    assert left == 0


def stored(people: People) -> dict[str, int]:
    """An attempt in each state, with answers; their ids."""
    exam = make_published(people.root, [people.member])
    answers = {1: right_answers(exam)[1]}
    states = {
        "closed": (people.member, {"state": AttemptState.SUBMITTED}),
        "expired": (people.secretary, {"state": AttemptState.EXPIRED}),
        "open": (people.stranger, {}),
        "ready": (people.organizer, {"state": AttemptState.READY}),
    }
    made = {
        name: make_attempt(exam, member, answers={} if name == "ready" else answers, **values)
        for name, (member, values) in states.items()
    }
    voided = make_attempt(exam, people.administrator, state=AttemptState.SUBMITTED)
    voided.voided_at = voided.closed_at
    db.session.execute(
        text(
            "INSERT INTO audit_entry (at, act, object_type, object_id, details)"
            " VALUES ('2026-01-01 00:00:00', 'x', 'x', 'x', '{}')"
        )
    )
    make_sheet(made["closed"], 1250)
    return {name: row.id for name, row in made.items()} | {"voided": voided.id}
