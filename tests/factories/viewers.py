"""The value of a person, as routes hand it to operations and queries."""

from __future__ import annotations

from quizapp.accounts.queries import signed_in_member
from quizapp.domain.viewer import Claim, Viewer
from quizapp.models import Member


def viewer_of(member: Member) -> Viewer:
    """The member with the roles stored for it."""
    viewer = signed_in_member(Claim(member.id, member.session_version, None))
    assert viewer is not None
    return viewer
