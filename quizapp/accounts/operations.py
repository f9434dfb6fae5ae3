"""Changing the own password, the first password by slip, signing out everywhere."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.accounts.passwords import hash_password, is_password
from quizapp.accounts.queries import credentials, slip_owner
from quizapp.accounts.weak_passwords import refuse_weak
from quizapp.database.transaction import transaction
from quizapp.domain.codes import SLIP, code_digest
from quizapp.domain.refusals import N_, Refusal, RefusalKind
from quizapp.domain.viewer import Claim, Viewer
from quizapp.models import AuditEntry, Member, Slip


class WrongPassword(Refusal):
    """The present password is not the one that was typed."""

    def __init__(self) -> None:
        super().__init__(
            "wrong_password",
            N_("The present password is not right. Nothing was changed."),
            kind=RefusalKind.INVALID,
        )


class WrongSlip(Refusal):
    """The code is on no valid slip. Which of the reasons it is helps guessing, so it is not said."""

    def __init__(self) -> None:
        super().__init__(
            "wrong_slip",
            N_(
                "This code is not valid: it may be mistyped, used already or too old. Check the"
                " slip, or ask your administrator for a new one."
            ),
            kind=RefusalKind.INVALID,
        )


def change_password(present: str, wanted: str, *, viewer: Viewer, now: datetime) -> int:
    """Set a new password and end all other sessions; give the new session version."""
    known = credentials(viewer.member_id)
    # Hashing takes its time, so it happens outside the transaction: nobody else waits for it.
    if not is_password(known.password_hash, present):
        raise WrongPassword()
    refuse_weak(wanted, own_words=known.own_words)
    new_hash = hash_password(wanted)
    with transaction() as session:
        member = _own(session, viewer.member_id)
        if member.password_hash != known.password_hash:
            raise WrongPassword()  # changed elsewhere meanwhile
        return _set_password(session, member, new_hash, now=now)


def set_first_password(code: str, wanted: str, *, key: bytes, now: datetime) -> Claim:
    """Use up a slip, set the password and give the claim of the new session.

    Raises WrongSlip when there is no such slip, when it was used or is too old.
    """
    digest = code_digest(key, SLIP, code)
    known = slip_owner(digest, now=now)
    if known is None:
        raise WrongSlip()
    refuse_weak(wanted, own_words=known.own_words)
    new_hash = hash_password(wanted)
    with transaction() as session:
        slip = session.execute(
            select(Slip).where(Slip.code_digest == digest).with_for_update()
        ).scalar_one_or_none()
        if slip is None or slip.used_at is not None:
            raise WrongSlip()  # used elsewhere meanwhile
        slip.used_at = now
        member = _own(session, slip.member_id)
        if member.closed_at is not None:
            raise WrongSlip()
        return Claim(member.id, _set_password(session, member, new_hash, now=now), None)


def sign_out_everywhere(*, viewer: Viewer, now: datetime) -> None:
    """End all sessions of the person, this one included."""
    with transaction() as session:
        member = _own(session, viewer.member_id)
        member.session_version += 1
        record_own(session, "account.signed_out_everywhere", member.id, now=now)


def _set_password(session: Session, member: Member, new_hash: str, *, now: datetime) -> int:
    member.password_hash = new_hash
    member.must_change_password = False
    member.session_version += 1
    record_own(session, "account.password_changed", member.id, now=now)
    return member.session_version


def record_own(
    session: Session, act: str, member_id: int, *, now: datetime, **details: object
) -> None:
    """Write down what a person did to the own account, maybe before anybody is signed in."""
    session.add(
        AuditEntry(
            at=now,
            actor_id=member_id,
            act=act,
            object_type="member",
            object_id=str(member_id),
            details=details,
        )
    )


def _own(session: Session, member_id: int) -> Member:
    return session.execute(
        select(Member).where(Member.id == member_id).with_for_update()
    ).scalar_one()
