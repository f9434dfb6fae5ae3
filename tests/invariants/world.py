"""The real thing under the state machine: an app on a database whose clock the test moves."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import delete, event, select, text

from question_bank.items import SingleChoiceItem, item_from_json
from quizapp.bank.editing import Edited
from quizapp.bank.operations import edit_item
from quizapp.domain.refusals import Refusal
from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import (
    Answer,
    Attempt,
    AuditEntry,
    BankItem,
    Exam,
    Form,
    ItemVersion,
    KeyVersion,
    Member,
    ScoreSheet,
    Unit,
)
from tests.conftest import make_people
from tests.factories.exams import make_published
from tests.factories.people import make_member
from tests.factories.stock import make_stock
from tests.factories.viewers import viewer_of
from tests.invariants.model import SECOND

OPENS = datetime(2031, 3, 1, 1, 0, tzinfo=UTC)


class Crash(Exception):
    """The process dies here."""


@dataclass
class World:
    """An app, its movable clock, and items in its bank."""

    app: Flask
    branch: int = 0
    root: int = 0
    editor: Viewer | None = None
    bank: list[int] = field(default_factory=list)
    crash_in: int = 0
    steps: int = 0
    seen: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often each act has ended in each way."""
    people: int = 0
    _moment: str = ""

    def __post_init__(self) -> None:
        logging.getLogger("quizapp.attempts.operations.closing").disabled = True
        with self.app.app_context():
            made = make_people()
            self.branch, self.root = made.branch, made.root
            self.editor = viewer_of(made.organizer)
            plan = make_stock(made.root, each=2)
            self.bank = list(
                db.session.execute(
                    select(BankItem.id).where(BankItem.plan_id == plan.id).order_by(BankItem.id)
                ).scalars()
            )
            engine = db.engine
            if engine.dialect.name == "sqlite":
                event.listen(
                    engine,
                    "connect",
                    lambda connection, _: connection.create_function(
                        "app_now", 0, lambda: self._moment
                    ),
                )
            else:
                for statement in (
                    "CREATE TABLE test_clock (moment timestamptz)",
                    "INSERT INTO test_clock VALUES (clock_timestamp())",
                    "CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql"
                    " VOLATILE AS 'SELECT moment FROM test_clock'",
                ):
                    db.session.execute(text(statement))
                db.session.commit()
            event.listen(engine, "before_cursor_execute", self._maybe_crash)
            event.listen(engine, "commit", self._maybe_crash)
            db.session.remove()
            engine.dispose()

    def set_clock(self, now: int) -> None:
        """Move `app_now()` to so many microseconds after the opening."""
        moment = OPENS + timedelta(microseconds=now)
        self._moment = moment.strftime("%Y-%m-%d %H:%M:%S.%f")
        with self.app.app_context():
            if db.engine.dialect.name == "postgresql":
                db.session.execute(text("UPDATE test_clock SET moment = :at"), {"at": moment})
                db.session.commit()

    def new_exam(self, *, duration: int, closes: int, tries: int) -> dict[str, Any]:
        """A published test of two items of each kind from the bank, and two members."""
        with self.app.app_context():
            self.people += 2
            branch = db.session.get_one(Unit, self.branch)
            members = [
                make_member(f"m{number}", unit=branch) for number in (self.people - 1, self.people)
            ]
            contents = db.session.execute(
                select(ItemVersion.content, BankItem.kind)
                .join(BankItem, BankItem.id == ItemVersion.item_id)
                .where(ItemVersion.number == BankItem.version, BankItem.id.in_(self.bank))
                .order_by(BankItem.kind, BankItem.id)
            ).all()
            kinds = sorted({row.kind for row in contents})
            sections = [
                [item_from_json(row.content) for row in contents if row.kind == kind]
                for kind in kinds
            ]
            exam = make_published(
                self.root,
                members,
                sections=sections,
                opens_at=OPENS,
                closes_at=OPENS + timedelta(microseconds=closes),
                duration_seconds=duration // SECOND,
                tries=tries,
            )
            form, keys = db.session.execute(
                select(Form, KeyVersion)
                .join(KeyVersion, KeyVersion.form_id == Form.id)
                .where(Form.exam_id == exam.id)
            ).one()
            return {
                "id": exam.id,
                "members": {member.id: viewer_of(member) for member in members},
                "hash": form.content_hash,
                "form": form.content,
                "keys": keys.content,
                "items": {
                    entry["number"]: {
                        "kind": entry["kind"],
                        "keys": [blank["key"] for blank in entry["blanks"]] or entry["keys"],
                        "options": [
                            option["id"]
                            for shown in form.content["items"]
                            if shown["number"] == entry["number"]
                            for option in shown["options"]
                        ],
                    }
                    for entry in keys.content["entries"]
                },
            }

    def remove_exam(self, exam: dict[str, Any]) -> None:
        """Erase the test and its members with all they did."""
        with self.app.app_context():
            # SQLite gives the numbers of erased attempts to new ones.
            db.session.execute(delete(AuditEntry).where(AuditEntry.object_type == "attempt"))
            db.session.execute(delete(Exam).where(Exam.id == exam["id"]))
            db.session.execute(delete(Member).where(Member.id.in_(exam["members"])))
            db.session.commit()

    def edit_bank(self, place: int) -> None:
        """Another stem and another key for a single-choice item that is on papers."""
        with self.app.app_context():
            row = db.session.get_one(BankItem, self.bank[place // 2 * 4 % len(self.bank)])
            content = db.session.execute(
                select(ItemVersion.content).where(
                    ItemVersion.item_id == row.id, ItemVersion.number == row.version
                )
            ).scalar_one()
            item = item_from_json(content)
            assert isinstance(item, SingleChoiceItem) and self.editor is not None
            ids = [option.id for option in item.options]
            edited = Edited(
                stem=f"{item.stem.partition(' #')[0]} #{row.version}",
                explanation=item.explanation,
                knowledge=item.knowledge,
                difficulty=item.difficulty,
                options=item.options,
                keys=(ids[(ids.index(item.key) + 1) % len(ids)],),
            )
            version = row.version
            edit_item(row.id, edited, version=version, approve=False, who=self.editor, now=OPENS)

    def act(self, operation: Callable[[], Any]) -> tuple[str, Any]:
        """Run an operation as a request would: "ok" with its value, or the refusal's code."""
        with self.app.app_context():
            try:
                return "ok", operation()
            except Refusal as refusal:
                return refusal.code, refusal
            except Crash:
                return "crash", None

    @contextmanager
    def crashing(self, statement: int) -> Iterator[None]:
        """Die at that statement or commit from here on, 1 for the next; come back afterwards."""
        self.crash_in = statement
        try:
            yield
        finally:
            self.crash_in = 0

    def _maybe_crash(self, *_: Any) -> None:
        if self.crash_in:
            self.crash_in -= 1
            if not self.crash_in:
                raise Crash

    def change(self, attempt_id: int, **values: Any) -> None:
        """What an invigilator's act stores."""
        with self.app.app_context():
            row = db.session.get_one(Attempt, attempt_id)
            for name, value in values.items():
                setattr(row, name, value)
            db.session.commit()

    def stored(self, exam_id: int) -> dict[str, Any]:
        """All the database has of the exam, as plain values."""
        attempt, answer, sheet = Attempt.__table__, Answer.__table__, ScoreSheet.__table__
        with self.app.app_context(), db.engine.connect() as connection:
            attempts = connection.execute(
                attempt.select().where(attempt.c.exam_id == exam_id).order_by(attempt.c.id)
            ).all()
            ids = [row.id for row in attempts]
            answers = connection.execute(answer.select().where(answer.c.attempt_id.in_(ids))).all()
            sheets = connection.execute(sheet.select().where(sheet.c.attempt_id.in_(ids))).all()
            acts = connection.execute(
                select(AuditEntry.object_id, AuditEntry.act).where(
                    AuditEntry.object_type == "attempt",
                    AuditEntry.object_id.in_([str(number) for number in ids]),
                )
            ).all()
            paper = connection.execute(
                select(Form.content, KeyVersion.content.label("keys"))
                .join(KeyVersion, KeyVersion.form_id == Form.id)
                .where(Form.exam_id == exam_id)
            ).one()
        return {
            "attempts": attempts,
            "answers": answers,
            "sheets": sheets,
            "acts": acts,
            "form": paper.content,
            "keys": paper.keys,
        }


def counted(moment: datetime | None) -> int | None:
    """A moment as the model counts it."""
    return None if moment is None else (moment - OPENS) // timedelta(microseconds=1)
