"""The shape of what the test page sends. Whether it fits the paper is asked in operations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from quizapp.domain.attempt import SentAnswer
from quizapp.domain.refusals import N_, Refusal, RefusalKind
from quizapp.web.reading import LARGEST_NUMBER

MOST_ANSWERS: Final = 200
LARGEST_SEQUENCE: Final = 2**30
"""Leaves room above it: the plain form counts on from what a page has sent."""
_HASH: Final = re.compile("[0-9a-f]{64}")


class UnreadableRequest(Refusal):
    """The request is not what our pages send."""

    def __init__(self) -> None:
        super().__init__(
            "unreadable_request",
            N_("The answers could not be read. Reload the page; what was saved is kept."),
            kind=RefusalKind.INVALID,
        )


class ReceiptForm(FlaskForm):
    """What stands on a receipt."""

    number = StringField(
        _l("Receipt number"),
        [InputRequired(_l("Type the number on the receipt.")), Length(max=40)],
        description=_l("Ten digits, such as 12345-67890"),
    )
    name = StringField(
        _l("Name on the receipt"),
        [InputRequired(_l("Type the name on the receipt.")), Length(max=80)],
    )

    def say_unknown(self) -> None:
        """Say that number and name belong to no receipt, and not which of them is wrong."""
        self.number.errors = [
            _l("There is no receipt with this number and name. Compare both with the receipt.")
        ]


@dataclass(frozen=True, slots=True)
class SentBatch:
    """Answers with the page's holder number and the hash of the paper it shows."""

    holder: int
    form_hash: str
    answers: tuple[SentAnswer, ...]


def read_batch(value: object) -> SentBatch:
    """Read a batch of answers. UnreadableRequest for anything of another shape."""
    fields = _fields(value, {"holder", "form", "answers"})
    answers = fields["answers"]
    if not isinstance(answers, list) or len(answers) > MOST_ANSWERS:
        raise UnreadableRequest()
    form_hash = fields["form"]
    if not isinstance(form_hash, str) or not _HASH.fullmatch(form_hash):
        raise UnreadableRequest()
    return SentBatch(_number(fields["holder"]), form_hash, tuple(map(_answer, answers)))


def read_claimed(value: object) -> Mapping[int, int]:
    """Read the highest sequence number of each item that a page has counted."""
    claimed = _fields(value, {"claimed"})["claimed"]
    if not isinstance(claimed, list) or len(claimed) > MOST_ANSWERS:
        raise UnreadableRequest()
    pairs = [_fields(entry, {"item", "sequence"}) for entry in claimed]
    return {_number(pair["item"]): _number(pair["sequence"]) for pair in pairs}


def read_page(form: MultiDict[str, str]) -> Mapping[int, tuple[str, ...]]:
    """Read the answers of one page of the plain form.

    Each item shown there is named by a field `item`; its picks are the fields `answer-3`, its
    blanks `answer-3-1`, `answer-3-2`, ...
    """
    numbers = form.getlist("item")
    if len(numbers) > MOST_ANSWERS:
        raise UnreadableRequest()
    return {_typed_number(text): _page_response(form, text) for text in numbers}


def page_holder(form: MultiDict[str, str]) -> int:
    """Read the holder number of the plain form."""
    return _typed_number(form.get("holder", ""))


def _page_response(form: MultiDict[str, str], number: str) -> tuple[str, ...]:
    blanks = []
    while (name := f"answer-{number}-{len(blanks) + 1}") in form or f"{name}-open" in form:
        blanks.append(form.get(name, "").strip())
    return tuple(blanks) if blanks else tuple(form.getlist(f"answer-{number}"))


def _answer(value: object) -> SentAnswer:
    fields = _fields(value, {"item", "response", "sequence"})
    response = fields["response"]
    if (
        not isinstance(response, list)
        or len(response) > 20
        or not all(isinstance(text, str) for text in response)
    ):
        raise UnreadableRequest()
    sequence = _number(fields["sequence"])
    if sequence > LARGEST_SEQUENCE:
        raise UnreadableRequest()
    return SentAnswer(_number(fields["item"]), tuple(response), sequence)


def _fields(value: object, names: set[str]) -> Mapping[str, Any]:
    if not isinstance(value, dict) or set(value) != names:
        raise UnreadableRequest()
    return value


def _typed_number(text: str) -> int:
    # A text of thousands of digits is one that `int` itself refuses.
    if not text.isdecimal() or len(text) > len(str(LARGEST_NUMBER)):
        raise UnreadableRequest()
    return _number(int(text))


def _number(value: object) -> int:
    # True is an int to Python, and no number to anybody else.
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LARGEST_NUMBER:
        raise UnreadableRequest()
    return value
