"""What single people are granted: with a reason, at once, never less than before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from quizapp.attempts.operations.starting import start
from quizapp.domain.attempt import AttemptState
from quizapp.domain.attempt_refusals import NoTriesLeft
from quizapp.domain.disclosure import Release
from quizapp.domain.terms import Allowance
from quizapp.exams.operations import allowances
from quizapp.exams.operations.allowances import Granted, Whom
from quizapp.exams.operations.owned import NoSuchExam
from quizapp.exams.operations.rosters import NotOnThisRoster
from quizapp.extensions import db
from quizapp.invigilation.operations import extend
from quizapp.models import AllowanceGrant, Attempt, AuditEntry, Exam, Seat, Sitting
from tests.conftest import People
from tests.factories.attempts import make_attempt
from tests.factories.exams import HOUR, make_published
from tests.quizapp.attempts.conftest import KEY
from tests.quizapp.attempts.conftest import viewer_of as member_viewer
from tests.quizapp.exams.operations.test_publishing import viewer_of

TEN = Allowance(extra=timedelta(minutes=10))


def now() -> datetime:
    return datetime.now(UTC)


def grant(exam: Exam, whom: Whom, allowance: Allowance, people: People) -> Granted:
    granted = allowances.grant(
        exam.id, whom, allowance, " ill ", viewer=viewer_of(people), now=now()
    )
    db.session.expire_all()
    return granted


def test_who_starts_later_has_the_extra_time(people: People) -> None:
    exam = make_published(people.root, [people.member, people.stranger])
    grant(exam, Whom(member_id=people.member.id), TEN, people)
    lengths = {}
    for member in (people.member, people.stranger):
        attempt_id = start(exam.id, viewer=member_viewer(member), entry_code="", key=KEY)
        row = db.session.get_one(Attempt, attempt_id)
        assert row.deadline_at is not None and row.started_at is not None
        lengths[member.id] = row.deadline_at - row.started_at
    assert lengths[people.member.id] == timedelta(minutes=40)
    assert lengths[people.stranger.id] == timedelta(minutes=30)


def test_running_attempts_of_a_branch_get_it_at_once_and_only_there(people: People) -> None:
    exam = make_published(people.root, [people.member, people.stranger])
    mine, other = make_attempt(exam, people.member), make_attempt(exam, people.stranger)
    before = (mine.deadline_at, other.deadline_at)
    grant(exam, Whom(unit_id=people.branch), TEN, people)
    assert before[0] is not None and mine.deadline_at == before[0] + timedelta(minutes=10)
    assert mine.accept_until is not None and mine.accept_until > mine.deadline_at
    assert mine.extra_seconds == 600
    assert (other.deadline_at, other.extra_seconds) == (before[1], 0)


def test_a_smaller_grant_takes_nothing_away_from_a_running_attempt(people: People) -> None:
    exam = make_published(people.root, [people.member])
    attempt = make_attempt(exam, people.member)
    whom = Whom(member_id=people.member.id)
    grant(exam, whom, TEN, people)
    granted = attempt.deadline_at
    grant(exam, whom, Allowance(extra=timedelta(minutes=1)), people)
    allowances.withdraw(exam.id, whom, viewer=viewer_of(people), now=now())
    db.session.expire_all()
    assert attempt.deadline_at == granted
    assert db.session.query(AllowanceGrant).count() == 0


@pytest.mark.parametrize("extended_first", [True, False])
def test_it_comes_on_top_of_what_the_invigilator_gave(
    people: People, *, extended_first: bool
) -> None:
    exam = make_published(people.root, [people.member])
    attempt = make_attempt(exam, people.member)
    whom, before = Whom(member_id=people.member.id), attempt.deadline_at
    assert before is not None
    acts = [
        lambda: extend(exam.id, attempt.id, 10, viewer=viewer_of(people)),
        lambda: grant(exam, whom, TEN, people),
    ]
    for act in acts if extended_first else reversed(acts):
        act()
    assert attempt.deadline_at == before + timedelta(minutes=20)
    # In place of the earlier one, still on top of the extension.
    grant(exam, whom, Allowance(extra=timedelta(minutes=15)), people)
    assert attempt.deadline_at == before + timedelta(minutes=25)
    assert attempt.extra_seconds == 25 * 60


def test_it_says_what_it_changed_for_those_who_answer(people: People) -> None:
    exam = make_published(people.root, [people.member, people.secretary, people.stranger])
    make_attempt(exam, people.member)
    make_attempt(exam, people.stranger)
    branch, own = Whom(unit_id=people.branch), Whom(member_id=people.member.id)
    late = Whom(member_id=people.secretary.id)
    assert grant(exam, branch, TEN, people) == Granted(running=1, lengthened=1)
    assert grant(exam, own, TEN, people) == Granted(running=1, lengthened=0)
    assert grant(exam, late, TEN, people) == Granted(running=0, lengthened=0)


def test_an_end_before_the_own_sitting_is_refused(people: People) -> None:
    exam = make_published(people.root, [people.member, people.stranger], closes_in=9 * HOUR)
    begins = now() + 2 * HOUR
    sitting = Sitting(exam_id=exam.id, number=1, opens_at=begins, closes_at=begins + HOUR)
    db.session.add(sitting)
    db.session.flush()
    seat = Seat(exam_id=exam.id, member_id=people.member.id, sitting_id=sitting.id)
    seat.room, seat.number = "Hall A", 1
    db.session.add(seat)
    db.session.commit()
    early = Allowance(closes_at=now() + HOUR)
    own, branch = Whom(member_id=people.member.id), Whom(unit_id=people.branch)
    for whom in (own, branch):
        with pytest.raises(allowances.GrantedWindowEnds):
            grant(exam, whom, early, people)
    grant(exam, Whom(member_id=people.stranger.id), early, people)
    later = Allowance(opens_at=begins, closes_at=begins + 2 * HOUR)
    grant(exam, own, later, people)
    # Their own end goes before their branch's, which is then nobody's concern.
    grant(exam, branch, early, people)


def test_a_later_window_lets_in_after_the_end_and_keeps_keys_until_then(people: People) -> None:
    exam = make_published(people.root, [people.member], opens_in=-2 * HOUR, closes_in=-HOUR)
    later = Allowance(closes_at=now() + HOUR)
    grant(exam, Whom(member_id=people.member.id), later, people)
    attempt_id = start(exam.id, viewer=member_viewer(people.member), entry_code="", key=KEY)
    assert db.session.get_one(Attempt, attempt_id).state is AttemptState.OPEN
    assert exam.granted_until == later.closes_at


def test_a_further_attempt_opens_the_test_again(people: People) -> None:
    exam = make_published(people.root, [people.member])
    make_attempt(exam, people.member, state=AttemptState.SUBMITTED)
    viewer = member_viewer(people.member)
    with pytest.raises(NoTriesLeft):
        start(exam.id, viewer=viewer, entry_code="", key=KEY)
    grant(exam, Whom(member_id=people.member.id), Allowance(further_tries=1), people)
    assert (
        db.session.get_one(Attempt, start(exam.id, viewer=viewer, entry_code="", key=KEY)).number
        == 2
    )


def test_it_is_on_record_with_its_reason(people: People) -> None:
    exam = make_published(people.root, [people.member])
    grant(exam, Whom(member_id=people.member.id), TEN, people)
    entry = db.session.query(AuditEntry).filter_by(act="exam.allowance_granted").one()
    assert entry.actor_id == people.organizer.id
    assert (entry.details["reason"], entry.details["extra_seconds"]) == ("ill", 600)


def test_refuses_nothing_no_reason_a_past_end_and_strangers(people: People) -> None:
    exam = make_published(people.root, [people.member])
    viewer, own = viewer_of(people), Whom(member_id=people.member.id)
    past = Allowance(closes_at=now() - HOUR)
    for whom, allowance, reason, refusal in (
        (own, Allowance(), "ill", allowances.NothingGranted),
        (own, TEN, "  ", allowances.NoReasonGiven),
        (own, past, "ill", allowances.GrantedWindowEnds),
        (Whom(member_id=people.stranger.id), TEN, "ill", NotOnThisRoster),
        (Whom(unit_id=people.other_branch), TEN, "ill", NotOnThisRoster),
    ):
        with pytest.raises(refusal):
            allowances.grant(exam.id, whom, allowance, reason, viewer=viewer, now=now())
    with pytest.raises(NoSuchExam):
        allowances.grant(
            exam.id, own, TEN, "ill", viewer=member_viewer(people.secretary), now=now()
        )
    assert db.session.query(AllowanceGrant).count() == 0


def test_nobody_is_let_in_once_the_keys_are_out(people: People) -> None:
    exam = make_published(
        people.root,
        [people.member],
        opens_in=-3 * HOUR,
        closes_in=-HOUR,
        answer_release=Release.AFTER_CLOSE,
    )
    for late in (Allowance(closes_at=now() + HOUR), Allowance(further_tries=1)):
        with pytest.raises(allowances.KeysAreOut):
            grant(exam, Whom(member_id=people.member.id), late, people)


def test_more_time_revives_no_attempt_whose_time_is_over(people: People) -> None:
    exam = make_published(people.root, [people.member])
    attempt = make_attempt(exam, people.member, started_at=now() - HOUR)
    ended = attempt.deadline_at
    grant(exam, Whom(member_id=people.member.id), Allowance(extra=4 * HOUR), people)
    assert attempt.deadline_at == ended


def test_what_is_taken_back_keeps_no_key_waiting(people: People) -> None:
    exam = make_published(people.root, [people.member])
    whom = Whom(member_id=people.member.id)
    grant(exam, whom, Allowance(closes_at=now() + 400 * HOUR), people)
    assert exam.granted_until is not None
    allowances.withdraw(exam.id, whom, viewer=viewer_of(people), now=now())
    db.session.expire_all()
    assert exam.granted_until is None
