"""Extra time, a later window, a further attempt, for one member or one branch: with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.database.clock import database_now
from quizapp.database.transaction import transaction
from quizapp.domain.attempt import AttemptState
from quizapp.domain.disclosure import Release
from quizapp.domain.refusals import N_, Refusal, RefusalKind
from quizapp.domain.terms import Allowance, Terms, with_extended
from quizapp.domain.timing import accept_until, all_closed_at, personal_deadline
from quizapp.domain.viewer import Viewer
from quizapp.exams.operations.owned import published_exam
from quizapp.exams.operations.rosters import NotOnThisRoster
from quizapp.exams.queries.terms import member_terms, note_latest_end
from quizapp.models import AllowanceGrant, Attempt, AttemptWatch, Exam, RosterEntry, record


@dataclass(frozen=True, slots=True)
class Granted:
    """What a grant changed for those who are answering now."""

    running: int
    """Attempts under way."""
    lengthened: int
    """Those of them that have more time now."""


@dataclass(frozen=True, slots=True)
class Whom:
    """One member or one branch of the roster."""

    member_id: int | None = None
    unit_id: int | None = None

    def __post_init__(self) -> None:
        if (self.member_id is None) == (self.unit_id is None):
            raise ValueError("an allowance is for one member or one branch")


class NothingGranted(Refusal):
    """The allowance gives nothing."""

    def __init__(self) -> None:
        super().__init__(
            "nothing_granted",
            N_("Nothing is granted. Give extra minutes, a time of their own or another attempt."),
            kind=RefusalKind.INVALID,
        )


class NoReasonGiven(Refusal):
    """An allowance needs its reason."""

    def __init__(self) -> None:
        super().__init__(
            "no_reason_given",
            N_("Say why this is granted; the reason is kept with it."),
            kind=RefusalKind.INVALID,
        )


class GrantedWindowEnds(Refusal):
    """The time granted ends before it begins, or lies in the past."""

    def __init__(self) -> None:
        super().__init__(
            "granted_window_ends",
            N_(
                "The time granted is over already, or ends before somebody concerned begins, for"
                " example in a later sitting. Choose a later end, or say from when they may begin."
            ),
            kind=RefusalKind.INVALID,
        )


class KeysAreOut(Refusal):
    """Whoever starts now could have read the keys."""

    def __init__(self) -> None:
        super().__init__(
            "keys_are_out",
            N_("The right answers of this test are out already. Prepare a make-up test instead."),
        )


def grant(
    exam_id: int,
    whom: Whom,
    allowance: Allowance,
    reason: str,
    *,
    viewer: Viewer,
    now: datetime,
) -> Granted:
    """Grant the allowance in place of an earlier one; running attempts get their time at once.

    It comes on top of what their invigilators gave them. A deadline never moves to an earlier
    moment.
    """
    if allowance == Allowance():
        raise NothingGranted()
    if not reason.strip():
        raise NoReasonGiven()
    with transaction() as session:
        exam = published_exam(session, exam_id, viewer)
        members = _members(session, exam_id, whom)
        _check_keys(exam, allowance, now)
        row = _row(session, exam_id, whom)
        row.extra_seconds = int(allowance.extra.total_seconds())
        row.opens_at, row.closes_at = allowance.opens_at, allowance.closes_at
        row.further_tries = allowance.further_tries
        row.reason, row.granted_by, row.granted_at = reason.strip()[:200], viewer.member_id, now
        session.add(row)
        note_latest_end(session, exam)
        terms = member_terms(session, exam)
        _check_end(allowance, [terms[one] for one in _ending_with(session, row, members)], now)
        granted = _lengthen_running(session, exam, members, terms)
        record(
            session,
            "exam.allowance_granted",
            exam,
            viewer=viewer,
            now=now,
            member=whom.member_id,
            unit=whom.unit_id,
            extra_seconds=row.extra_seconds,
            opens_at=_text(row.opens_at),
            closes_at=_text(row.closes_at),
            further_tries=row.further_tries,
            reason=row.reason,
        )
        return granted


def withdraw(exam_id: int, whom: Whom, *, viewer: Viewer, now: datetime) -> None:
    """Take an allowance back for attempts yet to be started; running ones keep their time."""
    with transaction() as session:
        exam = published_exam(session, exam_id, viewer)
        row = _found(session, exam_id, whom)
        if row is not None:
            session.delete(row)
            note_latest_end(session, exam)
            record(
                session,
                "exam.allowance_withdrawn",
                exam,
                viewer=viewer,
                now=now,
                member=whom.member_id,
                unit=whom.unit_id,
            )


def _members(session: Session, exam_id: int, whom: Whom) -> list[int]:
    """Give the members of the roster concerned; NotOnThisRoster without any."""
    query = select(RosterEntry.member_id).where(RosterEntry.exam_id == exam_id)
    if whom.member_id is not None:
        query = query.where(RosterEntry.member_id == whom.member_id)
    else:
        query = query.where(RosterEntry.unit_id == whom.unit_id)
    members = list(session.execute(query).scalars())
    if not members:
        raise NotOnThisRoster()
    return members


def _ending_with(session: Session, row: AllowanceGrant, members: list[int]) -> set[int]:
    """Give the members whose end it sets: one of their own goes before their branch's."""
    if row.member_id is not None:
        return set(members)
    own_end = select(AllowanceGrant.member_id).where(
        AllowanceGrant.exam_id == row.exam_id, AllowanceGrant.closes_at.is_not(None)
    )
    return set(members) - set(session.execute(own_end).scalars())


