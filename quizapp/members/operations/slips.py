"""Slips of paper with one-time codes: to set a first password, or to enter one exam.

A code is shown once, when it is made; only its keyed digest is stored. New slips of a kind take
the place of unused older ones.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from quizapp.database.transaction import transaction
from quizapp.domain.codes import SLIP, SLIP_LENGTH, code_digest, code_from, printed
from quizapp.domain.refusals import N_, Refusal
from quizapp.domain.viewer import Viewer
from quizapp.members.operations.authority import NoSuchUnit, above, owned_member, owned_unit
from quizapp.models import (
    Exam,
    ExamState,
    Lock,
    Member,
    RosterEntry,
    Slip,
    Unit,
    organized_exam,
    record,
)

PASSWORD_SLIPS_LAST: Final = timedelta(days=60)


class NobodyNeedsSlip(Refusal):
    """There is nobody to make a slip for."""

    def __init__(self) -> None:
        super().__init__(
            "nobody_needs_slip",
            N_(
                "Nobody of this unit needs such a slip: all have set a password, or nobody is on the"
                " roster. Nothing was made."
            ),
        )


class NoEntryByName(Refusal):
    """The exam is not entered by slips."""

    def __init__(self) -> None:
        super().__init__(
            "no_entry_by_name",
            N_(
                "This test cannot be entered by slip: it is not published, has ended, or entering by"
                " branch and name is switched off in its rules."
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSlip:
    """What stands on one slip."""

    name: str
    sign_in_name: str
    office: str
    code: str
    """As printed, "K7MQ-2XPA"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipSheet:
    """Slips of one branch, made at this moment."""

    unit: str
    exam_id: int | None
    exam: str
    expires_at: datetime
    slips: tuple[PrintedSlip, ...]
    left_out: int
    """People with roles above the viewer's units, who get their slip from somebody else."""


def password_slips(
    unit_id: int, *, all_members: bool, key: bytes, viewer: Viewer, now: datetime
) -> SlipSheet:
    """Make slips for the first password for one unit's members.

    `all_members` includes those who have a password already and forgot it.
    """
    with transaction() as session:
        unit = owned_unit(session, unit_id, viewer)
        query = select(Member).where(Member.unit_id == unit.id, Member.closed_at.is_(None))
        if not all_members:
            query = query.where(Member.password_hash == "")
        members = _in_order(session, query)
        barred = above(session, [member.id for member in members], viewer)
        allowed = [member for member in members if member.id not in barred]
        sheet = _make(
            session, allowed, exam=None, unit=unit.name, expires_at=now + PASSWORD_SLIPS_LAST,
            left_out=len(barred), key=key, now=now,
        )  # fmt: skip
        record(session, "unit.slips_made", unit, viewer=viewer, now=now, count=len(allowed))
        return sheet


def password_slip(member_id: int, *, key: bytes, viewer: Viewer, now: datetime) -> SlipSheet:
    """Make a slip for one person, who may have forgotten the password."""
    with transaction() as session:
        member = owned_member(session, member_id, viewer)
        unit = owned_unit(session, member.unit_id, viewer)
        sheet = _make(
            session, [member] if member.closed_at is None else [], exam=None, unit=unit.name,
            expires_at=now + PASSWORD_SLIPS_LAST, left_out=0, key=key, now=now,
        )  # fmt: skip
        record(session, "member.slip_made", member, viewer=viewer, now=now)
        return sheet


def entry_slips(
    exam_id: int, unit_id: int, *, key: bytes, viewer: Viewer, now: datetime
) -> SlipSheet:
    """Make slips to enter an exam for its roster in one branch. For organizers of the exam."""
    with transaction() as session:
        exam = organized_exam(session, exam_id, viewer, Lock.ALONE)
        unit = session.get(Unit, unit_id)
        if exam is None or unit is None:
            raise NoSuchUnit()
        if (
            exam.state is not ExamState.PUBLISHED
            or not exam.entry_by_name
            or exam.closes_at is None
            or exam.closes_at <= now
        ):
            raise NoEntryByName()
        members = _in_order(
            session,
            select(Member)
            .join(RosterEntry, RosterEntry.member_id == Member.id)
            .where(
                RosterEntry.exam_id == exam.id,
                RosterEntry.unit_id == unit.id,
                Member.closed_at.is_(None),
            ),
        )
        sheet = _make(
            session, members, exam=exam, unit=unit.name, expires_at=exam.closes_at, left_out=0,
            key=key, now=now,
        )  # fmt: skip
        record(
            session, "exam.slips_made", exam, viewer=viewer, now=now,
            unit_id=unit.id, count=len(members),
        )  # fmt: skip
        return sheet


def _in_order(session: Session, query: object) -> Sequence[Member]:
    return session.execute(query.order_by(Member.name_key, Member.id)).scalars().all()  # type: ignore[attr-defined]


def _make(
    session: Session,
    members: Sequence[Member],
    *,
    exam: Exam | None,
    unit: str,
    expires_at: datetime,
    left_out: int,
    key: bytes,
    now: datetime,
) -> SlipSheet:
    if not members:
        raise NobodyNeedsSlip()
    exam_id = exam.id if exam else None
    session.execute(
        delete(Slip).where(
            Slip.member_id.in_([member.id for member in members]),
            Slip.exam_id.is_(None) if exam is None else Slip.exam_id == exam_id,
            Slip.used_at.is_(None),
        )
    )
    codes = [code_from(secrets.token_bytes(SLIP_LENGTH + 8), SLIP_LENGTH) for _ in members]
    session.add_all(
        Slip(
            member_id=member.id,
            exam_id=exam_id,
            code_digest=code_digest(key, SLIP, code),
            made_at=now,
            expires_at=expires_at,
        )
        for member, code in zip(members, codes, strict=True)
    )
    return SlipSheet(
        unit=unit,
        exam_id=exam_id,
        exam=exam.name if exam else "",
        expires_at=expires_at,
        slips=tuple(
            PrintedSlip(
                name=member.name,
                sign_in_name=member.sign_in_name,
                office=member.office,
                code=printed(code),
            )
            for member, code in zip(members, codes, strict=True)
        ),
        left_out=left_out,
    )
