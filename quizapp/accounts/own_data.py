"""What is stored about a person, for that person: profile, attempts, answers, scores once visible."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from quizapp.domain.attempt import CLOSED, AttemptState
from quizapp.domain.disclosure import what_member_sees
from quizapp.domain.people import Role
from quizapp.domain.timing import latest_of
from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import (
    Answer,
    Attempt,
    Exam,
    Group,
    GroupMember,
    Member,
    RoleGrant,
    ScoreSheet,
    Suggestion,
    Unit,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAttempt:
    """One own attempt."""

    id: int
    exam_id: int
    exam: str
    number: int
    state: AttemptState
    started_at: datetime | None
    closed_at: datetime | None
    honoured_at: datetime | None
    """When the honour statement was ticked."""
    receipt_number: str
    total: int | None
    """Hundredths of a point; None while the score is not out."""
    maximum: int | None
    answered: int

    @property
    def closed(self) -> bool:
        """Whether it was handed in or its time ran out."""
        return self.state in CLOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """What is stored about the person."""

    sign_in_name: str
    name: str
    unit: str
    office: str
    political_status: str
    party_post: str
    rank_level: str
    birth_month: str
    retired: bool
    joined_on: str
    has_phone: bool
    has_password: bool
    created_at: datetime
    roles: tuple[tuple[Role, str], ...]
    groups: tuple[str, ...]
    attempts: tuple[OwnAttempt, ...]
    suggestions: int


def own_page(viewer: Viewer, *, now: datetime) -> OwnPage:
    """Give what is stored about the viewer."""
    member, unit = db.session.execute(
        select(Member, Unit.name)
        .join(Unit, Unit.id == Member.unit_id)
        .where(Member.id == viewer.member_id)
    ).one()
    roles = db.session.execute(
        select(RoleGrant.role, Unit.name)
        .join(Unit, Unit.id == RoleGrant.unit_id)
        .where(RoleGrant.member_id == member.id)
        .order_by(RoleGrant.id)
    )
    groups = db.session.scalars(
        select(Group.name)
        .join(GroupMember, GroupMember.group_id == Group.id)
        .where(GroupMember.member_id == member.id)
        .order_by(Group.name)
    )
    suggestions = db.session.execute(
        select(func.count()).select_from(Suggestion).where(Suggestion.member_id == member.id)
    ).scalar_one()
    return OwnPage(
        sign_in_name=member.sign_in_name,
        name=member.name,
        unit=unit,
        office=member.office,
        political_status=member.political_status,
        party_post=member.party_post,
        rank_level=member.rank_level,
        birth_month=member.birth_month,
        retired=member.retired,
        joined_on=member.joined_on.isoformat() if member.joined_on else "",
        has_phone=bool(member.phone_digest),
        has_password=bool(member.password_hash),
        created_at=member.created_at,
        roles=tuple((role, name) for role, name in roles),
        groups=tuple(groups),
        attempts=tuple(_attempts(member.id, now)),
        suggestions=suggestions,
    )


def own_file(viewer: Viewer, *, now: datetime) -> dict[str, Any]:
    """Give everything stored about the viewer for a file: plain values, moments in UTC."""
    page = own_page(viewer, now=now)
    answers: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for answer in db.session.scalars(
        select(Answer)
        .join(Attempt, Attempt.id == Answer.attempt_id)
        .where(Attempt.member_id == viewer.member_id)
        .order_by(Answer.attempt_id, Answer.item_number)
    ):
        answers[answer.attempt_id].append(
            {
                "item": answer.item_number,
                "response": answer.response,
                "saved_at": answer.saved_at.isoformat(),
            }
        )
    suggestions = db.session.scalars(
        select(Suggestion)
        .where(Suggestion.member_id == viewer.member_id)
        .order_by(Suggestion.written_at)
    )
    return {
        "written_at": now.isoformat(),
        "profile": {
            "sign_in_name": page.sign_in_name,
            "name": page.name,
            "unit": page.unit,
            "office": page.office,
            "political_status": page.political_status,
            "party_post": page.party_post,
            "rank_level": page.rank_level,
            "birth_month": page.birth_month,
            "retired": page.retired,
            "joined_on": page.joined_on,
            "created_at": page.created_at.isoformat(),
            "roles": [{"role": role.value, "unit": unit} for role, unit in page.roles],
            "groups": list(page.groups),
        },
        "attempts": [_plain(attempt, answers[attempt.id]) for attempt in page.attempts],
        "suggestions": [
            {
                "written_at": one.written_at.isoformat(),
                "page": one.page,
                "text": one.text,
                "reply": one.reply,
            }
            for one in suggestions
        ],
    }


def _plain(attempt: OwnAttempt, answers: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "test": attempt.exam,
        "number": attempt.number,
        "state": attempt.state.value,
        "started_at": attempt.started_at.isoformat() if attempt.started_at else None,
        "closed_at": attempt.closed_at.isoformat() if attempt.closed_at else None,
        "statement_ticked_at": attempt.honoured_at.isoformat() if attempt.honoured_at else None,
        "receipt_number": attempt.receipt_number,
        "score_in_hundredths": attempt.total,
        "full_marks_in_hundredths": attempt.maximum,
        "answers": answers,
    }


def _attempts(member_id: int, now: datetime) -> Iterable[OwnAttempt]:
    # Extra time of one person keeps the scores of all closed: the latest deadline counts.
    latest = (
        select(Attempt.exam_id, func.max(Attempt.deadline_at).label("deadline"))
        .group_by(Attempt.exam_id)
        .subquery()
    )
    newest = (
        select(ScoreSheet.attempt_id, func.max(ScoreSheet.number).label("number"))
        .group_by(ScoreSheet.attempt_id)
        .subquery()
    )
    answered = (
        select(func.count())
        .where(Answer.attempt_id == Attempt.id, Answer.is_given())
        .correlate(Attempt)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Attempt, Exam, ScoreSheet, latest.c.deadline, answered)
        .join(Exam, Exam.id == Attempt.exam_id)
        .outerjoin(latest, latest.c.exam_id == Attempt.exam_id)
        .outerjoin(newest, newest.c.attempt_id == Attempt.id)
        .outerjoin(
            ScoreSheet,
            (ScoreSheet.attempt_id == Attempt.id) & (ScoreSheet.number == newest.c.number),
        )
        .where(Attempt.member_id == member_id)
        .order_by(Attempt.id.desc())
    )
    for attempt, exam, sheet, deadline, count in rows:
        seen = what_member_sees(
            exam.release_policy,
            exam.window,
            state=attempt.state,
            released_at=exam.released_at,
            now=now,
            latest_deadline=latest_of(deadline, exam.granted_until),
            voided=attempt.voided_at is not None,
        )
        shown = sheet if seen.score else None
        yield OwnAttempt(
            id=attempt.id,
            exam_id=exam.id,
            exam=exam.name,
            number=attempt.number,
            state=attempt.state,
            started_at=attempt.started_at,
            closed_at=attempt.closed_at,
            honoured_at=attempt.honoured_at,
            receipt_number=attempt.receipt_number,
            total=shown.total if shown else None,
            maximum=shown.maximum if shown else None,
            answered=count,
        )
