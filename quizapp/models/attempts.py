"""Attempts, the answers in them, and their score sheets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    cast,
    func,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.domain import attempt as rules
from quizapp.domain.attempt import AttemptState
from quizapp.models.base import Base, Json, JsonOrNull, Moment, enumerated


class Attempt(Base):
    """答卷: one member's go at one exam."""

    __tablename__ = "attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    exam_id: Mapped[int] = mapped_column(ForeignKey("exam.id", ondelete="CASCADE"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), index=True)
    number: Mapped[int] = mapped_column()
    """1 for the member's first attempt at this exam."""
    form_id: Mapped[int] = mapped_column(ForeignKey("form.id"))
    shuffle_seed: Mapped[str] = mapped_column(String(32))
    """Places and letters the member sees follow from it."""
    state: Mapped[AttemptState] = mapped_column(enumerated(AttemptState))
    holder: Mapped[int] = mapped_column(default=0)
    """Raised when a tab or device takes over; saves of an older holder are refused."""
    extra_seconds: Mapped[int] = mapped_column(default=0)
    """Time granted beyond the common limit."""
    places: Mapped[dict[str, int] | None] = mapped_column(JsonOrNull)
    """Shown place of each item number where one may only go forward; None elsewhere. The guard
    compares them, so that it needs no paper to know what was left."""
    honoured_at: Mapped[datetime | None] = mapped_column(Moment)
    """When the honour statement was ticked, where one was asked for."""
    started_at: Mapped[datetime | None] = mapped_column(Moment)
    deadline_at: Mapped[datetime | None] = mapped_column(Moment)
    accept_until: Mapped[datetime | None] = mapped_column(Moment)
    """Deadline plus grace, so that the guard compares two stored moments."""
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    """When it was submitted, or its deadline when time ran out."""
    receipt_number: Mapped[str] = mapped_column(String(32), default="")
    receipt_digest: Mapped[str] = mapped_column(String(64), default="")
    locked_at: Mapped[datetime | None] = mapped_column(Moment)
    voided_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (
        Index("uq_attempt_exam_id_member_id_number", "exam_id", "member_id", "number", unique=True),
        # Two taps on "start" on two devices must not make two open attempts.
        Index(
            "uq_attempt_one_unfinished",
            "exam_id",
            "member_id",
            unique=True,
            sqlite_where=text("state IN ('ready', 'open')"),
            postgresql_where=text("state IN ('ready', 'open')"),
        ),
        Index("ix_attempt_state_accept_until", "state", "accept_until"),
        CheckConstraint("(state = 'ready') = (started_at IS NULL)", name="started_has_its_moment"),
        CheckConstraint(
            "(started_at IS NULL) = (deadline_at IS NULL)"
            " AND (deadline_at IS NULL) = (accept_until IS NULL)",
            name="started_has_a_deadline",
        ),
        CheckConstraint(
            "(state IN ('submitted', 'expired')) = (closed_at IS NOT NULL)",
            name="closed_has_its_moment",
        ),
    )

    @property
    def was_collected(self) -> bool:
        """Whether it was collected with all papers before its own time was over (统一收卷)."""
        return (
            self.state is AttemptState.EXPIRED
            and self.closed_at is not None
            and self.deadline_at is not None
            and self.closed_at < self.deadline_at
        )

    def snapshot(self, sequences: Mapping[int, int] | None = None) -> rules.Attempt:
        """Give the attempt as the domain knows it, with the stored sequence numbers if they matter."""
        return rules.Attempt(
            id=self.id,
            state=self.state,
            holder=self.holder,
            extra=timedelta(seconds=self.extra_seconds),
            started_at=self.started_at,
            deadline_at=self.deadline_at,
            closed_at=self.closed_at,
            locked_at=self.locked_at,
            voided_at=self.voided_at,
            sequences=sequences or {},
            places={int(number): place for number, place in (self.places or {}).items()},
        )


class Answer(Base):
    """What a member has answered to one item; the newest sequence number stands."""

    __tablename__ = "answer"

    attempt_id: Mapped[int] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True
    )
    item_number: Mapped[int] = mapped_column(primary_key=True)
    response: Mapped[list[str]] = mapped_column(Json)
    """Canonical option ids, or one text for each blank."""
    sequence: Mapped[int] = mapped_column()
    """Counted by the page that sent it; an older one never overwrites a newer one."""
    saved_at: Mapped[datetime] = mapped_column(Moment)
    late: Mapped[bool] = mapped_column(default=False)
    """Arrived after the deadline, within the grace."""

    @classmethod
    def is_given(cls) -> ColumnElement[bool]:
        """Whether anything was answered: an item that was only reached, or emptied again, holds
        an empty list or empty texts."""
        return func.ltrim(cast(cls.response, String), '[", ]') != ""


class ScoreSheet(Base):
    """Scores of one attempt under one key version and rule. Rows are added and never changed."""

    __tablename__ = "score_sheet"

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column()
    """The highest number is the one that counts."""
    key_version_id: Mapped[int] = mapped_column(ForeignKey("key_version.id"))
    rule: Mapped[str] = mapped_column(String(64))
    """Multiple-choice rule and version of the scoring rules."""
    points: Mapped[dict[str, Any]] = mapped_column(Json)
    """Hundredths of a point by item number."""
    total: Mapped[int] = mapped_column()
    maximum: Mapped[int] = mapped_column()
    made_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (
        Index("uq_score_sheet_attempt_id_number", "attempt_id", "number", unique=True),
        CheckConstraint("total >= 0 AND total <= maximum", name="total_in_range"),
    )
