"""Answers of people who never lived: a finished exam with results worth looking at.

What each person answers follows from the file and a hash, so that loading twice gives the same
results; the rule is told in `seeds/README.md`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from question_bank.items import Difficulty, Kind
from quizapp.domain.attempt import AttemptState
from quizapp.domain.paper import FALSE, TRUE, FormItem, KeyEntry, KeySheet
from quizapp.domain.paper import Form as FormValue
from quizapp.domain.receipts import make_receipt
from quizapp.domain.scoring import Response, rule_name, score_paper
from quizapp.domain.timing import accept_until
from quizapp.models import (
    Answer,
    Attempt,
    BankItem,
    Exam,
    Form,
    KeyVersion,
    ScoreSheet,
)


@dataclass(frozen=True, slots=True)
class Paper:
    """The frozen paper of the exam and what its items are like."""

    exam: Exam
    form_id: int
    form: FormValue
    key_version_id: int
    keys: KeySheet
    difficulties: Mapping[str, Difficulty]


def add_results(
    session: Session,
    exam_id: int,
    seed: Mapping[str, Any],
    *,
    member_ids: Mapping[str, int],
    key: bytes,
) -> None:
    """Add a closed attempt with answers and scores for everybody who took part."""
    paper = _paper(session, exam_id)
    for branch in seed["taken"].values():
        for name, (ability, start_minute, seconds) in branch.items():
            started = paper.exam.opens_at + timedelta(minutes=start_minute)  # type: ignore[operator]
            answers = _answers(paper, seed, name, ability)
            limit = seed["expired"].get(name)
            if limit is not None:
                answers = {number: answers[number] for number in answers if number <= limit}
            _add_attempt(
                session,
                paper,
                member_id=member_ids[name],
                started=started,
                closed=started + timedelta(seconds=seconds),
                expired=limit is not None,
                answers=answers,
                key=key,
            )


def _paper(session: Session, exam_id: int) -> Paper:
    exam = session.get_one(Exam, exam_id)
    form, version = session.execute(
        select(Form, KeyVersion)
        .join(KeyVersion, KeyVersion.form_id == Form.id)
        .where(Form.exam_id == exam_id, Form.number == 1)
    ).one()
    difficulties = session.execute(select(BankItem.item_id, BankItem.difficulty)).all()
    return Paper(
        exam=exam,
        form_id=form.id,
        form=FormValue.from_json(form.content),
        key_version_id=version.id,
        keys=KeySheet.from_json(version.content),
        difficulties={row.item_id: row.difficulty for row in difficulties},
    )


def _add_attempt(
    session: Session,
    paper: Paper,
    *,
    member_id: int,
    started: datetime,
    closed: datetime,
    expired: bool,
    answers: Mapping[int, Response],
    key: bytes,
) -> None:
    deadline = started + timedelta(seconds=paper.exam.duration_seconds)
    attempt = Attempt(
        exam_id=paper.exam.id,
        member_id=member_id,
        number=1,
        form_id=paper.form_id,
        shuffle_seed=_digest(f"{paper.exam.seed}:{member_id}")[:32],
        state=AttemptState.OPEN,
        holder=1,
        started_at=started,
        deadline_at=deadline,
        accept_until=accept_until(deadline),
    )
    session.add(attempt)
    session.flush()
    step = (closed - started) / (len(answers) + 1)
    session.add_all(
        Answer(
            attempt_id=attempt.id,
            item_number=number,
            response=list(response),
            sequence=place,
            saved_at=started + step * place,
        )
        for place, (number, response) in enumerate(answers.items(), start=1)
    )
    # The database refuses answers of a closed attempt: they must be there before it is closed.
    session.flush()
    closed = min(closed, deadline)
    attempt.state = AttemptState.EXPIRED if expired else AttemptState.SUBMITTED
    attempt.closed_at = closed
    receipt = make_receipt(key, attempt_id=attempt.id, answers=answers, submitted_at=closed)
    attempt.receipt_number, attempt.receipt_digest = receipt.number, receipt.digest
    sheet = score_paper(paper.keys, answers, paper.exam.multiple_choice_rule)
    session.add(
        ScoreSheet(
            attempt_id=attempt.id,
            number=1,
            key_version_id=paper.key_version_id,
            rule=rule_name(paper.exam.multiple_choice_rule),
            points={str(number): points for number, points in sheet.points.items()},
            total=sheet.total,
            maximum=sheet.full,
            made_at=closed,
        )
    )


def _answers(paper: Paper, seed: Mapping[str, Any], name: str, ability: int) -> dict[int, Response]:
    chance = seed["chance"]
    answers: dict[int, Response] = {}
    for item in paper.form.items:
        entry = paper.keys.by_number[item.number]
        draw = f"{seed['seed']}:{name}:{entry.item_id}"
        if _hundredth(draw) < chance["skipped"]:
            continue
        difficulty = paper.difficulties[entry.item_id].value
        share = ability + chance.get(difficulty, 0) + chance.get(item.kind.value, 0)
        if _hundredth(f"{draw}:answer") < min(98, max(5, share)):
            answers[item.number] = entry.keys or tuple(blank.key for blank in entry.blanks)
        else:
            answers[item.number] = _wrong(item, entry, draw)
    return answers


def _wrong(item: FormItem, entry: KeyEntry, draw: str) -> Response:
    match item.kind:
        case Kind.TRUE_FALSE:
            return (FALSE,) if entry.keys == (TRUE,) else (TRUE,)
        case Kind.SINGLE_CHOICE:
            others = [option.id for option in item.options if option.id not in entry.keys]
            return (_pick(others, draw),)
        case Kind.MULTIPLE_CHOICE:
            missing = _pick(entry.keys, draw)
            return tuple(key for key in entry.keys if key != missing)
        case Kind.FILL_IN:
            keys = {blank.key for blank in entry.blanks}
            others = [word for word in item.word_bank if word not in keys]
            return (_pick(others, draw),) * len(entry.blanks)


def _pick(values: Sequence[str], draw: str) -> str:
    return values[int(_digest(f"{draw}:pick")[:8], 16) % len(values)]


def _hundredth(draw: str) -> int:
    return int(_digest(draw)[:8], 16) % 100


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
