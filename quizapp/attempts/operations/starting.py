"""Starting an attempt, and handing it to another tab or device."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import Session

from quizapp.attempts.operations.closing import close_if_overdue
from quizapp.attempts.operations.facts import record_takeover
from quizapp.attempts.operations.refusals import NoSuchTest
from quizapp.attempts.operations.rows import (
    first_sequence,
    own_attempt,
    sequences,
)
from quizapp.attempts.queries.entries import entries
from quizapp.database.clock import database_now
from quizapp.database.transaction import transaction
from quizapp.domain import attempt as rules
from quizapp.domain.attempt_refusals import TimeIsUp
from quizapp.domain.door import Visit, check_place, check_start
from quizapp.domain.paper import Form as Paper
from quizapp.domain.paper import order_key, shown_order
from quizapp.domain.terms import Terms
from quizapp.domain.timing import accept_until, time_left
from quizapp.domain.viewer import Viewer
from quizapp.live.publishing import exam_topic, publish
from quizapp.models import Answer, Attempt, Exam, ExamState, Form, Member
from quizapp.models.base import Moment

# Put together once: taking a statement apart for its cache costs as much as running it.
_EXAM: Final = (
    select(Exam).where(Exam.id == bindparam("exam")).with_for_update(read=True, key_share=True)
)
_EARLIER: Final = (
    select(Attempt, func.app_now(type_=Moment).label("now"))
    .select_from(Member)
    .outerjoin(Attempt, and_(Attempt.member_id == Member.id, Attempt.exam_id == bindparam("exam")))
    .where(Member.id == bindparam("member"))
    .order_by(Attempt.number)
)

NOWHERE: Final = Visit()
"""A request that says nothing of where it comes from; a test that asks refuses it."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the page that holds an attempt goes on from."""

    holder: int
    first_sequence: int
    remaining: timedelta
    server_time: datetime
    answers: tuple[StoredAnswer, ...]


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """An answer as the server has it."""

    item_number: int
    response: tuple[str, ...]
    sequence: int
    saved_at: datetime


def start(
    exam_id: int,
    *,
    viewer: Viewer,
    entry_code: str,
    key: bytes,
    honoured: bool = False,
    visit: Visit = NOWHERE,
) -> int:
    """Open an attempt for the viewer, or give the one that is open already; its id.

    `honoured`: the honour statement was ticked. What a test asks at its door is checked for a new
    attempt; going on with an open one is checked where the test page is loaded and taken over.

    Two taps on two devices make one attempt: starts of one member and exam wait for each other,
    and whoever comes second finds the first one's attempt.
    """
    for _ in range(2):
        attempt_id, overdue = _start(
            exam_id,
            viewer=viewer,
            entry_code=entry_code,
            key=key,
            honoured=honoured,
            visit=visit,
        )
        if not overdue:
            break
        # The earlier attempt's time is over: hand in what was saved, then look again.
        close_if_overdue(attempt_id, key=key)
    return attempt_id


def take_over(
    attempt_id: int,
    *,
    viewer: Viewer,
    key: bytes,
    visit: Visit = NOWHERE,
    known_holder: int | None = None,
) -> Held:
    """Hand the attempt to the page that asks, with the same clock and all that is stored.

    The page that held it before can only read from then on. Network and browser are checked here
    as at the start, and not when answers are saved; `domain.door` says why. `known_holder` is the
    number under which the asking browser last held the attempt, 0 when it never did, None when it
    cannot know: where another one held it since, that is a fact for the invigilator.
    """
    try:
        return _take_over(attempt_id, viewer=viewer, visit=visit, known_holder=known_holder)
    except TimeIsUp:
        close_if_overdue(attempt_id, key=key)
        raise


