"""Which responses a frozen paper can take: only these are ever stored."""

from __future__ import annotations

import unicodedata
from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock
from typing import Final

from sqlalchemy import select

from question_bank.items import Kind
from quizapp.attempts.operations.refusals import UnreadableAnswers
from quizapp.database.transaction import reading
from quizapp.domain import paper
from quizapp.domain.attempt import SentAnswer
from quizapp.models import Form

LONGEST: Final = 200
"""Characters of one typed blank."""

_KEPT: Final = 256
_papers: OrderedDict[str, paper.Form] = OrderedDict()
_papers_lock: Final = Lock()


def paper_by_hash(content_hash: str) -> paper.Form:
    """Give the paper with this content, from this process's memory once it was asked for.

    Memory is safe here because the hash is the content: it can never be out of date.
    """
    with _papers_lock:
        known = _papers.get(content_hash)
        if known is not None:
            _papers.move_to_end(content_hash)
            return known
    content = (
        reading()
        .execute(select(Form.content).where(Form.content_hash == content_hash).limit(1))
        .scalar_one_or_none()
    )
    if content is None:
        raise UnreadableAnswers()
    found = paper.Form.from_json(content)
    with _papers_lock:
        _papers[content_hash] = found
        while len(_papers) > _KEPT:
            _papers.popitem(last=False)
    return found


def newest_of_each(form: paper.Form, sent: Iterable[SentAnswer]) -> tuple[SentAnswer, ...]:
    """Give the answer with the highest number for each item, in the form in which it is stored.

    UnreadableAnswers when one of them cannot be an answer to this paper.
    """
    newest: dict[int, SentAnswer] = {}
    for answer in sent:
        kept = newest.get(answer.item_number)
        if kept is None or answer.sequence > kept.sequence:
            newest[answer.item_number] = SentAnswer(
                answer.item_number,
                stored_response(form, answer.item_number, answer.response),
                answer.sequence,
            )
    return tuple(newest.values())


def stored_response(form: paper.Form, number: int, response: tuple[str, ...]) -> tuple[str, ...]:
    """Give a response in the one form in which it is stored: picks sorted, texts as they are."""
    try:
        item = form.item(number)
    except KeyError:
        raise UnreadableAnswers() from None
    match item.kind:
        case Kind.FILL_IN:
            return _texts(item, response)
        case Kind.TRUE_FALSE:
            return _picks(response, {paper.TRUE, paper.FALSE}, at_most=1)
        case Kind.SINGLE_CHOICE:
            return _picks(response, {option.id for option in item.options}, at_most=1)
        case Kind.MULTIPLE_CHOICE:
            ids = {option.id for option in item.options}
            return _picks(response, ids, at_most=len(ids))


def _picks(response: tuple[str, ...], ids: set[str], *, at_most: int) -> tuple[str, ...]:
    picked = set(response)
    if not picked <= ids or len(picked) > at_most:
        raise UnreadableAnswers()
    return tuple(sorted(picked))


def _texts(item: paper.FormItem, response: tuple[str, ...]) -> tuple[str, ...]:
    if len(response) > item.blank_count or any(len(text) > LONGEST for text in response):
        raise UnreadableAnswers()
    # Control characters and halves of surrogate pairs are no writing, and no database takes them.
    if any(unicodedata.category(char) in ("Cc", "Cs") for text in response for char in text):
        raise UnreadableAnswers()
    return response
