"""Items of the test page and of the result, put together from kept pieces.

A paper has fifty items of four options, and every member sees them in another order. What does not
depend on the order (the frame around an item, an option under one letter, chosen or not) is kept.
"""

from __future__ import annotations

from typing import Final

from markupsafe import Markup, escape

from quizapp.attempts.queries.papers import Cell, PaperItem, PaperPage
from quizapp.attempts.queries.results import ResultItem
from quizapp.web.fragments import LATER, kept, language, made

_QUESTION: Final = "attempts/_question.html"
_RESULT: Final = "attempts/_result_item.html"
_CARD: Final = "components/answering.html"


def questions(page: PaperPage) -> dict[int, Markup]:
    """Give the items by number; those the plain form does not show are hidden and send nothing."""
    spoken, items = language(), page.items
    here = next((item.number for item in items if page.shows(item)), 0)
    return {
        item.number: _question(item, spoken, shown=page.shows(item), here=item.number == here)
        for item in items
    }


def card_cells(cells: tuple[Cell, ...], address: str) -> Markup:
    """Give the cells of the answer card; each leads to its item on the page at the address, if any."""
    spoken = language()
    pieces = [
        kept(
            _CARD,
            "card_cell",
            cell.place,
            f"{LATER}?page={cell.page}#q{cell.place}" if address else "",
            cell.answered,
            spoken=spoken,
        )
        for cell in cells
    ]
    return Markup("".join(pieces).replace(LATER, str(escape(address))))


def result_items(items: tuple[ResultItem, ...]) -> Markup:
    """Give items with own answer, key and source."""
    spoken = language()
    return Markup("").join(_result_item(item, spoken) for item in items)


def _question(item: PaperItem, spoken: str, *, shown: bool, here: bool) -> Markup:
    texts = tuple(blank.text for blank in item.blanks)
    frame = (item.number, item.kind, item.points, item.stem_parts, texts, LATER, shown, here)
    if item.choices:
        head = kept(_QUESTION, "head", *frame, spoken=spoken)
        answer = [
            kept(_QUESTION, "choice_row", item.number, item.kind, choice, spoken=spoken)
            for choice in item.choices
        ]
    elif item.word_bank:
        head = kept(_QUESTION, "head", *frame, spoken=spoken)
        bank = (item.number, item.blanks, item.pairs)
        answer = [kept(_QUESTION, "blank_fields", *bank, spoken=spoken)]
    else:
        # What somebody has typed belongs to nobody else's page.
        head = made(_QUESTION, "head", *frame)
        answer = [made(_QUESTION, "blank_fields", item.number, item.blanks, ())]
    tail = kept(_QUESTION, "tail", bool(item.choices), spoken=spoken)
    return _joined(head, answer, tail, item.place)


def _result_item(item: ResultItem, spoken: str) -> Markup:
    frame = (LATER, item.kind, item.points, item.of, item.stem_parts)
    head = kept(_RESULT, "head", *frame, spoken=spoken)
    if item.choices:
        answer = [
            kept(_RESULT, "choice_row", item.kind, choice, place, spoken=spoken)
            for place, choice in enumerate(item.choices, start=1)
        ]
    else:
        answer = [made(_RESULT, "blank_rows", item.blanks)]
    missing = bool(item.choices) and not item.answered
    why = (item.kind, missing, item.correction, item.explanation, item.source)
    return _joined(head, answer, kept(_RESULT, "tail", *why, spoken=spoken), item.place)


def _joined(head: Markup, answer: list[Markup], tail: Markup, place: int) -> Markup:
    # What templates have escaped, and a number.
    return Markup("".join((head, *answer, tail)).replace(LATER, str(place)))
