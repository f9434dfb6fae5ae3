"""Who a name and a password belong to. Stores nothing."""

from __future__ import annotations

from sqlalchemy import select

from quizapp.accounts.passwords import is_password
from quizapp.accounts.queries import signed_in_member
from quizapp.domain.people import normal_sign_in_name
from quizapp.domain.viewer import Claim, Viewer
from quizapp.extensions import db
from quizapp.models import Member


def authenticate(sign_in_name: str, password: str) -> Viewer | None:
    """Give the person; None for a wrong password, an unknown name, a closed account or one without
    a password. All of these take the same time, so that nobody learns which names exist."""
    found = db.session.execute(
        select(Member.id, Member.session_version, Member.password_hash).where(
            Member.sign_in_name == normal_sign_in_name(sign_in_name),
            Member.closed_at.is_(None),
        )
    ).one_or_none()
    if not is_password(found.password_hash if found else "", password) or found is None:
        return None
    return signed_in_member(Claim(found.id, found.session_version, None))


def sample_person(sign_in_name: str) -> Viewer | None:
    """Give the sample person of that name without a password. Only for the sample's own sign-in."""
    found = db.session.execute(
        select(Member.id, Member.session_version).where(
            Member.sign_in_name == sign_in_name, Member.closed_at.is_(None)
        )
    ).one_or_none()
    return signed_in_member(Claim(found.id, found.session_version, None)) if found else None
