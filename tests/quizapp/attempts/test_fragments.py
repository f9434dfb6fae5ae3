"""Items put together from kept pieces are what the template says, for each member anew."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from question_bank.items import Kind
from quizapp.attempts import fragments
from quizapp.attempts.queries.papers import (
    Cell,
    Choice,
    PaperBlank,
    PaperItem,
    PaperPage,
    PaperSection,
)
from quizapp.attempts.queries.results import ResultBlank, ResultChoice, ResultItem
from quizapp.web import fragments as pieces

CHOICES = (Choice("a", "A", "red & <b>", False), Choice("b", "B", "green", True))
CHOICE_ITEM = PaperItem(
    place=3,
    number=7,
    page=1,
    kind=Kind.SINGLE_CHOICE,
    points=200,
    stem_parts=("Which <i>colour</i>?",),
    choices=CHOICES,
    blanks=(),
    word_bank=(),
)
OTHERWISE: dict[str, Any] = {
    "locked": False,
    "forward_only": False,
    "record_focus": False,
    "position": 1,
    "last_saved": None,
    "pages": 2,
}
TYPED_ITEM = replace(
    CHOICE_ITEM,
    kind=Kind.FILL_IN,
    stem_parts=("Before ", " after"),
    choices=(),
    blanks=(PaperBlank(1, 'my "own" <words>'),),
)


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    pieces._kept.clear()


def html_of(app: Flask, item: PaperItem, *, page: int = 1) -> str:
    section = PaperSection(1, item.kind, 1, 200, 200, (item,))
    shown = PaperPage(
        attempt_id=1,
        exam_id=1,
        exam_name="Invented",
        holder=1,
        form_hash="0" * 64,
        deadline=datetime(2026, 6, 15, tzinfo=UTC),
        remaining=timedelta(minutes=5),
        sections=(section,),
        cells=(Cell(item.place, item.number, item.page, answered=True),),
        page=page,
        **OTHERWISE,
    )
    with app.test_request_context():
        return str(fragments.questions(shown)[item.number])


def test_an_item_has_its_place_its_number_and_what_is_chosen(app: Flask) -> None:
    html = html_of(app, CHOICE_ITEM)
    assert 'id="q3" data-item="7" data-place="3"' in html
    assert re.search(r'name="answer-7" value="b" checked', html)
    assert not re.search(r'value="a" checked', html)
    assert "is-here" in html and "hidden" not in html.split(">")[0]
    assert "<b>" not in html and "<i>colour" not in html and "red &amp; " in html


def test_a_kept_item_moves_to_another_place_with_another_order(app: Flask) -> None:
    html_of(app, CHOICE_ITEM)
    turned = (replace(CHOICES[1], letter="A", chosen=False), replace(CHOICES[0], letter="B"))
    html = html_of(app, replace(CHOICE_ITEM, place=12, choices=turned))
    assert 'id="q12"' in html and 'data-place="12"' in html and "q3" not in html
    assert html.index("green") < html.index("red")
    assert "checked" not in html


def test_an_item_of_another_page_is_hidden_and_sends_nothing(app: Flask) -> None:
    html = html_of(app, CHOICE_ITEM, page=2)
    assert " hidden>" in html and '<fieldset class="question" disabled>' in html
    assert "is-here" not in html


def test_what_somebody_typed_is_shown_to_them_and_kept_for_nobody(app: Flask) -> None:
    html = html_of(app, TYPED_ITEM)
    assert 'value="my &#34;own&#34; &lt;words&gt;"' in html
    assert not any("own" in piece for piece in pieces._kept.values())
    assert "own" not in str(list(pieces._kept))


def test_a_word_of_the_bank_is_chosen(app: Flask) -> None:
    item = replace(TYPED_ITEM, word_bank=("one", "two"), blanks=(PaperBlank(1, "two"),))
    html = html_of(app, item)
    assert re.search(r'value="two" checked', html) and not re.search(r'value="one" checked', html)


def test_cells_of_the_card_lead_to_their_items(app: Flask) -> None:
    with app.test_request_context():
        card = (Cell(place=3, number=7, page=1, answered=True),)
        cells = fragments.card_cells(card, "/attempts/5")
        unlinked = fragments.card_cells(card, "")
        other = fragments.card_cells(card, '/attempts/6"')
    assert 'href="/attempts/5?page=1#q3"' in cells
    assert "href" not in unlinked and '<span class="card-cell card-answered"' in unlinked
    assert "/attempts/6&#34;?page=1#q3" in other and "/attempts/5" not in other


def test_a_result_shows_own_answer_and_key(app: Flask) -> None:
    item = ResultItem(
        place=4,
        kind=Kind.TRUE_FALSE,
        points=0,
        of=400,
        stem_parts=("Said <so>.",),
        choices=(ResultChoice("", "true", False, True), ResultChoice("", "false", True, False)),
        blanks=(),
        answered=True,
        explanation="Because.",
        correction="Not so.",
        source=None,
    )
    with app.test_request_context():
        html = fragments.result_items((item, replace(item, place=5, answered=False)))
    assert 'id="item-4"' in html and 'id="item-5"' in html
    assert "option-right" in html and "option-wrong" in html
    assert "Because." in html and "Not so." in html and "Said &lt;so&gt;." in html
    assert html.count("You did not answer this item.") == 1


def test_a_result_of_a_fill_in_shows_what_was_written(app: Flask) -> None:
    item = ResultItem(
        place=1,
        kind=Kind.FILL_IN,
        points=0,
        of=400,
        stem_parts=("Before ", " after"),
        choices=(),
        blanks=(ResultBlank(1, "<mine>", False, "key"),),
        answered=True,
        explanation="",
        correction="",
        source=None,
    )
    with app.test_request_context():
        html = fragments.result_items((item,))
    assert "&lt;mine&gt;" in html and "<strong>key</strong>" in html
    assert html.count("<dl") == html.count("</dl>") == 1 and 'class="options"' not in html
