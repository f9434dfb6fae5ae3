"""What the cells of the live page say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from quizapp.domain.invigilation import FactKind, Watched
from quizapp.invigilation.queries.roster import Filters, RosterRow, WatchPage
from quizapp.invigilation.words import FACTS, STATES, RowWords, row_words

AT = datetime(2026, 6, 15, 2, 0, 8, tzinfo=UTC)  # 10:00:08 where people are
ROW = RosterRow(
    member_id=4,
    name="m",
    unit_id=1,
    branch="b",
    place=None,
    state=Watched.ANSWERING,
    attempt_id=9,
    locked=False,
    saved=3,
    last_saved_at=AT,
    sign_at=AT,
    closed_at=None,
    deadline_at=AT + timedelta(minutes=30),
    extra_seconds=0,
    facts=0,
    noticed_seconds=0,
    noted=False,
    exempt_reason="",
)
PAGE = WatchPage(
    exam_id=1,
    name="t",
    opens_at=AT,
    closes_at=AT + timedelta(days=1),
    record_focus=True,
    items=8,
    as_of=AT,
    counts={},
    locked=0,
    branches=(),
    rooms=(),
    rows=(ROW,),
    filters=Filters(),
)


def said(app: Flask, row: RosterRow) -> RowWords:
    """The words of a row, in English."""
    with app.test_request_context():
        return row_words(row, PAGE)


def test_a_member_who_answers(app: Flask) -> None:
    assert said(app, ROW).cells() == [4, 9, "answering", "3 of 8", "saved 10:00:08", "–", ""]
    assert said(app, replace(ROW, last_saved_at=None, saved=0)).sign == "nothing saved yet"


@pytest.mark.parametrize(
    ("changes", "progress", "sign"),
    [
        ({"state": Watched.NOT_STARTED, "attempt_id": None}, "–", "–"),
        ({"state": Watched.EXEMPT, "exempt_reason": "on leave"}, "on leave", "–"),
        ({"state": Watched.SILENT}, "3 of 8", "last heard of 10:00:08"),
        ({"state": Watched.SUBMITTED, "closed_at": AT}, "3 of 8", "closed 10:00:08"),
    ],
)
def test_the_other_states(app: Flask, changes: dict[str, object], progress: str, sign: str) -> None:
    words = said(app, replace(ROW, **changes))  # type: ignore[arg-type]
    assert (words.progress, words.sign) == (progress, sign)


def test_facts_and_remarks(app: Flask) -> None:
    words = said(
        app,
        replace(ROW, facts=3, noticed_seconds=95, locked=True, extra_seconds=600, noted=True),
    )
    assert words.facts == "3 · 95 s"
    assert words.marks == "locked · 10 min more, until 10:30 · note"
    assert said(app, replace(ROW, facts=2)).facts == "2"


def test_every_state_and_fact_has_words(app: Flask) -> None:
    assert set(STATES) == set(Watched) and set(FACTS) == set(FactKind)
