"""Standings of one exam: the own place, personal results, results by branch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from quizapp.domain.attempt import AttemptState, counts_as_taken
from quizapp.domain.counting import TriedScore, counting
from quizapp.domain.disclosure import (
    BoardAccess,
    BoardReader,
    Visible,
    board_reader,
    scores_are_out,
    what_member_sees,
    who_sees_board,
)
from quizapp.domain.ranking import (
    BranchBoard,
    BranchResult,
    BranchStanding,
    MemberResult,
    Standing,
    for_publication,
    rank_branches,
    rank_members,
)
from quizapp.domain.timing import all_closed_at, latest_of
from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import (
    Answer,
    Attempt,
    Exam,
    ExamSection,
    ExamState,
    Member,
    RosterEntry,
    ScoreSheet,
    Unit,
)

PAGE_SIZE: Final = 50


class Scope(StrEnum):
    """Which board of an exam."""

    MEMBER = "member"
    BRANCH = "branch"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPage:
    """What a viewer sees of the standings of an exam at a moment."""

    exam_id: int
    name: str
    scope: Scope
    reader: BoardReader
    switched_on: bool
    access: BoardAccess
    full: int
    """Hundredths of a point of the whole paper."""
    as_of: datetime
    own: Standing | None
    """The viewer's own place, shown to nobody else; None before the score is shown."""
    takers: int
    members: tuple[Standing, ...]
    """Personal results of this page; empty when the viewer may not see them."""
    page: int
    pages: int
    branches: BranchBoard | None
    own_branch: BranchStanding | None
    """Full figures of the secretary's branch when the board itself withholds or hides them."""


