"""Whole numbers of a form, however long."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.validators import NumberRange

from quizapp.web.number_field import WholeNumberField


class _Form(Form):
    number = WholeNumberField("Number", [NumberRange(-5, 2_000_000_000)])


def test_a_number_out_of_range_is_told_so() -> None:
    form = _Form(MultiDict({"number": "2000000001"}))
    assert not form.validate() and form.number.data == 2_000_000_001


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("7", 7),
        ("-5", -5),
        ("2000000000", 2_000_000_000),
        ("9" * 400, None),
        ("9" * 5000, None),
        ("-" + "9" * 400, None),
        ("seven", None),
    ],
)
def test_gives_the_number_or_a_sentence(typed: str, value: int | None) -> None:
    form = _Form(MultiDict({"number": typed}))
    if value is None:
        assert not form.validate() and form.number.errors and form.number.data is None
    else:
        assert form.validate() and form.number.data == value
