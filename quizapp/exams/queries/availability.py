"""What the bank can offer a paper, and who an audience is: the counts an exam is checked against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from question_bank.items import Kind, Knowledge
from quizapp.domain.attempt import counts_as_taken
from quizapp.domain.people import Audience, Person, resolve_audience
from quizapp.models import (
    Answer,
    Attempt,
    AudiencePart,
    BankItem,
    Exam,
    ExamAudience,
    ExamPlan,
    GroupMember,
    ItemStatus,
    Member,
    RosterEntry,
    Unit,
)


@dataclass(frozen=True, slots=True)
class Offer:
    """Items of one kind in the documents of an exam."""

    usable: int
    """Approved and askable under the exam's settings; each family once, as on a paper."""
    waiting: int
    """Drafts that nobody has reviewed yet."""
    schedule: int
    """Approved 工作安排 items, which are left out unless the exam asks for them."""
    typed_only: int
    """Approved fill-ins without a word bank, left out unless blanks are typed."""


def usable(exam: Exam) -> ColumnElement[bool]:
    """The condition under which an item of the bank may stand on the exam's paper."""
    conditions = [BankItem.status == ItemStatus.APPROVED]
    if not exam.with_schedule:
        conditions.append(BankItem.knowledge == Knowledge.GENERAL)
    if not exam.typed_blanks:
        conditions.append(or_(BankItem.kind != Kind.FILL_IN, BankItem.has_word_bank.is_(True)))
    return and_(*conditions)


def offers(session: Session, exam: Exam) -> Mapping[Kind, Offer]:
    """Count by kind what the exam's documents offer, in one statement."""
    approved = BankItem.status == ItemStatus.APPROVED
    no_bank = and_(BankItem.kind == Kind.FILL_IN, BankItem.has_word_bank.is_(False))
    rows = session.execute(
        select(
            BankItem.kind,
            func.count(BankItem.family.distinct()).filter(usable(exam)),
            func.count().filter(BankItem.status == ItemStatus.DRAFT),
            func.count().filter(approved, BankItem.knowledge == Knowledge.SCHEDULE),
            func.count().filter(approved, no_bank),
        )
        .join(ExamPlan, ExamPlan.plan_id == BankItem.plan_id)
        .where(ExamPlan.exam_id == exam.id)
        .group_by(BankItem.kind)
    )
    found = {row[0]: Offer(*row[1:]) for row in rows}
    return {kind: found.get(kind, Offer(0, 0, 0, 0)) for kind in Kind}


def audience_ids(session: Session, exam: Exam) -> dict[int, int]:
    """Give the members the exam's audience means now, each with the id of the branch."""
    parts = session.execute(
        select(ExamAudience.part, ExamAudience.reference).where(ExamAudience.exam_id == exam.id)
    ).all()
    return resolve(
        session,
        units=[row.reference for row in parts if row.part is AudiencePart.UNIT],
        groups=[row.reference for row in parts if row.part is AudiencePart.GROUP],
        without=[row.reference for row in parts if row.part is AudiencePart.WITHOUT],
        absent_of=[row.reference for row in parts if row.part is AudiencePart.ABSENT],
    )


def resolve(
    session: Session,
    *,
    units: Sequence[int],
    groups: Sequence[int],
    without: Sequence[int],
    absent_of: Sequence[int] = (),
) -> dict[int, int]:
    """Give the members of units plus groups plus absentees minus persons, each with the id of the
    branch. `absent_of` are earlier exams."""
    paths = session.execute(select(Unit.path).where(Unit.id.in_(units))).scalars().all()
    people = session.execute(
        select(Member.id, Member.unit_id, Unit.path, Member.closed_at).join(
            Unit, Unit.id == Member.unit_id
        )
    ).all()
    in_groups: dict[int, set[int]] = {}
    for group_id, member_id in session.execute(
        select(GroupMember.group_id, GroupMember.member_id).where(GroupMember.group_id.in_(groups))
    ):
        in_groups.setdefault(member_id, set()).add(group_id)
    chosen = resolve_audience(
        Audience(
            unit_paths=frozenset(paths),
            groups=frozenset(groups),
            persons=_absentees(session, absent_of),
            without=frozenset(without),
        ),
        [
            Person(
                id=row.id,
                unit_path=row.path,
                groups=frozenset(in_groups.get(row.id, ())),
                closed=row.closed_at is not None,
            )
            for row in people
        ],
    )
    return {row.id: row.unit_id for row in people if row.id in chosen}


def _absentees(session: Session, exam_ids: Sequence[int]) -> frozenset[int]:
    """Give whoever was called to one of the exams and has not taken part; the exempt are not."""
    if not exam_ids:
        return frozenset()
    answered = (
        select(func.count())
        .where(Answer.attempt_id == Attempt.id, Answer.is_given())
        .scalar_subquery()
    )
    attempts = session.execute(
        select(
            Attempt.exam_id, Attempt.member_id, Attempt.state, Attempt.voided_at, answered
        ).where(Attempt.exam_id.in_(exam_ids))
    )
    taken = {
        (exam_id, member_id)
        for exam_id, member_id, state, voided_at, count in attempts
        if counts_as_taken(state, count, voided=voided_at is not None)
    }
    called = session.execute(
        select(RosterEntry.exam_id, RosterEntry.member_id).where(
            RosterEntry.exam_id.in_(exam_ids), RosterEntry.exempt_reason == ""
        )
    )
    return frozenset(row.member_id for row in called if tuple(row) not in taken)