def board_page(
    exam_id: int, scope: Scope, viewer: Viewer, *, now: datetime, page: int = 1
) -> BoardPage | None:
    """Give the standings; None for a draft and for people whom the exam does not concern.

    Personal results come in pages; a page beyond the last is the last.
    """
    found = db.session.execute(
        select(Exam, Unit.path).join(Unit, Unit.id == Exam.unit_id).where(Exam.id == exam_id)
    ).one_or_none()
    if found is None or found.Exam.state is not ExamState.PUBLISHED:
        return None
    exam: Exam = found.Exam
    reader = board_reader(viewer, found.path)
    roster = _roster(exam_id)
    mine = next((row for row in roster if row.member_id == viewer.member_id), None)
    concerned = mine is not None or any(viewer.is_secretary_of(row.unit_id) for row in roster)
    if reader is not BoardReader.ORGANIZER and not concerned:
        return None
    results = _results(exam, roster)
    standings = rank_members(
        MemberResult(
            member_id=row.member_id, name=row.name, branch=row.branch, points=results[row.member_id]
        )
        for row in roster
        if row.member_id in results
    )
    switched_on = exam.member_board if scope is Scope.MEMBER else exam.branch_board
    latest = _latest_end(exam)
    access = _access(exam, reader, switched_on=switched_on, latest=latest, now=now)
    full = _full(exam_id)
    board = _branch_board(roster, results, full) if scope is Scope.BRANCH else None
    members = _visible_members(standings, scope, access)
    pages = max(1, -(-len(members) // PAGE_SIZE))
    page = min(max(page, 1), pages)
    return BoardPage(
        exam_id=exam_id,
        name=exam.name,
        scope=scope,
        reader=reader,
        switched_on=switched_on,
        access=access,
        full=full,
        as_of=now,
        own=_own(exam, viewer, standings, latest=latest, now=now),
        takers=len(standings),
        members=members[(page - 1) * PAGE_SIZE : page * PAGE_SIZE],
        page=page,
        pages=pages,
        branches=_visible_branches(board, access),
        own_branch=_own_branch(board, viewer, access),
    )


@dataclass(frozen=True, slots=True)
class _Called:
    """A member who was to take part."""

    member_id: int
    name: str
    unit_id: int
    branch: str


def _roster(exam_id: int) -> list[_Called]:
    """Give the roster without the exempt, in the order of the organisation and of names."""
    rows = db.session.execute(
        select(RosterEntry.member_id, Member.name, Unit.id, Unit.name)
        .join(Member, Member.id == RosterEntry.member_id)
        .join(Unit, Unit.id == RosterEntry.unit_id)
        .where(RosterEntry.exam_id == exam_id, RosterEntry.exempt_reason == "")
        .order_by(Unit.position, Unit.id, Member.name_key, Member.name, Member.id)
    )
    return [_Called(*row) for row in rows]


def _results(exam: Exam, roster: Sequence[_Called]) -> dict[int, int]:
    """Give the score that counts for each member who has taken part, in one statement."""
    newer = aliased(ScoreSheet)
    answered = (
        select(func.count())
        .where(Answer.attempt_id == Attempt.id, Answer.is_given())
        .correlate(Attempt)
    ).scalar_subquery()
    rows = db.session.execute(
        select(Attempt.member_id, Attempt.number, Attempt.state, ScoreSheet.total, answered)
        .join(ScoreSheet, ScoreSheet.attempt_id == Attempt.id)
        .outerjoin(
            newer, (newer.attempt_id == ScoreSheet.attempt_id) & (newer.number > ScoreSheet.number)
        )
        .where(
            Attempt.exam_id == exam.id,
            Attempt.voided_at.is_(None),
            Attempt.state.in_((AttemptState.SUBMITTED, AttemptState.EXPIRED)),
            newer.id.is_(None),
        )
        .order_by(Attempt.member_id, Attempt.number)
    )
    tried: dict[int, list[TriedScore]] = {}
    for member_id, number, state, total, answers in rows:
        if counts_as_taken(state, answers):
            tried.setdefault(member_id, []).append(TriedScore(number, total))
    called = {row.member_id for row in roster}
    return {
        member_id: counted.total
        for member_id, scores in tried.items()
        if member_id in called and (counted := counting(scores, exam.counting)) is not None
    }


def _full(exam_id: int) -> int:
    return db.session.execute(
        select(func.sum(ExamSection.count * ExamSection.points_each)).where(
            ExamSection.exam_id == exam_id
        )
    ).scalar_one()


def _latest_end(exam: Exam) -> datetime | None:
    """The last moment granted to anybody: of an attempt, or of one that may yet begin."""
    latest = db.session.execute(
        select(func.max(Attempt.deadline_at)).where(Attempt.exam_id == exam.id)
    ).scalar()
    return latest_of(latest, exam.granted_until)


def _access(
    exam: Exam, reader: BoardReader, *, switched_on: bool, latest: datetime | None, now: datetime
) -> BoardAccess:
    return who_sees_board(
        reader,
        switched_on=switched_on,
        scores_out=scores_are_out(
            exam.release_policy,
            exam.window,
            released_at=exam.released_at,
            now=now,
            latest_deadline=latest,
        ),
        over=now >= all_closed_at(exam.window, latest),
    )


def _own(
    exam: Exam,
    viewer: Viewer,
    standings: Sequence[Standing],
    *,
    latest: datetime | None,
    now: datetime,
) -> Standing | None:
    """The own place comes with the own score."""
    own = next((row for row in standings if row.result.member_id == viewer.member_id), None)
    if own is None:
        return None
    sees: Visible = what_member_sees(
        exam.release_policy,
        exam.window,
        state=AttemptState.SUBMITTED,
        released_at=exam.released_at,
        now=now,
        latest_deadline=latest,
    )
    return own if sees.place else None


def _branch_board(roster: Sequence[_Called], results: Mapping[int, int], full: int) -> BranchBoard:
    members: dict[int, list[_Called]] = {}
    for row in roster:
        members.setdefault(row.unit_id, []).append(row)
    return rank_branches(
        [
            BranchResult(
                id=unit_id,
                name=rows[0].branch,
                roster=len(rows),
                scores=tuple(results[row.member_id] for row in rows if row.member_id in results),
            )
            for unit_id, rows in members.items()
        ],
        full=full,
    )


def _visible_members(
    standings: Sequence[Standing], scope: Scope, access: BoardAccess
) -> tuple[Standing, ...]:
    if scope is not Scope.MEMBER or not (access.published or access.everything):
        return ()
    return tuple(standings)


def _visible_branches(board: BranchBoard | None, access: BoardAccess) -> BranchBoard | None:
    if board is None or access.everything:
        return board
    return for_publication(board) if access.published else None


def _own_branch(
    board: BranchBoard | None, viewer: Viewer, access: BoardAccess
) -> BranchStanding | None:
    if board is None or access.everything or not access.own_branch:
        return None
    return next((row for row in board.standings if viewer.is_secretary_of(row.id)), None)
