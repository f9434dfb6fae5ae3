"""Two worlds that differ in nothing but keys and explanations."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import event, text

from question_bank.items import Item
from quizapp.attempts.operations.closing import submit
from quizapp.domain.attempt import AttemptState
from quizapp.domain.disclosure import Release
from quizapp.domain.people import Role, UnitKind
from quizapp.extensions import db
from quizapp.models import Exam, ExamPlan, ItemStatus, Member, Unit
from tests.conftest import make_people
from tests.factories.attempts import make_attempt
from tests.factories.bank import make_bank_item
from tests.factories.exams import make_published
from tests.factories.items import (
    CANARY,
    fill_in,
    make_source,
    multiple_choice,
    single_choice,
    true_false,
)
from tests.factories.people import make_member, make_role, make_unit
from tests.factories.stock import make_stock
from tests.quizapp.attempts.conftest import KEY, viewer_of

NOW = datetime.now(UTC).replace(microsecond=0)
STATES = ("before the opening", "not begun", "open", "handed in", "expired", "voided")
UNTOLD = ("nobody", "member", "other member", "secretary", "stranger", "foreign organizer", "entry")
NUMBERS = {"exam_id": (1,), "attempt_id": (1,), "plan_id": (1,), "item_id": (1, 3, 5, 7)}
"""Which numbers are asked for; an item of each kind."""


def items_of(world: int) -> list[list[Item]]:
    """The same questions in both worlds, with other keys and explanations."""
    keys = ("b", ("a", "c"), False), ("d", ("b", "c", "d"), True)
    single, several, truth = keys[world]
    made: list[list[Item]] = [
        [single_choice(1, key=single), single_choice(2, key=single)],
        [multiple_choice(1, keys=several), multiple_choice(2, keys=several)],
        [true_false(1, key=truth), true_false(2, key=truth)],
        [fill_in(1, word_bank=False), fill_in(2, blanks=2, word_bank=False)],
    ]
    return [[_in_world(item, world) for item in section] for section in made]


def _in_world(item: Item, world: int) -> Item:
    long = " and more of it" * 20 * world
    changed = replace(
        item,
        explanation=f"{CANARY}-{item.id}-explained{long}",
        source=replace(make_source(1), quote=f"{CANARY}-{item.id}-source{long}"),
    )
    if hasattr(changed, "blanks"):
        blanks = tuple(
            replace(blank, key=f"{CANARY}-{item.id}-{number}{long}", accepted=())
            for number, blank in enumerate(changed.blanks)
        )
        changed = replace(changed, blanks=blanks)
    return changed


class World:
    """One of the two, in one state, on a database of its own."""

    def __init__(self, app: Flask, number: int, state: str, release: Release) -> None:
        self.app, self.state = app, state
        with app.app_context():
            self._stand_still()
            people = make_people()
            elsewhere = make_unit("Elsewhere", kind=UnitKind.COMMITTEE)
            foreign = make_member("foreign", unit=elsewhere)
            make_role(foreign, Role.ORGANIZER, elsewhere)
            other = make_member("other", unit=db.session.get_one(Unit, people.branch))
            sections = items_of(number)
            plan = make_stock(people.root, each=0)
            for item in itertools.chain(*sections):
                make_bank_item(plan.id, item, status=ItemStatus.APPROVED)
            exam = make_published(
                people.root,
                [people.member, other, people.secretary],
                sections=sections,
                opens_at=NOW + timedelta(hours=1 if state == STATES[0] else -1),
                closes_at=NOW + timedelta(days=1),
                made_at=NOW - timedelta(days=1),
                score_release=release,
                answer_release=release,
                typed_blanks=True,
                entry_by_name=True,
                study_items=True,
                member_board=True,
                branch_board=True,
            )
            # Study items come from the same documents, and must leave out what is on the paper.
            db.session.add(ExamPlan(exam_id=exam.id, plan_id=plan.id))
            db.session.commit()
            self._attempt(exam, people.member)
            self.signed = {
                "nobody": None,
                "member": f"{people.member.id}.1.",
                "other member": f"{other.id}.1.",
                "secretary": f"{people.secretary.id}.1.",
                "stranger": f"{people.stranger.id}.1.",
                "foreign organizer": f"{foreign.id}.1.",
                "entry": f"{people.member.id}.1.{exam.id}",
                "organizer": f"{people.organizer.id}.1.",
            }
            self.exam_id = exam.id
            db.session.remove()

    def _attempt(self, exam: Exam, member: Any) -> None:
        if self.state in ("before the opening", "not begun"):
            return
        started = NOW - timedelta(minutes=50 if self.state == "expired" else 10)
        answers = {1: ["b"], 3: ["a", "c"], 5: ["false"], 7: ["key1"]}
        attempt = make_attempt(exam, member, answers=answers, started_at=started)
        if self.state in ("handed in", "voided", "expired"):
            done = submit(attempt.id, viewer=viewer_of(member), claimed={}, key=KEY)
            assert done.state is not AttemptState.OPEN
        if self.state == "voided":
            attempt = db.session.get_one(type(attempt), attempt.id)
            attempt.voided_at = NOW
            db.session.commit()

    def _stand_still(self) -> None:
        """Both worlds are asked at the same moment."""
        if db.engine.dialect.name == "sqlite":
            stored = NOW.strftime("%Y-%m-%d %H:%M:%S.%f")
            event.listen(
                db.engine,
                "connect",
                lambda connection, _: connection.create_function("app_now", 0, lambda: stored),
            )
            db.engine.dispose()
        else:
            # Numbers begin with 1 again: other tests may have used up some of the template's.
            tables = ", ".join(f'"{table.name}"' for table in db.metadata.sorted_tables)
            db.session.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
            db.session.execute(
                text(
                    "CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql"
                    f" VOLATILE AS $$ SELECT timestamptz '{NOW.isoformat()}' $$"
                )
            )
            db.session.commit()

    def page(self, who: str, path: str) -> bytes:
        """Everything that comes back, without what is new in each reply."""
        return self._ask(self.signed[who], path, {"method": "GET"})

    def sent(self, who: str, path: str, **request: Any) -> bytes:
        """The same for a request that changes something, by a session that has not ended."""
        member_id, _version, scope = (self.signed[who] or "").split(".")
        with self.app.app_context():
            version = db.session.get_one(Member, int(member_id)).session_version
        identity = f"{member_id}.{version}.{scope}"
        return self._ask(identity, path, {"method": "POST"} | request)

    def _ask(self, identity: str | None, path: str, request: dict[str, Any]) -> bytes:
        client = self.app.test_client()
        if identity:
            with client.session_transaction() as session:
                session["_user_id"], session["_fresh"] = identity, True
        reply = client.open(path, **request)
        head = "\n".join(
            f"{name}: {value}"
            for name, value in sorted(reply.headers.items())
            if name not in ("Set-Cookie", "Date", "Expires", "Content-Length", "X-Request-ID")
        )
        # A stream of live events never ends by itself; what it sends is also asked as rows.
        body = b"" if reply.mimetype == "text/event-stream" else _opened(reply.get_data())
        reply.close()
        whole = f"{reply.status_code}\n{head}\n".encode() + body
        return CHANGES_EACH_TIME.sub(b"", whole)

    def paths(self, method: str = "GET") -> list[str]:
        """Every address that takes the method, with every number that exists."""
        found = []
        for rule in self.app.url_map.iter_rules():
            if method not in (rule.methods or ()) or rule.endpoint.endswith("static"):
                continue
            numbers = [NUMBERS.get(name, (1, 2)) for name in sorted(rule.arguments)]
            for chosen in itertools.product(*numbers):
                path = rule.rule
                for name, number in zip(sorted(rule.arguments), chosen, strict=True):
                    path = re.sub(rf"<(int:)?{name}>", str(number), path)
                found.append(path)
        return found


def _opened(data: bytes) -> bytes:
    """The parts of a packed document, without the moment at which it was packed."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = [name for name in packed.namelist() if name != "docProps/core.xml"]
        return b"".join(packed.read(name) for name in names)


CHANGES_EACH_TIME = re.compile(
    rb'name="csrf_token"[^>]*value="[^"]*"|value="[^"]*"[^>]*name="csrf_token"'
    rb'|name="csrf-token" content="[^"]*"|content="[^"]*" name="csrf-token"|X-Request-Id: .*'
)
