"""A form field for whole numbers that no length of digits can break."""

from __future__ import annotations

from wtforms import IntegerField

from quizapp.web.reading import LARGEST_NUMBER


class WholeNumberField(IntegerField):
    """An integer that a column can hold.

    Thousands of digits are one that `int` refuses, hundreds one that the range check cannot hold
    against its limits: either would be an error of ours instead of a sentence beside the field.
    """

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist and len(valuelist[0]) > len(str(LARGEST_NUMBER)) + 1:
            valuelist = ["too long"]
        super().process_formdata(valuelist)
