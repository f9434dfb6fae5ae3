"""统一收卷: all papers at once, none twice, nobody in afterwards."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from quizapp.attempts.operations.closing import submit
from quizapp.attempts.operations.collecting import NothingToCollect, collect
from quizapp.attempts.operations.refusals import NoSuchTest
from quizapp.attempts.operations.starting import start
from quizapp.domain.attempt import AttemptState
from quizapp.domain.attempt_refusals import TooEarlyToSubmit, WindowClosed
from quizapp.domain.terms import Allowance
from quizapp.exams.operations.allowances import Whom, grant
from quizapp.extensions import db
from quizapp.models import AuditEntry, ScoreSheet, Seat, Sitting
from tests.conftest import People
from tests.factories.attempts import make_attempt
from tests.factories.exams import HOUR, make_published
from tests.quizapp.attempts.conftest import KEY, viewer_of
from tests.quizapp.exams.operations.test_publishing import viewer_of as organizer_of


def test_what_is_saved_is_handed_in_and_scored_once(people: People) -> None:
    exam = make_published(people.root, [people.member, people.stranger])
    mine = make_attempt(exam, people.member, answers={1: ["x"]})
    make_attempt(exam, people.stranger)
    assert collect(exam.id, None, viewer=organizer_of(people), key=KEY) == 2
    assert collect(exam.id, None, viewer=organizer_of(people), key=KEY) == 0
    db.session.expire_all()
    assert mine.state is AttemptState.EXPIRED
    assert mine.closed_at is not None and mine.deadline_at is not None
    assert mine.closed_at < mine.deadline_at
    assert mine.receipt_number
    assert db.session.query(ScoreSheet).filter_by(attempt_id=mine.id).count() == 1


def test_nobody_starts_afterwards(people: People) -> None:
    exam = make_published(people.root, [people.member])
    collect(exam.id, None, viewer=organizer_of(people), key=KEY)
    with pytest.raises(WindowClosed):
        start(exam.id, viewer=viewer_of(people.member), entry_code="", key=KEY)


def test_extra_time_goes_on(people: People) -> None:
    exam = make_published(people.root, [people.member])
    attempt = make_attempt(exam, people.member, extra_seconds=600)
    assert collect(exam.id, None, viewer=organizer_of(people), key=KEY) == 0
    assert attempt.state is AttemptState.OPEN


def test_one_sitting_ends_and_the_others_go_on(people: People) -> None:
    exam = make_published(people.root, [people.member, people.stranger])
    now = datetime.now(UTC)
    for number, member in enumerate((people.member, people.stranger), start=1):
        sitting = Sitting(
            exam_id=exam.id, number=number, opens_at=now - HOUR, closes_at=now + HOUR, rooms=""
        )
        db.session.add(sitting)
        db.session.flush()
        db.session.add(
            Seat(exam_id=exam.id, member_id=member.id, sitting_id=sitting.id, room="A", number=1)
        )
    db.session.commit()
    first = db.session.query(Sitting).filter_by(number=1).one()
    here, there = make_attempt(exam, people.member), make_attempt(exam, people.stranger)
    assert collect(exam.id, first.id, viewer=organizer_of(people), key=KEY) == 1
    db.session.expire_all()
    assert (here.state, there.state) == (AttemptState.EXPIRED, AttemptState.OPEN)
    assert first.ended_at is not None


def test_nothing_to_collect_before_the_beginning_and_nothing_for_others(people: People) -> None:
    coming = make_published(people.root, [people.member], opens_in=HOUR)
    waiting = make_published(people.root, [people.member], start_by_hand=True)
    for exam in (coming, waiting):
        with pytest.raises(NothingToCollect):
            collect(exam.id, None, viewer=organizer_of(people), key=KEY)
    running = make_published(people.root, [people.member])
    with pytest.raises(NoSuchTest):
        collect(running.id, None, viewer=viewer_of(people.secretary), key=KEY)
    assert db.session.query(AuditEntry).filter_by(act="exam.papers_collected").count() == 0


def test_nobody_hands_in_before_the_time_set(people: People) -> None:
    exam = make_published(people.root, [people.member], earliest_submission_seconds=600)
    attempt = make_attempt(exam, people.member)
    viewer = viewer_of(people.member)
    with pytest.raises(TooEarlyToSubmit):
        submit(attempt.id, viewer=viewer, claimed={}, key=KEY)
    attempt.started_at = datetime.now(UTC) - timedelta(minutes=10)
    db.session.commit()
    done = submit(attempt.id, viewer=viewer, claimed={}, key=KEY)
    assert done.state is AttemptState.SUBMITTED


def test_a_time_of_their_own_goes_on(people: People) -> None:
    exam = make_published(people.root, [people.member])
    later = Allowance(closes_at=datetime.now(UTC) + 48 * HOUR)
    whom = Whom(member_id=people.member.id)
    grant(exam.id, whom, later, "ill", viewer=organizer_of(people), now=datetime.now(UTC))
    attempt = make_attempt(exam, people.member)
    assert collect(exam.id, None, viewer=organizer_of(people), key=KEY) == 0
    assert attempt.state is AttemptState.OPEN
