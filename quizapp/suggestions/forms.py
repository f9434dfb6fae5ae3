"""Forms of the suggestion box."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length

from quizapp.web.reading import is_own_path

LONGEST = 2000


def _trimmed(text: str | None) -> str:
    return (text or "").strip()


class SuggestionForm(FlaskForm):
    """What somebody suggests."""

    text = TextAreaField(
        _l("Your suggestion"),
        [
            DataRequired(_l("Write what you suggest.")),
            Length(max=LONGEST, message=_l("Write at most 2,000 characters.")),
        ],
        filters=[_trimmed],
        render_kw={"rows": "6"},
    )
    page = HiddenField()

    def own_page(self) -> str:
        """Give the address it was written on when it is one of ours, else nothing."""
        path = (self.page.data or "")[:255]
        return path if is_own_path(path) else ""


class ReplyForm(FlaskForm):
    """An organizer's reply."""

    text = TextAreaField(
        _l("Reply"),
        [
            DataRequired(_l("Write the reply.")),
            Length(max=LONGEST, message=_l("Write at most 2,000 characters.")),
        ],
        filters=[_trimmed],
        render_kw={"rows": "3"},
    )