def _start(
    exam_id: int, *, viewer: Viewer, entry_code: str, key: bytes, honoured: bool, visit: Visit
) -> tuple[int, bool]:
    """Give the id of the open attempt, and whether its time is over."""
    with transaction() as session:
        exam = _exam_of(session, exam_id, viewer)
        entry = entries(session, viewer.member_id, exam_id=exam_id, lock=True).get(exam_id)
        terms = entry.terms() if entry else Terms(window=exam.window)
        # The moment after both locks, and a row with it where there is no attempt.
        found = session.execute(_EARLIER, {"exam": exam_id, "member": viewer.member_id}).all()
        if not found:
            raise NoSuchTest()  # the account was erased meanwhile
        now: datetime = found[0].now
        rows = [row.Attempt for row in found if row.Attempt is not None]
        for row in rows:
            if row.state is rules.AttemptState.OPEN:
                return row.id, rules.is_overdue(row.snapshot(), now)
        refusal = rules.start_refusal(
            [row.snapshot() for row in rows],
            terms=terms,
            on_roster=entry is not None and not entry.exempt,
            now=now,
        )
        if refusal is not None:
            raise refusal
        check_place(exam.door, visit)
        check_start(
            exam.door,
            code=entry_code,
            code_given=viewer.exam_id is not None,
            honoured=honoured,
            key=key,
            now=now,
        )
        row = next((row for row in rows if row.state is rules.AttemptState.READY), None)
        if row is None:
            row = _new_row(session, exam, viewer.member_id, number=len(rows) + 1)
        row.honoured_at = now if exam.asks_honour else None
        row.places = _places(session, exam, row) if exam.forward_only else None
        _open(row, terms, now=now)
        session.flush()
        publish(session, exam_topic(exam_id), "started", now=now, attempt=row.id)
        return row.id, False


def _exam_of(session: Session, exam_id: int, viewer: Viewer) -> Exam:
    """Give the exam and hold it: starts and the collection of all papers wait for each other."""
    exam = session.execute(_EXAM, {"exam": exam_id}).scalar_one_or_none()
    if (
        exam is None
        or exam.state is not ExamState.PUBLISHED
        or viewer.exam_id not in (None, exam_id)
    ):
        raise NoSuchTest()
    return exam


def _new_row(session: Session, exam: Exam, member_id: int, *, number: int) -> Attempt:
    forms = list(
        session.execute(
            select(Form.id).where(Form.exam_id == exam.id).order_by(Form.number)
        ).scalars()
    )
    row = Attempt(
        exam_id=exam.id,
        member_id=member_id,
        number=number,
        form_id=_form_of(forms, exam.seed, member_id, number=number),
        shuffle_seed=order_key(str(exam.seed), f"shuffle {member_id} {number}")[:32],
        state=rules.AttemptState.READY,
        holder=0,
        extra_seconds=0,
    )
    session.add(row)
    return row


def _form_of(forms: Sequence[int], seed: int, member_id: int, *, number: int) -> int:
    """Give the paper of a member's attempt: spread by hash, and another one at the next attempt."""
    place = int(order_key(str(seed), f"form {member_id}"), 16)
    return forms[(place + number - 1) % len(forms)]


def _places(session: Session, exam: Exam, row: Attempt) -> dict[str, int]:
    """Give the place of each item as this member sees them, for a test that only goes forward."""
    paper = Paper.from_json(session.get_one(Form, row.form_id).content)
    shown = shown_order(
        paper, row.shuffle_seed, shuffle_items=exam.shuffle_items, shuffle_options=False
    )
    return {str(entry.item.number): entry.place for entry in shown}


def _open(row: Attempt, terms: Terms, *, now: datetime) -> None:
    ready = replace(row.snapshot(), extra=terms.extra)
    opened = rules.start(ready, terms.window, now=now)
    deadline = opened.deadline_at or now
    row.state, row.holder = opened.state, opened.holder
    row.extra_seconds = int(terms.extra.total_seconds())
    row.started_at, row.deadline_at = opened.started_at, deadline
    row.accept_until = accept_until(deadline)


def _take_over(attempt_id: int, *, viewer: Viewer, visit: Visit, known_holder: int | None) -> Held:
    with transaction() as session:
        row = own_attempt(session, attempt_id, viewer)
        check_place(session.get_one(Exam, row.exam_id).door, visit)
        now = database_now(session)
        before = row.snapshot(sequences(session, attempt_id))
        value = rules.take_over(before, now=now)
        row.holder = value.holder
        if rules.comes_from_elsewhere(before, known_holder):
            record_takeover(session, row, now=now)
        answers = session.execute(
            select(Answer).where(Answer.attempt_id == attempt_id).order_by(Answer.item_number)
        ).scalars()
        return Held(
            holder=value.holder,
            first_sequence=first_sequence(value),
            remaining=time_left(value.deadline_at or now, now),
            server_time=now,
            answers=tuple(
                StoredAnswer(
                    answer.item_number, tuple(answer.response), answer.sequence, answer.saved_at
                )
                for answer in answers
            ),
        )
