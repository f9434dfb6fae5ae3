"""Who is asking: the signed-in person as a small value, and what the person's roles reach.

A value and not a row, so that it survives transactions. Holds no rule about exams or plans.
"""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain.people import Role


@dataclass(frozen=True, slots=True)
class Grant:
    """A role over the unit at `path` and everything below it."""

    role: Role
    unit_id: int
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """The person behind a request."""

    member_id: int
    name: str
    unit_id: int
    unit_name: str
    unit_path: str
    session_version: int
    grants: tuple[Grant, ...] = ()
    exam_id: int | None = None
    """Set when the session came from an exam's entry page: it is good for this exam only."""
    must_change_password: bool = False
    language: str = ""

    @property
    def is_organizer(self) -> bool:
        """Whether the person organizes any unit; administrators organize all they administer."""
        return bool(self.organized_paths)

    @property
    def is_administrator(self) -> bool:
        """Whether the person administers any unit."""
        return any(grant.role is Role.ADMINISTRATOR for grant in self.grants)

    @property
    def is_secretary(self) -> bool:
        """Whether the person is secretary of a branch."""
        return any(grant.role is Role.SECRETARY for grant in self.grants)

    @property
    def organized_paths(self) -> tuple[str, ...]:
        """Paths of the units whose subtree the person organizes."""
        return tuple(
            grant.path
            for grant in self.grants
            if grant.role in (Role.ORGANIZER, Role.ADMINISTRATOR)
        )

    def organizes(self, path: str) -> bool:
        """Whether the unit at `path` lies in a subtree the person organizes."""
        return any(path.startswith(root) for root in self.organized_paths)

    def administers(self, path: str) -> bool:
        """Whether the unit at `path` lies in a subtree the person administers."""
        return any(
            grant.role is Role.ADMINISTRATOR and path.startswith(grant.path)
            for grant in self.grants
        )

    def is_secretary_of(self, unit_id: int) -> bool:
        """Whether the person is secretary of exactly this branch."""
        return any(
            grant.role is Role.SECRETARY and grant.unit_id == unit_id for grant in self.grants
        )


@dataclass(frozen=True, slots=True)
class Claim:
    """What a signed session says of itself; nothing is loaded to read it."""

    member_id: int
    session_version: int
    exam_id: int | None
