"""A draft as the value that the rules of publication judge."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.domain.drawing import SectionWish
from quizapp.domain.publication import ExamDraft
from quizapp.models import Exam, ExamPlan, ExamSection


def draft_value(session: Session, exam: Exam) -> ExamDraft:
    """Give the draft as the value the rules of publication judge."""
    sections = session.execute(
        select(ExamSection).where(ExamSection.exam_id == exam.id).order_by(ExamSection.position)
    ).scalars()
    plans = session.execute(select(ExamPlan.plan_id).where(ExamPlan.exam_id == exam.id)).all()
    return ExamDraft(
        name=exam.name,
        mode=exam.mode,
        opens_at=exam.opens_at,
        closes_at=exam.closes_at,
        duration=timedelta(seconds=exam.duration_seconds),
        pass_points=exam.pass_points,
        sections=tuple(SectionWish(part.kind, part.count, part.points_each) for part in sections),
        multiple_choice_rule=exam.multiple_choice_rule,
        score_release=exam.score_release,
        answer_release=exam.answer_release,
        tries=exam.tries,
        form_count=exam.form_count,
        source_count=len(plans),
        entry_by_name=exam.entry_by_name,
        entry_code=exam.entry_code,
    )
