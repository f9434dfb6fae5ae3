"""Receipt and result of a closed attempt: what `domain.disclosure` allows, and nothing more.

Keys and explanations are loaded only once they may be shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, select

from question_bank.items import BLANK, Kind, SourceRef
from quizapp.attempts.operations.key_sheets import key_sheet
from quizapp.attempts.operations.responses import paper_by_hash
from quizapp.attempts.queries.rules_of import latest_deadlines, visible
from quizapp.domain.attempt import CLOSED, AttemptState
from quizapp.domain.disclosure import Release, Visible
from quizapp.domain.paper import Form, KeyEntry, ShownItem, shown_order
from quizapp.domain.scoring import Response, blanks_right, is_unanswered
from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import (
    STORED_ANSWERS,
    Attempt,
    AttemptWatch,
    Exam,
    KeyVersion,
    ScoreSheet,
    answers_of,
)
from quizapp.models import Form as FormRow

# Put together once: taking a statement apart for its cache costs a page as much as running it.
_OWN: Final = (
    select(
        Attempt,
        Exam,
        FormRow.content_hash,
        AttemptWatch.collected_for,
        STORED_ANSWERS.label("answers"),
    )
    .join(Exam, Exam.id == Attempt.exam_id)
    .join(FormRow, FormRow.id == Attempt.form_id)
    .outerjoin(AttemptWatch, AttemptWatch.attempt_id == Attempt.id)
    .where(Attempt.id == bindparam("attempt"), Attempt.member_id == bindparam("member"))
)
_SHEET: Final = (
    select(ScoreSheet, KeyVersion.made_at.label("keys_made_at"))
    .join(KeyVersion, KeyVersion.id == ScoreSheet.key_version_id)
    .where(ScoreSheet.attempt_id == bindparam("attempt"))
    .order_by(ScoreSheet.number.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptPage:
    """What a member keeps after handing in."""

    attempt_id: int
    exam_id: int
    exam_name: str
    closed_at: datetime
    number: str
    expired: bool
    collected: bool
    """Whether all papers were collected before its time was over."""
    collected_for: str
    """Why the invigilator handed it in; empty when nobody did."""
    answered: int
    items: int


@dataclass(frozen=True, slots=True)
class ResultChoice:
    """An option with what became of it."""

    letter: str
    """As the member saw it; empty for true and false."""
    text: str
    right: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class ResultBlank:
    """A blank with what was written, whether it counts, and the key."""

    number: int
    mine: str
    right: bool
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultItem:
    """An item with own answer, key, explanation and source."""

    place: int
    kind: Kind
    points: int
    of: int
    stem_parts: tuple[str, ...]
    choices: tuple[ResultChoice, ...]
    blanks: tuple[ResultBlank, ...]
    answered: bool
    explanation: str
    correction: str
    source: SourceRef | None

    @property
    def is_right(self) -> bool:
        """Whether all points were earned."""
        return self.points == self.of


@dataclass(frozen=True, slots=True)
class SectionResult:
    """Points of one 大题."""

    kind: Kind
    right: int
    count: int
    points: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    """The result of one attempt as far as it is released."""

    attempt_id: int
    exam_id: int
    exam_name: str
    number: int
    tries: int
    closed_at: datetime
    seconds_used: int
    expired: bool
    collected: bool
    collected_for: str
    voided: bool
    visible: Visible
    score_release: Release
    answer_release: Release
    total: int | None
    maximum: int | None
    pass_points: int
    sections: tuple[SectionResult, ...]
    wrong: tuple[ResultItem, ...]
    right: tuple[ResultItem, ...]

    @property
    def passed(self) -> bool:
        """Whether the pass mark was reached."""
        return self.total is not None and self.total >= self.pass_points


@dataclass(frozen=True, slots=True)
class StillRunning:
    """The attempt is not closed yet."""


def receipt_page(attempt_id: int, viewer: Viewer) -> ReceiptPage | StillRunning | None:
    """Give the viewer's own receipt; None when there is no such attempt."""
    own = _own(attempt_id, viewer)
    if own is None or own.attempt.closed_at is None:
        return None if own is None else StillRunning()
    return ReceiptPage(
        attempt_id=attempt_id,
        exam_id=own.exam.id,
        exam_name=own.exam.name,
        closed_at=own.attempt.closed_at,
        number=own.attempt.receipt_number,
        expired=own.attempt.state is AttemptState.EXPIRED,
        collected=own.attempt.was_collected,
        collected_for=own.collected_for,
        answered=sum(1 for response in own.responses.values() if not is_unanswered(response)),
        items=len(own.form.items),
    )


