"""The paper as the member sees it while answering. Loads no key, so that none can slip out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import load_only

from question_bank.items import BLANK, Kind
from quizapp.attempts.operations.responses import paper_by_hash
from quizapp.domain.attempt import AttemptState
from quizapp.domain.attempt_refusals import AttemptVoided
from quizapp.domain.door import Visit, check_place
from quizapp.domain.paper import FALSE, TRUE, Form, ShownItem, shown_order
from quizapp.domain.scoring import is_unanswered
from quizapp.domain.timing import time_left
from quizapp.domain.viewer import Viewer
from quizapp.extensions import db
from quizapp.models import STORED_ANSWERS, Answer, Attempt, Exam, answers_of
from quizapp.models import Form as FormRow
from quizapp.models.base import Moment

# Put together once: taking a statement apart for its cache costs a page as much as running it.
_OWN: Final = (
    select(
        Attempt,
        Exam,
        FormRow.content_hash,
        STORED_ANSWERS.label("answers"),
        select(func.max(Answer.saved_at))
        .where(Answer.attempt_id == Attempt.id)
        .correlate(Attempt)
        .scalar_subquery()
        .label("last_saved"),
        func.app_now(type_=Moment).label("now"),
    )
    .join(Exam, Exam.id == Attempt.exam_id)
    .join(FormRow, FormRow.id == Attempt.form_id)
    .where(Attempt.id == bindparam("attempt"), Attempt.member_id == bindparam("member"))
    .options(
        load_only(
            *(Exam.name, Exam.items_per_page, Exam.typed_blanks, Exam.record_focus, Exam.seed),
            *(Exam.shuffle_items, Exam.shuffle_options, Exam.asks_honour, Exam.rotating_code),
            *(Exam.networks, Exam.browser_config_key, Exam.browser_exam_keys, Exam.entry_code),
        )
    )
)


@dataclass(frozen=True, slots=True)
class Choice:
    """An option as it is lettered for this member. `value` is what is sent back."""

    value: str
    letter: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class PaperBlank:
    """One blank of a fill-in with what stands in it."""

    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperItem:
    """An item on the test page."""

    place: int
    """What the member sees as its number."""
    number: int
    """Its number on the frozen paper, by which answers are stored."""
    page: int
    """Page of the plain form."""
    kind: Kind
    points: int
    stem_parts: tuple[str, ...]
    """The stem, cut at its blanks."""
    choices: tuple[Choice, ...]
    blanks: tuple[PaperBlank, ...]
    word_bank: tuple[str, ...]
    """Empty when blanks are typed."""

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Value and text of each word of the bank: the word itself is what is stored."""
        return tuple((word, word) for word in self.word_bank)


