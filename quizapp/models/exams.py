"""Exams: who, when and by which rules; their frozen papers and keys."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from question_bank.items import Kind
from quizapp.domain.counting import CountingRule
from quizapp.domain.disclosure import Release, ReleasePolicy
from quizapp.domain.door import Door
from quizapp.domain.publication import ExamMode
from quizapp.domain.scoring import MultipleChoiceRule
from quizapp.domain.terms import CommonRules
from quizapp.domain.timing import ExamWindow
from quizapp.models.base import Base, Json, Moment, enumerated


class ExamState(StrEnum):
    """A draft is put together; a published exam has its papers frozen."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class AudiencePart(StrEnum):
    """How a row of the audience counts: units plus groups plus absentees minus persons."""

    UNIT = "unit"
    GROUP = "group"
    WITHOUT = "without"
    ABSENT = "absent"
    """Whoever has not taken part in an earlier exam: the audience of a make-up test (补测)."""


class Exam(Base):
    """A test: who, when, on what and by which rules."""

    __tablename__ = "exam"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    """The unit whose organizers run it."""
    name: Mapped[str] = mapped_column(String(120))
    state: Mapped[ExamState] = mapped_column(enumerated(ExamState), default=ExamState.DRAFT)
    mode: Mapped[ExamMode] = mapped_column(enumerated(ExamMode))
    opens_at: Mapped[datetime | None] = mapped_column(Moment)
    closes_at: Mapped[datetime | None] = mapped_column(Moment)
    duration_seconds: Mapped[int] = mapped_column(default=1800)
    pass_points: Mapped[int] = mapped_column(default=6000)
    """Pass mark in hundredths of a point."""
    multiple_choice_rule: Mapped[MultipleChoiceRule | None] = mapped_column(
        enumerated(MultipleChoiceRule)
    )
    """None until the organizer has chosen: there is no silent default."""
    score_release: Mapped[Release] = mapped_column(enumerated(Release, "score_release"))
    answer_release: Mapped[Release] = mapped_column(enumerated(Release, "answer_release"))
    released_at: Mapped[datetime | None] = mapped_column(Moment)
    """When the organizer released by hand."""
    entry_code: Mapped[str] = mapped_column(String(32), default="")
    """Asked before the start, and before any name is shown at the entry page."""
    entry_by_name: Mapped[bool] = mapped_column(default=False)
    """Whether members may come in by QR code, unit and name."""
    rotating_code: Mapped[bool] = mapped_column(default=False)
    """Whether a start asks for a code that changes every minute and is shown in the room."""
    networks: Mapped[str] = mapped_column(Text, default="")
    """Address ranges one may come from, one a line; empty for all."""
    forward_only: Mapped[bool] = mapped_column(default=False)
    """Whether items that were left cannot be gone back to."""
    asks_honour: Mapped[bool] = mapped_column(default=False)
    honour_text: Mapped[str] = mapped_column(Text, default="")
    """What is ticked before the start; empty for the statement of the house."""
    browser_config_key: Mapped[str] = mapped_column(String(64), default="")
    """Configuration key of Safe Exam Browser; empty when none is asked for."""
    browser_exam_keys: Mapped[str] = mapped_column(Text, default="")
    """Its exam keys, one a line; a request shows one of them."""
    tries: Mapped[int] = mapped_column(default=1)
    """How many attempts a member has; 0 for as many as wanted (practice)."""
    counting: Mapped[CountingRule] = mapped_column(
        enumerated(CountingRule), default=CountingRule.BEST
    )
    form_count: Mapped[int] = mapped_column(default=1)
    """How many different papers are drawn; more than one for personal papers."""
    shuffle_items: Mapped[bool] = mapped_column(default=True)
    shuffle_options: Mapped[bool] = mapped_column(default=True)
    typed_blanks: Mapped[bool] = mapped_column(default=False)
    """False: fill-ins show a word bank, and only items that have one are drawn."""
    start_by_hand: Mapped[bool] = mapped_column(default=False)
    """Whether each sitting is begun by the invigilator, for everybody at once."""
    begun_at: Mapped[datetime | None] = mapped_column(Moment)
    """When the test was begun by hand for all who sit in no sitting."""
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    """When the papers of all who sit in no sitting were collected at once (统一收卷)."""
    late_entry_seconds: Mapped[int | None] = mapped_column()
    """How long after the beginning one may still start; None: until the end."""
    earliest_submission_seconds: Mapped[int] = mapped_column(default=0)
    """How long after the own start nobody hands in yet."""
    items_per_page: Mapped[int] = mapped_column(default=10)
    """For the plain form without script."""
    with_schedule: Mapped[bool] = mapped_column(default=False)
    """Whether 工作安排 items may be drawn."""
    study_items: Mapped[bool] = mapped_column(default=False)
    """Whether 复习题 are shown to the audience before the opening."""
    member_board: Mapped[bool] = mapped_column(default=False)
    branch_board: Mapped[bool] = mapped_column(default=False)
    seed: Mapped[int] = mapped_column()
    """All draws of this exam follow from it."""
    plan_event_id: Mapped[int | None] = mapped_column(
        ForeignKey("plan_event.id", ondelete="SET NULL")
    )
    """The proposal it was made from."""
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    published_at: Mapped[datetime | None] = mapped_column(Moment)
    granted_until: Mapped[datetime | None] = mapped_column(Moment)
    """Latest end granted to anybody, when it lies after `closes_at`: keys wait for it."""
    roster_frozen_at: Mapped[datetime | None] = mapped_column(Moment)
    """When the roster stopped following the members: at the opening."""

    __table_args__ = (
        CheckConstraint("duration_seconds > 0", name="lasts"),
        CheckConstraint("tries >= 0", name="tries_not_negative"),
        CheckConstraint(
            "late_entry_seconds > 0 AND earliest_submission_seconds >= 0", name="entry_times"
        ),
        CheckConstraint(
            "(state = 'draft') = (published_at IS NULL)", name="published_has_its_moment"
        ),
        CheckConstraint(
            "state = 'draft' OR (opens_at IS NOT NULL AND closes_at IS NOT NULL"
            " AND opens_at < closes_at)",
            name="published_has_a_window",
        ),
    )

    @property
    def window(self) -> ExamWindow:
        """When a published exam is open; ValueError for a draft that has no window yet."""
        if self.opens_at is None or self.closes_at is None:
            raise ValueError("a draft may lack its window")
        return ExamWindow(self.opens_at, self.closes_at, timedelta(seconds=self.duration_seconds))

    @property
    def door(self) -> Door:
        """What is checked when somebody comes in."""
        return Door(
            networks=tuple(self.networks.split()),
            config_key=self.browser_config_key,
            exam_keys=tuple(self.browser_exam_keys.split()),
            fixed_code=self.entry_code,
            rotating_seed=f"{self.id}.{self.seed}" if self.rotating_code else "",
            asks_honour=self.asks_honour,
        )

    @property
    def common_rules(self) -> CommonRules:
        """What holds for everybody who takes a published exam."""
        late = self.late_entry_seconds
        return CommonRules(
            window=self.window,
            tries=self.tries,
            start_by_hand=self.start_by_hand,
            begun_at=self.begun_at,
            ended_at=self.ended_at,
            late_entry=None if late is None else timedelta(seconds=late),
        )

    @property
    def release_policy(self) -> ReleasePolicy:
        """When scores and answers are shown."""
        return ReleasePolicy(self.score_release, self.answer_release)