def _check_end(allowance: Allowance, terms: Iterable[Terms], now: datetime) -> None:
    end = allowance.closes_at
    if end is not None and (end <= now or any(end <= one.window.opens_at for one in terms)):
        raise GrantedWindowEnds()


def _check_keys(exam: Exam, allowance: Allowance, now: datetime) -> None:
    """Nobody starts once the keys are shown to all; more time for running attempts is no start."""
    if allowance == Allowance(extra=allowance.extra):
        return
    released = exam.answer_release is Release.BY_HAND and exam.released_at is not None
    over = now >= all_closed_at(exam.window, exam.granted_until)
    if released or (exam.answer_release is Release.AFTER_CLOSE and over):
        raise KeysAreOut()


def _found(session: Session, exam_id: int, whom: Whom) -> AllowanceGrant | None:
    return session.execute(
        select(AllowanceGrant).where(
            AllowanceGrant.exam_id == exam_id,
            AllowanceGrant.member_id == whom.member_id,
            AllowanceGrant.unit_id == whom.unit_id,
        )
    ).scalar_one_or_none()


def _row(session: Session, exam_id: int, whom: Whom) -> AllowanceGrant:
    return _found(session, exam_id, whom) or AllowanceGrant(
        exam_id=exam_id, member_id=whom.member_id, unit_id=whom.unit_id
    )


def _lengthen_running(
    session: Session, exam: Exam, members: list[int], terms: Mapping[int, Terms]
) -> Granted:
    """Give open attempts the time their members have been granted."""
    rows = session.execute(
        select(Attempt, func.coalesce(AttemptWatch.extended_seconds, 0).label("extended"))
        .outerjoin(AttemptWatch, AttemptWatch.attempt_id == Attempt.id)
        .where(
            Attempt.exam_id == exam.id,
            Attempt.member_id.in_(members),
            Attempt.state == AttemptState.OPEN,
        )
        .order_by(Attempt.id)
        .with_for_update(key_share=True, of=Attempt)
    ).all()
    now = database_now(session)
    running = lengthened = 0
    for row, extended in rows:
        if row.accept_until is None or now > row.accept_until:
            continue  # its time is over, whether or not it has been closed yet
        running += 1
        own = terms[row.member_id]
        given = timedelta(seconds=row.extra_seconds)
        extra = with_extended(own.extra, timedelta(seconds=extended), given=given)
        deadline = personal_deadline(own.window, row.started_at or own.window.opens_at, extra)
        if row.deadline_at is not None and deadline > row.deadline_at:
            row.extra_seconds = int(extra.total_seconds())
            row.deadline_at, row.accept_until = deadline, accept_until(deadline)
            lengthened += 1
    return Granted(running, lengthened)


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
