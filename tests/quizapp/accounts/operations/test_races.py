"""Two at the same moment: one slip, five tries, one password."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from quizapp.accounts.entry_operations import enter
from quizapp.accounts.operations import set_first_password
from quizapp.accounts.passwords import is_password
from quizapp.domain.codes import SLIP, code_digest
from quizapp.domain.refusals import Refusal
from quizapp.extensions import db
from quizapp.models import EntryTry, Exam, Member, Slip
from tests.conftest import People, make_people
from tests.factories.exams import make_published

CODE, KEY = "K7MQ2XPA", b"k" * 32


@pytest.fixture
def people(live_app: Flask) -> People:
    with live_app.app_context():
        made = make_people()
        made.member.id  # noqa: B018 - read while the session lives
        db.session.expunge_all()
        return made


def make_exam_and_slip(people: People, *, for_exam: bool) -> int:
    now = datetime.now(UTC)
    member = db.session.get_one(Member, people.member.id)
    exam: Exam = make_published(people.root, [member], entry_by_name=True)
    db.session.add(
        Slip(
            member_id=member.id,
            exam_id=exam.id if for_exam else None,
            code_digest=code_digest(KEY, SLIP, CODE),
            made_at=now,
            expires_at=now + timedelta(days=1),
        )
    )
    db.session.commit()
    return exam.id


def at_once(app: Flask, acts: list[Callable[[], object]]) -> list[str]:
    """Run all at the same moment; say of each whether it was done or refused."""
    start = threading.Barrier(len(acts))
    outcomes: list[str] = []

    def run(act: Callable[[], object]) -> None:
        with app.app_context():
            start.wait()
            try:
                act()
                outcomes.append("done")
            except Refusal as refusal:
                outcomes.append(refusal.code)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_a_slip_lets_in_once_although_two_come_at_once(live_app: Flask, people: People) -> None:
    with live_app.app_context():
        exam_id = make_exam_and_slip(people, for_exam=True)

    def come(device: str) -> object:
        return enter(exam_id, people.member.id, CODE, device=device, key=KEY, now=datetime.now(UTC))

    outcomes = at_once(live_app, [lambda: come("a"), lambda: come("b"), lambda: come("c")])
    assert outcomes == ["done", "wrong_proof", "wrong_proof"]


def test_no_more_than_five_tries_although_twelve_come_at_once(
    live_app: Flask, people: People
) -> None:
    with live_app.app_context():
        exam_id = make_exam_and_slip(people, for_exam=True)

    def guess(digits: str) -> object:
        return enter(
            exam_id, people.member.id, digits, device="one", key=KEY, now=datetime.now(UTC)
        )

    acts = [lambda number=number: guess(f"{number:04}") for number in range(12)]
    outcomes = at_once(live_app, acts)
    assert outcomes == ["go_to_invigilator"] * 8 + ["wrong_proof"] * 4
    with live_app.app_context():
        assert db.session.execute(select(func.count()).select_from(EntryTry)).scalar_one() == 5


def test_a_slip_sets_one_password_although_two_use_it(live_app: Flask, people: People) -> None:
    with live_app.app_context():
        make_exam_and_slip(people, for_exam=False)
    wanted = ("seven quiet herons", "eleven loud sparrows")
    acts = [
        lambda password=password: set_first_password(CODE, password, key=KEY, now=datetime.now(UTC))
        for password in wanted
    ]
    assert at_once(live_app, acts) == ["done", "wrong_slip"]
    with live_app.app_context():
        member = db.session.get_one(Member, people.member.id)
        assert sum(is_password(member.password_hash, password) for password in wanted) == 1
        assert member.session_version == 2
