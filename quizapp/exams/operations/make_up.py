"""补测: a new draft with the rules of an earlier exam, for whoever has not taken part in it."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Final

from sqlalchemy import select

from quizapp.database.transaction import transaction
from quizapp.domain.viewer import Viewer
from quizapp.exams.operations.drafts import Rules
from quizapp.exams.operations.owned import published_exam
from quizapp.models import (
    AudiencePart,
    Exam,
    ExamAudience,
    ExamPlan,
    ExamSection,
    ExamState,
    record,
)

_SAME: Final = (
    "unit_id",
    "mode",
    "with_schedule",
    *(field.name for field in fields(Rules) if field.name not in ("opens_at", "closes_at")),
)


def make_up(exam_id: int, *, name: str, seed: int, viewer: Viewer, now: datetime) -> int:
    """Draft a make-up test: same documents, sections and rules, other time and other papers; give
    its id. Its audience follows who is still absent until it opens."""
    with transaction() as session:
        earlier = published_exam(session, exam_id, viewer)
        exam = Exam(
            **{column: getattr(earlier, column) for column in _SAME},
            name=name[:120],
            state=ExamState.DRAFT,
            seed=seed,
            made_at=now,
            made_by=viewer.member_id,
            plan_event_id=earlier.plan_event_id,
        )
        session.add(exam)
        session.flush()
        for section in session.execute(
            select(ExamSection).where(ExamSection.exam_id == exam_id)
        ).scalars():
            session.add(
                ExamSection(
                    exam_id=exam.id,
                    position=section.position,
                    kind=section.kind,
                    count=section.count,
                    points_each=section.points_each,
                )
            )
        for plan_id in session.execute(
            select(ExamPlan.plan_id).where(ExamPlan.exam_id == exam_id)
        ).scalars():
            session.add(ExamPlan(exam_id=exam.id, plan_id=plan_id))
        session.add(ExamAudience(exam_id=exam.id, part=AudiencePart.ABSENT, reference=exam_id))
        record(session, "exam.drafted", exam, viewer=viewer, now=now, makes_up_for=exam_id)
        return exam.id
