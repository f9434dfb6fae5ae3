"""Signs of life: what they tell the page, when they write anything, and who may give them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from quizapp.attempts.operations.refusals import NoSuchAttempt, SessionEnded
from quizapp.attempts.operations.reporting import Standing, report
from quizapp.domain.attempt import AttemptState
from quizapp.domain.attempt_refusals import AlreadySubmitted, Collected, TakenOver, TimeIsUp
from quizapp.domain.invigilation import SIGN_EVERY, Fact, FactKind
from quizapp.domain.viewer import Claim
from quizapp.extensions import db
from quizapp.models import AttemptEvent, AttemptWatch, LiveEvent
from tests.conftest import People, Statements
from tests.factories.exams import make_published
from tests.quizapp.attempts.conftest import KEY, SetClock, Sitting, claim_of, sit_down

MINUTE = timedelta(minutes=1)


def fact(number: int = 1001, *, ago: int = 30, lasted: int | None = 10) -> Fact:
    """The page was hidden; seconds."""
    return Fact(
        number=number,
        kind=FactKind.HIDDEN,
        ago=timedelta(seconds=ago),
        lasted=None if lasted is None else timedelta(seconds=lasted),
    )


def tell(sitting: Sitting, *facts: Fact, holder: int = 1, claim: Claim | None = None) -> Standing:
    """Give a sign of life as the page would."""
    return report(sitting.attempt_id, facts, claim=claim or sitting.claim, holder=holder, key=KEY)


def seen_at(sitting: Sitting) -> datetime | None:
    """The sign of life that is written down."""
    db.session.expire_all()
    watch = db.session.get(AttemptWatch, sitting.attempt_id)
    return watch.seen_at if watch else None


def facts_of(sitting: Sitting) -> list[tuple[int, FactKind, int | None]]:
    """Stored facts."""
    db.session.expire_all()
    rows = db.session.execute(
        db.select(AttemptEvent)
        .where(AttemptEvent.attempt_id == sitting.attempt_id)
        .order_by(AttemptEvent.number)
    ).scalars()
    return [(row.number, row.kind, row.seconds) for row in rows]


@pytest.fixture
def noting(people: People) -> Sitting:
    """The member in a test that notes facts."""
    return sit_down(make_published(people.root, [people.member], record_focus=True), people.member)


def test_tells_the_time_that_is_left_and_a_lock(sitting: Sitting, set_clock: SetClock) -> None:
    deadline = sitting.attempt.deadline_at
    assert deadline is not None
    set_clock(deadline - 3 * MINUTE)
    standing = tell(sitting)
    assert (standing.remaining, standing.deadline) == (3 * MINUTE, deadline)
    assert not standing.locked
    sitting.attempt.locked_at = deadline - 4 * MINUTE
    db.session.commit()
    assert tell(sitting).locked


def test_writes_nothing_when_something_was_just_heard(people: People, set_clock: SetClock) -> None:
    exam = make_published(people.root, [people.member])
    sitting = sit_down(exam, people.member, answers={1: ["a"]})
    saved = sitting.attempt.started_at  # the factory saves the answers then
    assert saved is not None
    set_clock(saved + SIGN_EVERY - timedelta(seconds=1))
    tell(sitting)
    assert seen_at(sitting) is None
    set_clock(saved + SIGN_EVERY)
    tell(sitting)
    assert seen_at(sitting) == saved + SIGN_EVERY
    set_clock(saved + SIGN_EVERY + timedelta(seconds=29))
    tell(sitting)
    assert seen_at(sitting) == saved + SIGN_EVERY
    set_clock(saved + SIGN_EVERY + timedelta(minutes=5))
    tell(sitting)
    assert seen_at(sitting) == saved + SIGN_EVERY + timedelta(minutes=5)


def test_a_sign_right_after_another_is_one_statement_that_only_reads(
    sitting: Sitting, statements: Statements
) -> None:
    attempt_id, claim = sitting.attempt_id, sitting.claim
    report(attempt_id, (), claim=claim, holder=1, key=KEY)
    db.session.rollback()
    statements.seen.clear()
    report(attempt_id, (), claim=claim, holder=1, key=KEY)
    reads = [text for text in statements.seen if not text.startswith("BEGIN")]
    assert len(reads) == 1 and reads[0].startswith("SELECT")


def test_facts_are_stored_once_and_their_end_is_added(noting: Sitting) -> None:
    tell(noting, fact(lasted=None))
    assert facts_of(noting) == [(1001, FactKind.HIDDEN, None)]
    for _ in range(2):
        tell(noting, fact(lasted=25), fact(1002, lasted=4))
    assert facts_of(noting) == [(1001, FactKind.HIDDEN, 25), (1002, FactKind.HIDDEN, 4)]
    tell(noting, fact(lasted=1), replace(fact(1002), kind=FactKind.OFFLINE))
    assert [seconds for _n, _k, seconds in facts_of(noting)] == [25, 4]
    kinds = db.session.execute(db.select(LiveEvent.kind)).scalars().all()
    assert kinds == ["noticed", "noticed"], "a repetition tells nobody anything"


def test_facts_are_nobodys_business_unless_the_test_says_so(sitting: Sitting) -> None:
    tell(sitting, fact())
    assert facts_of(sitting) == []


def test_only_so_many_facts_are_kept(noting: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizapp.attempts.operations.facts.MOST_FACTS", 3)
    tell(noting, *(fact(number) for number in range(1, 6)))
    tell(noting, fact(9))
    assert [number for number, _k, _s in facts_of(noting)] == [1, 2, 3]


def test_refuses_whom_a_save_refuses(people: People, sitting: Sitting) -> None:
    with pytest.raises(NoSuchAttempt):
        tell(sitting, claim=claim_of(people.stranger))
    with pytest.raises(NoSuchAttempt):
        tell(sitting, claim=claim_of(people.member, exam_id=sitting.exam.id + 1))
    with pytest.raises(NoSuchAttempt):
        report(10**6, (), claim=sitting.claim, holder=1, key=KEY)
    with pytest.raises(SessionEnded):
        tell(sitting, claim=replace(sitting.claim, session_version=99))
    with pytest.raises(TakenOver):
        tell(sitting, holder=2)
    assert seen_at(sitting) is None


@pytest.mark.parametrize(
    ("state", "early", "refusal"),
    [
        (AttemptState.SUBMITTED, True, AlreadySubmitted),
        (AttemptState.EXPIRED, True, Collected),
        (AttemptState.EXPIRED, False, TimeIsUp),
    ],
)
def test_a_closed_attempt_sends_the_page_away(
    sitting: Sitting, state: AttemptState, early: bool, refusal: type[Exception]
) -> None:
    attempt = sitting.attempt
    assert attempt.deadline_at is not None
    attempt.state = state
    attempt.closed_at = attempt.deadline_at - MINUTE if early else attempt.deadline_at
    db.session.commit()
    with pytest.raises(refusal):
        tell(sitting)


def test_a_sign_after_the_time_closes_the_attempt(sitting: Sitting, set_clock: SetClock) -> None:
    deadline = sitting.attempt.deadline_at
    assert deadline is not None
    set_clock(deadline + MINUTE)
    with pytest.raises(TimeIsUp):
        tell(sitting)
    assert sitting.attempt.state is AttemptState.EXPIRED
