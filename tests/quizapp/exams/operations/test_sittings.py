"""Sittings: inside the window, seats once for all, begun by hand for everybody at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from quizapp.attempts.operations.starting import start
from quizapp.domain.attempt_refusals import EntryClosed, NotBegunYet, NotOpenYet
from quizapp.exams.operations import sittings
from quizapp.exams.operations.owned import NoSuchExam
from quizapp.exams.operations.sittings import SittingWish
from quizapp.extensions import db
from quizapp.models import Attempt, Exam, RosterEntry, Seat, Sitting
from tests.conftest import People
from tests.factories.exams import HOUR, make_published
from tests.quizapp.attempts.conftest import KEY
from tests.quizapp.attempts.conftest import viewer_of as member_viewer
from tests.quizapp.exams.operations.test_publishing import viewer_of


def now() -> datetime:
    return datetime.now(UTC)


def hall(people: People, **values: object) -> tuple[Exam, Sitting]:
    """Two people seated in one room, from an hour on."""
    exam = make_published(people.root, [people.member, people.stranger], **values)
    wish = SittingWish(now() + HOUR, now() + 2 * HOUR, "Hall A, 30")
    sitting_id = sittings.add_sitting(exam.id, wish, viewer=viewer_of(people), now=now())
    assert sittings.assign_seats(exam.id, viewer=viewer_of(people), now=now()) == 0
    return exam, db.session.get_one(Sitting, sitting_id)


def moved(sitting: Sitting, opens_in: timedelta) -> None:
    sitting.opens_at, sitting.closes_at = now() + opens_in, now() + opens_in + HOUR
    db.session.commit()


def begin(exam: Exam, people: People) -> Attempt:
    viewer = member_viewer(people.member)
    return db.session.get_one(Attempt, start(exam.id, viewer=viewer, entry_code="", key=KEY))


def test_everybody_has_one_seat_and_comes_at_that_time(people: People) -> None:
    exam, sitting = hall(people)
    seats = db.session.query(Seat).order_by(Seat.number).all()
    assert [(seat.room, seat.number) for seat in seats] == [("Hall A", 1), ("Hall A", 2)]
    with pytest.raises(NotOpenYet):
        begin(exam, people)
    moved(sitting, -timedelta(minutes=5))
    assert begin(exam, people).deadline_at is not None


def test_a_room_too_small_says_how_many_stand(people: People) -> None:
    exam = make_published(people.root, [people.member, people.stranger])
    wish = SittingWish(now() + HOUR, now() + 2 * HOUR, "Hall A, 1")
    sittings.add_sitting(exam.id, wish, viewer=viewer_of(people), now=now())
    assert sittings.assign_seats(exam.id, viewer=viewer_of(people), now=now()) == 1


def test_who_leaves_the_roster_leaves_the_seat(people: People) -> None:
    exam, _sitting = hall(people)
    db.session.delete(db.session.get_one(RosterEntry, (exam.id, people.stranger.id)))
    db.session.commit()
    assert db.session.query(Seat).count() == 1


def test_entry_closes_so_long_after_the_beginning(people: People) -> None:
    exam, sitting = hall(people, late_entry_seconds=900)
    moved(sitting, -timedelta(minutes=16))
    with pytest.raises(EntryClosed):
        begin(exam, people)
    moved(sitting, -timedelta(minutes=14))
    assert begin(exam, people).number == 1


@pytest.mark.parametrize("seated", [True, False])
def test_begun_by_hand_everybody_has_the_same_end(people: People, *, seated: bool) -> None:
    if seated:
        exam, sitting = hall(people, start_by_hand=True)
        moved(sitting, -timedelta(minutes=5))
        sitting_id: int | None = sitting.id
    else:
        exam = make_published(people.root, [people.member], start_by_hand=True)
        sitting_id = None
    with pytest.raises(NotBegunYet):
        begin(exam, people)
    sittings.begin_sitting(exam.id, sitting_id, viewer=viewer_of(people))
    db.session.expire_all()
    row = db.session.get_one(Sitting, sitting_id) if sitting_id else exam
    begun_at = row.begun_at
    sittings.begin_sitting(exam.id, sitting_id, viewer=viewer_of(people))
    db.session.expire_all()
    assert begun_at is not None and row.begun_at == begun_at
    assert begin(exam, people).deadline_at == begun_at + timedelta(minutes=30)


def test_names_everything_wrong_and_stores_nothing(people: People) -> None:
    exam = make_published(people.root, [people.member])
    assert exam.opens_at is not None
    wish = SittingWish(exam.opens_at - HOUR, now() + HOUR, "no seats here")
    with pytest.raises(sittings.SittingUnusable) as refused:
        sittings.add_sitting(exam.id, wish, viewer=viewer_of(people), now=now())
    assert [one.code for one in refused.value.reasons] == ["room_unreadable", "sitting_outside"]
    assert db.session.query(Sitting).count() == 0


def test_what_has_begun_stays(people: People) -> None:
    exam, sitting = hall(people)
    moved(sitting, -timedelta(minutes=5))
    with pytest.raises(sittings.SittingBegun):
        sittings.assign_seats(exam.id, viewer=viewer_of(people), now=now())
    with pytest.raises(sittings.SittingBegun):
        sittings.remove_sitting(exam.id, sitting.id, viewer=viewer_of(people), now=now())
    with pytest.raises(sittings.NotByHand):
        sittings.begin_sitting(exam.id, sitting.id, viewer=viewer_of(people))


def test_a_sitting_to_come_can_be_taken_away_with_its_seats(people: People) -> None:
    exam, sitting = hall(people)
    sittings.remove_sitting(exam.id, sitting.id, viewer=viewer_of(people), now=now())
    assert db.session.query(Seat).count() == 0


def test_another_exams_sitting_and_another_organizer_are_refused(people: People) -> None:
    exam, sitting = hall(people, start_by_hand=True)
    other = make_published(people.root, [people.member], start_by_hand=True)
    with pytest.raises(sittings.NoSuchSitting):
        sittings.begin_sitting(other.id, sitting.id, viewer=viewer_of(people))
    with pytest.raises(NoSuchExam):
        sittings.begin_sitting(exam.id, sitting.id, viewer=member_viewer(people.secretary))


def test_nobody_begins_when_the_test_is_over(people: People) -> None:
    exam = make_published(
        people.root, [people.member], opens_in=-3 * HOUR, closes_in=-HOUR, start_by_hand=True
    )
    with pytest.raises(sittings.TooLateToBegin):
        sittings.begin_sitting(exam.id, None, viewer=viewer_of(people))
