"""Publishing: everything against it at once, or frozen papers and a roster in one commit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from question_bank.checks.paper import enemies
from question_bank.items import Item, item_from_json
from quizapp.database.transaction import transaction
from quizapp.domain.drawing import BuiltForm, PoolItem, SectionWish, build_form, draw, pool_of
from quizapp.domain.publication import reasons_against, shortage_reasons
from quizapp.domain.refusals import N_, ManyReasons, Reason
from quizapp.domain.viewer import Viewer
from quizapp.exams.operations.owned import draft_exam
from quizapp.exams.queries.availability import audience_ids, offers, usable
from quizapp.exams.queries.drafts import draft_value
from quizapp.models import (
    BankItem,
    Exam,
    ExamPlan,
    ExamState,
    Form,
    ItemVersion,
    KeyVersion,
    RosterEntry,
    record,
)


class CannotPublish(ManyReasons):
    """Something is in the way; all of it is listed."""

    def __init__(self, reasons: Sequence[Reason]) -> None:
        super().__init__(
            "cannot_publish",
            N_("The test cannot be published yet. What is in the way: %(count)s."),
            tuple(reasons),
        )


def publish(exam_id: int, *, viewer: Viewer, now: datetime) -> None:
    """Draw and freeze the papers, write the roster and open the exam to its window.

    Later edits of the bank never touch the papers. Raises CannotPublish with every reason.
    """
    with transaction() as session:
        exam = draft_exam(session, exam_id, viewer)
        draft = draft_value(session, exam)
        roster = audience_ids(session, exam)
        counts = {kind: offer.usable for kind, offer in offers(session, exam).items()}
        reasons = reasons_against(draft, counts, audience_size=len(roster), now=now)
        if reasons:
            raise CannotPublish(reasons)
        pool = pool_of(_pool(session, exam), enemies)
        for number in range(1, exam.form_count + 1):
            built = _draw(draft.sections, pool, seed=f"{exam.seed}.{number}")
            _freeze(session, exam, built, number=number, now=now)
        for member_id, unit_id in roster.items():
            session.add(RosterEntry(exam_id=exam.id, member_id=member_id, unit_id=unit_id))
        exam.state, exam.published_at = ExamState.PUBLISHED, now
        record(session, "exam.published", exam, viewer=viewer, now=now, roster=len(roster))


def _pool(session: Session, exam: Exam) -> list[Item]:
    contents = session.execute(
        select(ItemVersion.content)
        .join(BankItem, BankItem.id == ItemVersion.item_id)
        .join(ExamPlan, ExamPlan.plan_id == BankItem.plan_id)
        .where(ExamPlan.exam_id == exam.id, ItemVersion.number == BankItem.version, usable(exam))
        .order_by(BankItem.id)
    ).scalars()
    return [item_from_json(content) for content in contents]


def _draw(sections: Sequence[SectionWish], pool: Sequence[PoolItem], *, seed: str) -> BuiltForm:
    drawn = draw(sections, pool, seed=seed)
    if not drawn.is_complete:
        raise CannotPublish(shortage_reasons(drawn.shortages))
    return build_form(sections, drawn.sections, seed=seed)


def _freeze(session: Session, exam: Exam, built: BuiltForm, *, number: int, now: datetime) -> None:
    form = Form(
        exam_id=exam.id,
        number=number,
        content=built.form.to_json(),
        content_hash=built.form.content_hash(),
    )
    session.add(form)
    session.flush()
    session.add(
        KeyVersion(form_id=form.id, number=1, content=built.key_sheet.to_json(), made_at=now)
    )