def result_page(
    attempt_id: int, viewer: Viewer, *, now: datetime
) -> ResultPage | StillRunning | None:
    """Give the viewer's own result; None when there is no such attempt."""
    own = _own(attempt_id, viewer)
    if own is None:
        return None
    attempt, exam = own.attempt, own.exam
    if attempt.state not in CLOSED or attempt.closed_at is None:
        return StillRunning()
    latest = (
        latest_deadlines([exam.id]).get(exam.id) if exam.release_policy.waits_for_the_end else None
    )
    seen = visible(exam, attempt, latest_deadline=latest, now=now)
    scored = _scored(attempt_id) if seen.score else None
    sheet = scored.sheet if scored else None
    items = _items(own, scored) if seen.answers and scored else ()
    started = attempt.started_at or attempt.closed_at
    return ResultPage(
        attempt_id=attempt_id,
        exam_id=exam.id,
        exam_name=exam.name,
        number=attempt.number,
        tries=exam.tries,
        closed_at=attempt.closed_at,
        seconds_used=int((attempt.closed_at - started).total_seconds()),
        expired=attempt.state is AttemptState.EXPIRED,
        collected=attempt.was_collected,
        collected_for=own.collected_for,
        voided=attempt.voided_at is not None,
        visible=seen,
        score_release=exam.score_release,
        answer_release=exam.answer_release,
        total=sheet.total if sheet else None,
        maximum=sheet.maximum if sheet else None,
        pass_points=exam.pass_points,
        sections=_sections(own.form, sheet) if sheet else (),
        wrong=tuple(item for item in items if not item.is_right),
        right=tuple(item for item in items if item.is_right),
    )


@dataclass(frozen=True, slots=True)
class _Own:
    attempt: Attempt
    exam: Exam
    form: Form
    responses: Mapping[int, Response]
    collected_for: str


@dataclass(frozen=True, slots=True)
class _Scored:
    sheet: ScoreSheet
    keys_made_at: datetime


def _own(attempt_id: int, viewer: Viewer) -> _Own | None:
    found = db.session.execute(
        _OWN, {"attempt": attempt_id, "member": viewer.member_id}
    ).one_or_none()
    if found is None or viewer.exam_id not in (None, found.Attempt.exam_id):
        return None
    form = paper_by_hash(found.content_hash)
    responses, _sequences = answers_of(found.answers)
    return _Own(found.Attempt, found.Exam, form, responses, found.collected_for or "")


def _scored(attempt_id: int) -> _Scored | None:
    found = db.session.execute(_SHEET, {"attempt": attempt_id}).one_or_none()
    return _Scored(*found) if found else None


def _sections(form: Form, sheet: ScoreSheet) -> tuple[SectionResult, ...]:
    earned = {int(number): points for number, points in sheet.points.items()}
    return tuple(
        SectionResult(
            section.kind,
            sum(
                1
                for number in range(section.first, section.last + 1)
                if earned.get(number, 0) == form.points(number)
            ),
            section.last - section.first + 1,
            sum(earned.get(number, 0) for number in range(section.first, section.last + 1)),
            section.total,
        )
        for section in form.sections
    )


def _items(own: _Own, scored: _Scored) -> tuple[ResultItem, ...]:
    sheet = scored.sheet
    keys = key_sheet(db.session(), sheet.key_version_id, made_at=scored.keys_made_at).by_number
    shown = shown_order(
        own.form,
        own.attempt.shuffle_seed,
        shuffle_items=own.exam.shuffle_items,
        shuffle_options=own.exam.shuffle_options,
    )
    return tuple(
        _item(entry, keys[entry.item.number], own.responses, sheet.points)
        for entry in shown
        if entry.item.number in keys
    )


def _item(
    shown: ShownItem, key: KeyEntry, answers: Mapping[int, Response], points: Mapping[str, int]
) -> ResultItem:
    item = shown.item
    response = answers.get(item.number, ())
    return ResultItem(
        place=shown.place,
        kind=item.kind,
        points=points.get(str(item.number), 0),
        of=key.points,
        stem_parts=tuple(item.stem.split(BLANK)) if item.kind is Kind.FILL_IN else (item.stem,),
        choices=_choices(shown, key, response),
        blanks=_blanks(key, response),
        answered=not is_unanswered(response),
        explanation=key.explanation,
        correction=key.correction,
        source=key.source,
    )


def _choices(shown: ShownItem, key: KeyEntry, response: Response) -> tuple[ResultChoice, ...]:
    if shown.item.kind is Kind.TRUE_FALSE:
        return tuple(
            ResultChoice("", value, value in key.keys, value in response)
            for value in ("true", "false")
        )
    return tuple(
        ResultChoice(
            chr(ord("A") + place), option.text, option.id in key.keys, option.id in response
        )
        for place, option in enumerate(shown.options)
    )


def _blanks(key: KeyEntry, response: Response) -> tuple[ResultBlank, ...]:
    if not key.blanks:
        return ()
    right = blanks_right(key, response)
    return tuple(
        ResultBlank(
            place + 1,
            response[place] if place < len(response) else "",
            right[place],
            blank.key,
        )
        for place, blank in enumerate(key.blanks)
    )
