"""What is read from the address and the forms; nonsense leaves nothing out and adds no time."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from quizapp.domain.invigilation import Watched
from quizapp.invigilation.forms import ExtensionForm, NoteForm, read_filters
from quizapp.invigilation.queries.roster import Filters


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({}, Filters()),
        ({"unit": "", "state": "", "name": ""}, Filters()),
        ({"unit": "4", "state": "silent", "name": " 王 "}, Filters(4, Watched.SILENT, "王")),
        ({"unit": "x", "state": "fled", "name": "n" * 99}, Filters(name="n" * 64)),
        ({"unit": "9" * 5000}, Filters()),
        ({"unit": "-1"}, Filters()),
        ({"room": "1 401"}, Filters(room="1 401")),
    ],
)
def test_reads_which_rows_are_wanted(sent: dict[str, str], expected: Filters) -> None:
    assert read_filters(MultiDict(sent)) == expected


@pytest.mark.parametrize(
    ("typed", "valid"),
    [
        ("1", True),
        ("240", True),
        *((typed, False) for typed in ("0", "241", "-5", "", "five", "1.5", "9" * 400)),
    ],
)
def test_minutes(app: Flask, typed: str, valid: bool) -> None:
    with app.test_request_context(method="POST", data={"minutes": typed}):
        assert ExtensionForm().validate() is valid


def test_a_note_is_one_line_of_three_hundred_characters(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"note": "  ill \r\n since noon "}):
        form = NoteForm()
        assert form.validate() and form.text() == "ill since noon"
    with app.test_request_context(method="POST", data={"note": "x" * 301}):
        assert not NoteForm().validate()
