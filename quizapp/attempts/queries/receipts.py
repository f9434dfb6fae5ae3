"""Whether the stored answers are still those of a receipt. Gives away neither answers nor points."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from quizapp.domain.codes import read_code
from quizapp.domain.receipts import verify
from quizapp.extensions import db
from quizapp.models import Answer, Attempt, Exam, Member


@dataclass(frozen=True, slots=True)
class CheckedReceipt:
    """What a receipt stands for, and whether its answers are unchanged."""

    number: str
    exam_name: str
    closed_at: datetime
    unchanged: bool


def checked_receipt(number: str, name: str, *, key: bytes) -> CheckedReceipt | None:
    """Look a receipt up by its number and the name on it; None when the two belong to no receipt.

    The name is asked so that numbers cannot be tried out. Spaces, width and case do not matter.
    """
    digits = read_code(number)
    if len(digits) != 10 or not name.strip():
        return None
    rows = db.session.execute(
        select(Attempt, Exam.name, Member.name.label("member"))
        .join(Exam, Exam.id == Attempt.exam_id)
        .join(Member, Member.id == Attempt.member_id)
        .where(Attempt.receipt_number == f"{digits[:5]}-{digits[5:]}")
        .order_by(Attempt.id)
    )
    for row in rows:
        if _plain(row.member) == _plain(name):
            return _checked(row.Attempt, row.name, key)
    return None


def _checked(attempt: Attempt, exam_name: str, key: bytes) -> CheckedReceipt:
    if attempt.closed_at is None:
        raise ValueError("an attempt with a receipt is closed")
    answers = db.session.execute(
        select(Answer.item_number, Answer.response).where(Answer.attempt_id == attempt.id)
    )
    unchanged = verify(
        key,
        attempt.receipt_digest,
        attempt_id=attempt.id,
        answers={row.item_number: tuple(row.response) for row in answers},
        submitted_at=attempt.closed_at,
    )
    return CheckedReceipt(attempt.receipt_number, exam_name, attempt.closed_at, unchanged)


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
