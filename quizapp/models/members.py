"""People, what they may do, named groups, and the slips that let them in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.domain.people import Role
from quizapp.models.base import Base, Json, Moment, enumerated


class Member(Base):
    """One person. Everybody is a member of a unit; further roles are granted on top."""

    __tablename__ = "member"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    sign_in_name: Mapped[str] = mapped_column(String(64), unique=True)
    """Name or number typed at sign-in, normalised (NFKC, trimmed, lower case)."""
    name: Mapped[str] = mapped_column(String(64))
    name_key: Mapped[str] = mapped_column(String(128), default="")
    """Pinyin by which names are sorted and found."""
    office: Mapped[str] = mapped_column(String(120), default="")
    """处室, beside the branch."""
    political_status: Mapped[str] = mapped_column(String(32), default="")
    party_post: Mapped[str] = mapped_column(String(64), default="")
    rank_level: Mapped[str] = mapped_column(String(64), default="")
    birth_month: Mapped[str] = mapped_column(String(7), default="")
    """"1980-05", or empty when unknown; the day is nobody's business."""
    retired: Mapped[bool] = mapped_column(default=False)
    joined_on: Mapped[date | None] = mapped_column(Date)
    phone_digest: Mapped[str] = mapped_column(String(64), default="")
    """Keyed hash of the last four digits of the phone number."""
    password_hash: Mapped[str] = mapped_column(String(255), default="")
    """Empty until the person has set one."""
    must_change_password: Mapped[bool] = mapped_column(default=False)
    session_version: Mapped[int] = mapped_column(default=1)
    """Raised by "sign out everywhere", a new password or closing the account; older sessions end at once."""
    language: Mapped[str] = mapped_column(String(16), default="")
    created_at: Mapped[datetime] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    """When the account was closed; nobody signs in to it from then on."""


class RoleGrant(Base):
    """A role over a unit and all below it."""

    __tablename__ = "role_grant"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    role: Mapped[Role] = mapped_column(enumerated(Role))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)

    __table_args__ = (
        Index("uq_role_grant_member_id_role_unit_id", "member_id", "role", "unit_id", unique=True),
        CheckConstraint("role <> 'member'", name="is_more_than_member"),
    )


class Group(Base):
    """A named group across branches, such as a youth study group."""

    __tablename__ = "member_group"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    """The unit whose organizers look after the group."""
    name: Mapped[str] = mapped_column(String(120))

    __table_args__ = (Index("uq_member_group_unit_id_name", "unit_id", "name", unique=True),)


class GroupMember(Base):
    """Who is in a group."""

    __tablename__ = "group_member"

    group_id: Mapped[int] = mapped_column(
        ForeignKey("member_group.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = mapped_column(
        ForeignKey("member.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Slip(Base):
    """A one-time code printed for one person: to set a first password, or to enter one exam."""

    __tablename__ = "slip"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), index=True)
    exam_id: Mapped[int | None] = mapped_column(
        ForeignKey("exam.id", ondelete="CASCADE"), index=True
    )
    """None: the slip sets a password. Otherwise it enters this exam only."""
    code_digest: Mapped[str] = mapped_column(String(64), unique=True)
    """Keyed hash; the code itself stands on paper only."""
    made_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class EntryTry(Base):
    """A failed try to enter an exam by name; five per name and device, then the invigilator."""

    __tablename__ = "entry_try"

    id: Mapped[int] = mapped_column(primary_key=True)
    exam_id: Mapped[int] = mapped_column(ForeignKey("exam.id", ondelete="CASCADE"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    device: Mapped[str] = mapped_column(String(64))
    tried_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (Index("ix_entry_try_exam_member_device", "exam_id", "member_id", "device"),)


class RosterUpload(Base):
    """A list of members that was read and waits for its importer's word.

    The file itself is not kept: it may hold more about people than is needed here.
    """

    __tablename__ = "roster_upload"

    id: Mapped[int] = mapped_column(primary_key=True)
    made_by: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"))
    """The unit below which branches are looked for."""
    file_name: Mapped[str] = mapped_column(String(255))
    update_known: Mapped[bool] = mapped_column()
    create_branches: Mapped[bool] = mapped_column()
    content: Mapped[dict[str, Any]] = mapped_column(Json)
    """Columns that were there, and the rows as read."""
    made_at: Mapped[datetime] = mapped_column(Moment)