class ExamSection(Base):
    """大题: how many items of one kind at how many points each."""

    __tablename__ = "exam_section"

    exam_id: Mapped[int] = mapped_column(
        ForeignKey("exam.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Kind] = mapped_column(enumerated(Kind))
    count: Mapped[int] = mapped_column()
    points_each: Mapped[int] = mapped_column()
    """Hundredths of a point."""

    __table_args__ = (
        CheckConstraint("count > 0", name="has_items"),
        CheckConstraint("points_each > 0", name="has_points"),
    )


class ExamPlan(Base):
    """A document whose items may be drawn."""

    __tablename__ = "exam_plan"

    exam_id: Mapped[int] = mapped_column(
        ForeignKey("exam.id", ondelete="CASCADE"), primary_key=True
    )
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), primary_key=True, index=True)


class ExamAudience(Base):
    """One row of the audience: a unit with all below it, a group, or a person left out."""

    __tablename__ = "exam_audience"

    exam_id: Mapped[int] = mapped_column(
        ForeignKey("exam.id", ondelete="CASCADE"), primary_key=True
    )
    part: Mapped[AudiencePart] = mapped_column(enumerated(AudiencePart), primary_key=True)
    reference: Mapped[int] = mapped_column(primary_key=True)
    """Id of the unit, group, member or earlier exam, by `part`."""


class RosterEntry(Base):
    """A member who is to take part. Written at publication; follows the members until the opening,
    then stays as it is."""

    __tablename__ = "roster_entry"

    exam_id: Mapped[int] = mapped_column(
        ForeignKey("exam.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = mapped_column(
        ForeignKey("member.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    """The member's branch in this exam."""
    exempt_reason: Mapped[str] = mapped_column(String(120), default="")
    """免测, with the reason; empty for everybody else."""


class Form(Base):
    """A frozen paper: items without any key."""

    __tablename__ = "form"

    id: Mapped[int] = mapped_column(primary_key=True)
    exam_id: Mapped[int] = mapped_column(ForeignKey("exam.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column()
    """1 for A, 2 for B, ..."""
    content: Mapped[dict[str, Any]] = mapped_column(Json)
    """`quizapp.domain.paper.Form`."""
    content_hash: Mapped[str] = mapped_column(String(64))

    __table_args__ = (Index("uq_form_exam_id_number", "exam_id", "number", unique=True),)


class KeyVersion(Base):
    """The keys of a form. A correction is a new version; old score sheets keep theirs."""

    __tablename__ = "key_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    form_id: Mapped[int] = mapped_column(ForeignKey("form.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column()
    content: Mapped[dict[str, Any]] = mapped_column(Json)
    """`quizapp.domain.paper.KeySheet`."""
    made_at: Mapped[datetime] = mapped_column(Moment)
    note: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (Index("uq_key_version_form_id_number", "form_id", "number", unique=True),)
