"""What makes the terms of one member differ from those of all: sittings, seats, allowances."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.domain.terms import Allowance, SittingTime
from quizapp.models.base import Base, Moment


class Sitting(Base):
    """场次: a part of the roster that takes the exam at a time of its own."""

    __tablename__ = "sitting"

    id: Mapped[int] = mapped_column(primary_key=True)
    exam_id: Mapped[int] = mapped_column(ForeignKey("exam.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column()
    """1 for the first."""
    opens_at: Mapped[datetime] = mapped_column(Moment)
    closes_at: Mapped[datetime] = mapped_column(Moment)
    rooms: Mapped[str] = mapped_column(String(2000), default="")
    """One room (考场) a line as the organizer typed it, with its number of seats."""
    begun_at: Mapped[datetime | None] = mapped_column(Moment)
    """When it was started by hand."""
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    """When all papers were collected at once (统一收卷)."""

    __table_args__ = (
        Index("uq_sitting_exam_id_number", "exam_id", "number", unique=True),
        CheckConstraint("opens_at < closes_at", name="ends_after_it_begins"),
    )

    @property
    def time(self) -> SittingTime:
        """When it takes place."""
        return SittingTime(
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            begun_at=self.begun_at,
            ended_at=self.ended_at,
        )


class Seat(Base):
    """Where a member of the roster sits: sitting, room and number (座号)."""

    __tablename__ = "seat"

    exam_id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id", ondelete="CASCADE"))
    room: Mapped[str] = mapped_column(String(60))
    number: Mapped[int] = mapped_column()

    __table_args__ = (
        # Whoever leaves the roster leaves the seat.
        ForeignKeyConstraint(
            ["exam_id", "member_id"],
            ["roster_entry.exam_id", "roster_entry.member_id"],
            ondelete="CASCADE",
        ),
        Index("uq_seat_sitting_id_room_number", "sitting_id", "room", "number", unique=True),
    )


class AllowanceGrant(Base):
    """What one member or one branch of the roster was granted, by whom and why."""

    __tablename__ = "allowance_grant"

    id: Mapped[int] = mapped_column(primary_key=True)
    exam_id: Mapped[int] = mapped_column(ForeignKey("exam.id", ondelete="CASCADE"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"))
    extra_seconds: Mapped[int] = mapped_column(default=0)
    opens_at: Mapped[datetime | None] = mapped_column(Moment)
    closes_at: Mapped[datetime | None] = mapped_column(Moment)
    further_tries: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(String(200))
    granted_by: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    granted_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (
        Index("uq_allowance_grant_exam_id_member_id", "exam_id", "member_id", unique=True),
        Index("uq_allowance_grant_exam_id_unit_id", "exam_id", "unit_id", unique=True),
        CheckConstraint("(member_id IS NULL) <> (unit_id IS NULL)", name="for_one_or_the_other"),
        CheckConstraint("extra_seconds >= 0 AND further_tries >= 0", name="grants_nothing_less"),
    )

    @property
    def value(self) -> Allowance:
        """What was granted."""
        return Allowance(
            extra=timedelta(seconds=self.extra_seconds),
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            further_tries=self.further_tries,
        )
