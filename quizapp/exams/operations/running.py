"""Acts on a published exam: boards, releasing by hand, cancelling."""

from __future__ import annotations

from datetime import datetime

from quizapp.database.transaction import transaction
from quizapp.domain.viewer import Viewer
from quizapp.exams.operations.owned import published_exam
from quizapp.models import ExamState, record


def switch_boards(
    exam_id: int, *, member_board: bool, branch_board: bool, viewer: Viewer, now: datetime
) -> None:
    """Show or hide the comparisons of an exam."""
    with transaction() as session:
        exam = published_exam(session, exam_id, viewer)
        exam.member_board, exam.branch_board = member_board, branch_board
        record(
            session,
            "exam.boards_switched",
            exam,
            viewer=viewer,
            now=now,
            member_board=member_board,
            branch_board=branch_board,
        )


def release(exam_id: int, *, viewer: Viewer, now: datetime) -> None:
    """Release by hand what waits for it. A second release changes nothing."""
    with transaction() as session:
        exam = published_exam(session, exam_id, viewer)
        if exam.released_at is None:
            exam.released_at = now
            record(session, "exam.released", exam, viewer=viewer, now=now)


def cancel(exam_id: int, *, viewer: Viewer, now: datetime) -> None:
    """Withdraw a published exam: nobody can start it any more. Answers and scores are kept."""
    with transaction() as session:
        exam = published_exam(session, exam_id, viewer)
        exam.state = ExamState.CANCELLED
        record(session, "exam.cancelled", exam, viewer=viewer, now=now)
