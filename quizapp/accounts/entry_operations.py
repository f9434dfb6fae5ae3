"""Coming into one exam by name: the check of digits or slip, and what happens after failed tries."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from quizapp.accounts.entry_queries import TRIES
from quizapp.accounts.operations import record_own
from quizapp.database.transaction import transaction
from quizapp.domain.codes import PHONE_DIGITS, SLIP, code_digest, phone_digest, same_digest
from quizapp.domain.refusals import N_, Refusal, RefusalKind
from quizapp.domain.viewer import Claim, Viewer
from quizapp.models import (
    EntryTry,
    Exam,
    ExamState,
    Member,
    RosterEntry,
    Slip,
    organized_exam,
    record,
)

TRIES_OF_ALL_DEVICES: Final = 30
"""Failed tries of one name over all devices, after which digits do not help any more: of 10,000
possible ones at most 30 are tried. A slip still lets the person in, so nobody can lock out others."""


class NoSuchEntry(Refusal):
    """The exam cannot be entered by name, or the person is not on its roster."""

    def __init__(self) -> None:
        super().__init__(
            "no_such_entry",
            N_(
                "This test cannot be entered here. Check that the QR code belongs to today's test,"
                " or ask the invigilator."
            ),
            kind=RefusalKind.NOT_FOUND,
        )


class WrongProof(Refusal):
    """Digits or code do not belong to the name."""

    def __init__(self, left: int) -> None:
        super().__init__(
            "wrong_proof",
            N_(
                "These digits or this code do not fit the name. Check the name you chose. Tries"
                " left on this device: %(left)s."
            ),
            kind=RefusalKind.INVALID,
            values={"left": left},
        )


class GoToInvigilator(Refusal):
    """Too many failed tries."""

    def __init__(self) -> None:
        super().__init__(
            "go_to_invigilator",
            N_(
                "Too many tries with this name did not fit. Please go to the invigilator, who can"
                " let you in."
            ),
            kind=RefusalKind.FORBIDDEN,
        )


def enter(
    exam_id: int, member_id: int, proof: str, *, device: str, key: bytes, now: datetime
) -> Claim:
    """Check the last four digits of the phone or a slip's code, and give the claim of a session
    that is good for this exam only. A failed try is counted for this name and device."""
    with transaction() as session:
        member = _listed(session, exam_id, member_id)
        failed, failed_everywhere = _tries(session, exam_id, member_id, device=device)
        if failed >= TRIES:
            raise GoToInvigilator()
        by_digits = failed_everywhere < TRIES_OF_ALL_DEVICES
        how = _how_proved(session, exam_id, member, proof=proof, key=key, now=now)
        if how == "slip" or (how == "digits" and by_digits):
            record_own(session, "exam.entered", member_id, now=now, exam_id=exam_id, by=how)
            return Claim(member_id, member.session_version, exam_id)
        # Stored although the answer is a refusal, which is therefore raised after the commit.
        session.add(EntryTry(exam_id=exam_id, member_id=member_id, device=device, tried_at=now))
    if failed + 1 >= TRIES or (not by_digits and how == "digits"):
        raise GoToInvigilator()
    raise WrongProof(TRIES - failed - 1)


def reset_tries(exam_id: int, member_id: int, *, viewer: Viewer, now: datetime) -> None:
    """Let somebody try again, on all devices. For the organizers of the exam."""
    with transaction() as session:
        exam = organized_exam(session, exam_id, viewer)
        if exam is None:
            raise NoSuchEntry()
        session.execute(
            delete(EntryTry).where(EntryTry.exam_id == exam_id, EntryTry.member_id == member_id)
        )
        record(
            session,
            "exam.entry_tries_reset",
            exam,
            viewer=viewer,
            now=now,
            member_id=member_id,
        )


def _listed(session: Session, exam_id: int, member_id: int) -> Member:
    """Lock the member, so that simultaneous tries are counted one after the other."""
    member = session.execute(
        select(Member)
        .join(RosterEntry, RosterEntry.member_id == Member.id)
        .join(Exam, Exam.id == RosterEntry.exam_id)
        .where(
            Exam.id == exam_id,
            Exam.state == ExamState.PUBLISHED,
            Exam.entry_by_name.is_(True),
            Member.id == member_id,
            Member.closed_at.is_(None),
        )
        .with_for_update(of=Member)
    ).scalar_one_or_none()
    if member is None:
        raise NoSuchEntry()
    return member


def _tries(session: Session, exam_id: int, member_id: int, *, device: str) -> tuple[int, int]:
    """Count failed tries with this name: of this device, of all devices."""
    counts = dict(
        session.execute(
            select(EntryTry.device, func.count())
            .where(EntryTry.exam_id == exam_id, EntryTry.member_id == member_id)
            .group_by(EntryTry.device)
        )
        .tuples()
        .all()
    )
    return counts.get(device, 0), sum(counts.values())


def _how_proved(
    session: Session, exam_id: int, member: Member, *, proof: str, key: bytes, now: datetime
) -> str:
    typed = "".join(proof.split())
    if len(typed) == PHONE_DIGITS:
        fits = same_digest(member.phone_digest, phone_digest(key, member.id, typed))
        return "digits" if fits else ""
    slip = session.execute(
        select(Slip)
        .where(
            Slip.code_digest == code_digest(key, SLIP, typed),
            Slip.member_id == member.id,
            Slip.exam_id == exam_id,
            Slip.used_at.is_(None),
            Slip.expires_at > now,
        )
        .with_for_update()
    ).scalar_one_or_none()
    if slip is None:
        return ""
    slip.used_at = now
    return "slip"
