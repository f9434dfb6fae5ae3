"""复习题: approved items of the test's documents, with keys and sources, before the opening.

A seeded sample that shares no item and no fact with any of the frozen papers, nor with those of
other tests that are not over, so that it neither gives answers away nor tells what was drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, select

from question_bank.items import (
    BLANK,
    FillInItem,
    Item,
    Kind,
    Knowledge,
    MultipleChoiceItem,
    SingleChoiceItem,
    SourceRef,
    TrueFalseItem,
    item_from_json,
)
from quizapp.domain.paper import order_key
from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import (
    BankItem,
    Exam,
    ExamPlan,
    ExamState,
    Form,
    ItemStatus,
    ItemVersion,
    KeyVersion,
    RosterEntry,
)

MOST: Final = 60
"""Items on the page: a good hour's reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyItem:
    """An item with its key."""

    kind: Kind
    stem_parts: tuple[str, ...]
    options: tuple[tuple[str, str, bool], ...]
    """Letter, text, whether it is right."""
    keys: tuple[str, ...]
    """Keys of the blanks, or "true" / "false"."""
    correction: str
    explanation: str
    source: SourceRef


@dataclass(frozen=True, slots=True)
class StudyPage:
    """Study items of one test."""

    exam_id: int
    exam_name: str
    opens_at: datetime
    items: tuple[StudyItem, ...]


def study_page(exam_id: int, viewer: Viewer, *, now: datetime) -> StudyPage | None:
    """Give the study items; None when the test has none for the viewer, or has opened."""
    exam = db.session.execute(
        select(Exam)
        .join(RosterEntry, RosterEntry.exam_id == Exam.id)
        .where(
            Exam.id == exam_id,
            RosterEntry.member_id == viewer.member_id,
            Exam.state == ExamState.PUBLISHED,
            Exam.study_items,
            Exam.opens_at > now,
        )
    ).scalar_one_or_none()
    if exam is None or exam.opens_at is None or viewer.exam_id not in (None, exam_id):
        return None
    drawn = _drawn_families(exam_id, now)
    rows = db.session.execute(
        _pool(exam).where(BankItem.family.not_in(drawn)).order_by(BankItem.id)
    ).scalars()
    pool = sorted(
        (item_from_json(content) for content in rows),
        key=lambda item: order_key(str(exam.seed), f"study {item.id}"),
    )
    return StudyPage(exam.id, exam.name, exam.opens_at, tuple(map(_study_item, pool[:MOST])))


def _drawn_families(exam_id: int, now: datetime) -> set[str]:
    sheets = db.session.execute(
        select(KeyVersion.content)
        .join(Form, Form.id == KeyVersion.form_id)
        .join(Exam, Exam.id == Form.exam_id)
        .where(Exam.state == ExamState.PUBLISHED, Exam.closes_at > now)
    ).scalars()
    ids = {entry["item_id"] for sheet in sheets for entry in sheet["entries"]}
    return set(
        db.session.execute(
            select(BankItem.family)
            .join(ExamPlan, ExamPlan.plan_id == BankItem.plan_id)
            .where(ExamPlan.exam_id == exam_id, BankItem.item_id.in_(ids))
        ).scalars()
    )


def _pool(exam: Exam) -> Select[tuple[dict[str, Any]]]:
    wanted = (
        select(ItemVersion.content)
        .join(BankItem, BankItem.id == ItemVersion.item_id)
        .join(ExamPlan, ExamPlan.plan_id == BankItem.plan_id)
        .where(
            ExamPlan.exam_id == exam.id,
            ItemVersion.number == BankItem.version,
            BankItem.status == ItemStatus.APPROVED,
        )
    )
    return wanted if exam.with_schedule else wanted.where(BankItem.knowledge == Knowledge.GENERAL)


def _study_item(item: Item) -> StudyItem:
    options: tuple[tuple[str, str, bool], ...] = ()
    keys: tuple[str, ...] = ()
    match item:
        case SingleChoiceItem() | MultipleChoiceItem():
            right = {item.key} if isinstance(item, SingleChoiceItem) else set(item.keys)
            options = tuple(
                (chr(ord("A") + place), option.text, option.id in right)
                for place, option in enumerate(item.options)
            )
        case TrueFalseItem():
            keys = ("true" if item.key else "false",)
        case FillInItem():
            keys = tuple(blank.key for blank in item.blanks)
    return StudyItem(
        kind=item.kind,
        stem_parts=tuple(item.stem.split(BLANK)),
        options=options,
        keys=keys,
        correction=item.correction if isinstance(item, TrueFalseItem) else "",
        explanation=item.explanation,
        source=item.source,
    )