@dataclass(frozen=True, slots=True)
class PaperSection:
    """大题 with its items in shown order."""

    number: int
    kind: Kind
    count: int
    points_each: int | None
    total: int
    items: tuple[PaperItem, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """An item as a cell of the answer card."""

    place: int
    number: int
    page: int
    """Page of the plain form."""
    answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPage:
    """The test page of an open attempt: the whole paper, or one page of the plain form."""

    attempt_id: int
    exam_id: int
    exam_name: str
    holder: int
    form_hash: str
    deadline: datetime
    remaining: timedelta
    locked: bool
    record_focus: bool
    forward_only: bool
    position: int
    """The place reached where one may only go forward; 1 elsewhere."""
    sections: tuple[PaperSection, ...]
    """Those with items to show: all items of the whole paper, or those of the page."""
    cells: tuple[Cell, ...]
    """All items in shown order."""
    last_saved: datetime | None
    page: int
    pages: int

    @property
    def items(self) -> tuple[PaperItem, ...]:
        """The items to show, in shown order."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def first_place(self) -> int:
        """Place of the first item on the page of the plain form that can be answered."""
        return next(cell.place for cell in self.cells if self.shows(cell))

    def shows(self, item: PaperItem | Cell) -> bool:
        """Whether the plain form's page lets the item be answered."""
        return item.page == self.page and item.place >= self.position

    @property
    def unanswered(self) -> int:
        """How many items have no answer."""
        return sum(not cell.answered for cell in self.cells)


@dataclass(frozen=True, slots=True)
class NotOpen:
    """Why there is no test page: where the attempt stands."""

    attempt_id: int
    exam_id: int
    state: AttemptState


def paper_page(
    attempt_id: int, viewer: Viewer, *, page: int | None = None, visit: Visit
) -> PaperPage | NotOpen | None:
    """Give the test page of the viewer's open attempt; None when there is no such attempt.

    `page` is that of the plain form, brought into range: where one may only go forward, that of the
    place reached is the first. Without it the whole paper is given, open at the first page. Refused
    as a start would be when the request comes from a place the test does not allow.
    """
    found = db.session.execute(
        _OWN, {"attempt": attempt_id, "member": viewer.member_id}
    ).one_or_none()
    if found is None or viewer.exam_id not in (None, found.Attempt.exam_id):
        return None
    attempt, exam, now = found.Attempt, found.Exam, found.now
    if attempt.voided_at is not None:
        raise AttemptVoided()
    if attempt.state is not AttemptState.OPEN or attempt.accept_until < now:
        return NotOpen(attempt.id, attempt.exam_id, attempt.state)
    check_place(exam.door, visit)
    responses, sequences = answers_of(found.answers)
    form = paper_by_hash(found.content_hash)
    shown = shown_order(
        form,
        attempt.shuffle_seed,
        shuffle_items=exam.shuffle_items,
        shuffle_options=exam.shuffle_options,
    )
    value = attempt.snapshot(sequences)
    cells = tuple(
        Cell(
            entry.place,
            entry.item.number,
            (entry.place - 1) // exam.items_per_page + 1,
            not is_unanswered(responses.get(entry.item.number, ())),
        )
        for entry in shown
    )
    first = (value.position - 1) // exam.items_per_page + 1
    pages = cells[-1].page
    here = min(max(page or 1, first), pages)
    items = [
        _item(form, entry, cell, responses.get(cell.number, ()), typed=exam.typed_blanks)
        for entry, cell in zip(shown, cells, strict=True)
        if page is None or cell.page == here
    ]
    return PaperPage(
        attempt_id=attempt.id,
        exam_id=exam.id,
        exam_name=exam.name,
        holder=attempt.holder,
        form_hash=found.content_hash,
        deadline=attempt.deadline_at,
        remaining=time_left(attempt.deadline_at, now),
        locked=attempt.locked_at is not None,
        record_focus=exam.record_focus,
        forward_only=bool(value.places),
        position=value.position,
        sections=tuple(_sections(form, items)),
        cells=cells,
        last_saved=found.last_saved,
        page=here,
        pages=pages,
    )


def _sections(form: Form, items: Sequence[PaperItem]) -> Iterator[PaperSection]:
    for section in form.sections:
        own = tuple(item for item in items if section.first <= item.number <= section.last)
        if own:
            yield PaperSection(
                section.number,
                section.kind,
                len(section.points),
                section.points_each,
                section.total,
                own,
            )


def _item(
    form: Form, shown: ShownItem, cell: Cell, response: tuple[str, ...], *, typed: bool
) -> PaperItem:
    item = shown.item
    return PaperItem(
        place=cell.place,
        number=cell.number,
        page=cell.page,
        kind=item.kind,
        points=form.points(item.number),
        stem_parts=tuple(item.stem.split(BLANK)) if item.kind is Kind.FILL_IN else (item.stem,),
        choices=_choices(shown, response),
        blanks=tuple(
            PaperBlank(place + 1, response[place] if place < len(response) else "")
            for place in range(item.blank_count)
        ),
        word_bank=() if typed else item.word_bank,
    )


def _choices(shown: ShownItem, response: tuple[str, ...]) -> tuple[Choice, ...]:
    if shown.item.kind is Kind.TRUE_FALSE:
        return tuple(Choice(value, "", value, value in response) for value in (TRUE, FALSE))
    return tuple(
        Choice(option.id, chr(ord("A") + place), option.text, option.id in response)
        for place, option in enumerate(shown.options)
    )
