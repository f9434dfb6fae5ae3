"""Sittings of an exam: when, in which rooms, who sits where, and the start by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from quizapp.database.clock import database_now
from quizapp.database.transaction import transaction
from quizapp.domain.refusals import N_, ManyReasons, Reason, Refusal, RefusalKind
from quizapp.domain.seating import Place, read_rooms, seat_people
from quizapp.domain.timing import all_closed_at
from quizapp.domain.viewer import Viewer
from quizapp.exams.operations.owned import published_exam
from quizapp.exams.queries.terms import note_latest_end
from quizapp.models import Exam, RosterEntry, Seat, Sitting, record


@dataclass(frozen=True, slots=True)
class SittingWish:
    """When and where, as an organizer typed it."""

    opens_at: datetime
    closes_at: datetime
    rooms: str


class NoSuchSitting(Refusal):
    """There is no such sitting in this exam."""

    def __init__(self) -> None:
        super().__init__(
            "no_such_sitting", N_("There is no such sitting."), kind=RefusalKind.NOT_FOUND
        )


class SittingUnusable(ManyReasons):
    """The time or the rooms of a sitting cannot be used."""

    def __init__(self, reasons: tuple[Reason, ...]) -> None:
        super().__init__(
            "sitting_unusable", N_("The sitting was not saved: %(count)s to correct."), reasons
        )


class SittingBegun(Refusal):
    """What has begun is not seated anew or taken away."""

    def __init__(self) -> None:
        super().__init__(
            "sitting_begun",
            N_("The sitting has begun; it stays as it is."),
        )


class NotByHand(Refusal):
    """The sitting begins by the clock."""

    def __init__(self) -> None:
        super().__init__("not_by_hand", N_("This test begins by the clock, not by hand."))


class TooLateToBegin(Refusal):
    """The test is over, and its keys may be out."""

    def __init__(self) -> None:
        super().__init__(
            "too_late_to_begin",
            N_("The test is over; nobody can begin any more. Prepare a make-up test instead."),
        )


def add_sitting(exam_id: int, wish: SittingWish, *, viewer: Viewer, now: datetime) -> int:
    """Add a sitting inside the exam's window; give its id. SittingUnusable names what is wrong."""
    with transaction() as session:
        exam = published_exam(session, exam_id, viewer)
        _check(exam, wish)
        highest = session.execute(
            select(func.max(Sitting.number)).where(Sitting.exam_id == exam_id)
        ).scalar_one()
        row = Sitting(
            exam_id=exam_id,
            number=(highest or 0) + 1,
            opens_at=wish.opens_at,
            closes_at=wish.closes_at,
            rooms=wish.rooms.strip(),
        )
        session.add(row)
        session.flush()
        record(session, "exam.sitting_added", exam, viewer=viewer, now=now, sitting=row.number)
        return row.id


def remove_sitting(exam_id: int, sitting_id: int, *, viewer: Viewer, now: datetime) -> None:
    """Take a sitting away, with its seats, before it begins."""
    with transaction() as session:
        exam = published_exam(session, exam_id, viewer)
        row = _sitting(session, exam_id, sitting_id)
        if row.begun_at is not None or row.ended_at is not None or row.opens_at <= now:
            raise SittingBegun()
        session.delete(row)
        note_latest_end(session, exam)
        record(session, "exam.sitting_removed", exam, viewer=viewer, now=now, sitting=row.number)


def assign_seats(exam_id: int, *, viewer: Viewer, now: datetime) -> int:
    """Seat the roster anew over all sittings; give how many are left without a seat.

    Refused once a sitting has begun: people know their seats then.
    """
    with transaction() as session:
        exam = published_exam(session, exam_id, viewer)
        sittings = list(
            session.execute(
                select(Sitting).where(Sitting.exam_id == exam_id).order_by(Sitting.number)
            ).scalars()
        )
        if any(row.begun_at is not None or row.opens_at <= now for row in sittings):
            raise SittingBegun()
        people = {
            row.member_id: row.unit_id
            for row in session.execute(
                select(RosterEntry.member_id, RosterEntry.unit_id)
                .where(RosterEntry.exam_id == exam_id, RosterEntry.exempt_reason == "")
                .order_by(RosterEntry.unit_id, RosterEntry.member_id)
            )
        }
        places = seat_people(
            people, [(row.id, read_rooms(row.rooms)[0]) for row in sittings], seed=str(exam.seed)
        )
        _write(session, exam_id, places)
        note_latest_end(session, exam)
        record(session, "exam.seats_assigned", exam, viewer=viewer, now=now, seated=len(places))
        return len(people) - len(places)


def begin_sitting(exam_id: int, sitting_id: int | None, *, viewer: Viewer) -> None:
    """Start a sitting by hand, for everybody at once; None: all who sit in no sitting.

    A second start changes nothing.
    """
    with transaction() as session:
        exam = published_exam(session, exam_id, viewer)
        if not exam.start_by_hand:
            raise NotByHand()
        row = exam if sitting_id is None else _sitting(session, exam_id, sitting_id)
        if row.begun_at is not None:
            return
        now = database_now(session)
        if now >= all_closed_at(exam.window, exam.granted_until):
            raise TooLateToBegin()
        row.begun_at = now
        note_latest_end(session, exam)
        record(session, "exam.begun", exam, viewer=viewer, now=now, sitting=sitting_id)


def _sitting(session: Session, exam_id: int, sitting_id: int) -> Sitting:
    row = session.get(Sitting, sitting_id, with_for_update=True)
    if row is None or row.exam_id != exam_id:
        raise NoSuchSitting()
    return row


def _check(exam: Exam, wish: SittingWish) -> None:
    _rooms, reasons = read_rooms(wish.rooms)
    window = exam.window
    if wish.closes_at <= wish.opens_at:
        reasons += (
            Reason("sitting_ends", N_("The sitting ends before it begins. Choose a later end.")),
        )
    elif wish.opens_at < window.opens_at or wish.closes_at > window.closes_at:
        reasons += (
            Reason(
                "sitting_outside",
                N_("The sitting lies outside the test, which runs from %(opens)s to %(closes)s."),
                {"opens": window.opens_at, "closes": window.closes_at},
            ),
        )
    if reasons:
        raise SittingUnusable(reasons)


def _write(session: Session, exam_id: int, places: dict[int, Place]) -> None:
    session.execute(delete(Seat).where(Seat.exam_id == exam_id))
    session.add_all(
        Seat(
            exam_id=exam_id,
            member_id=member_id,
            sitting_id=place.sitting_id,
            room=place.room,
            number=place.number,
        )
        for member_id, place in places.items()
    )
