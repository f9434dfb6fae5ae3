"""The shape of what an invigilator types: which rows to see, minutes, a note."""

from __future__ import annotations

from typing import Final

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from quizapp.domain.invigilation import Watched
from quizapp.invigilation.queries.roster import Filters
from quizapp.web.number_field import WholeNumberField
from quizapp.web.reading import column_number

MOST_MINUTES: Final = 240


class ExtensionForm(FlaskForm):
    """More time for one attempt."""

    minutes = WholeNumberField(
        _l("Minutes more"),
        [
            InputRequired(_l("Say how many minutes to add.")),
            NumberRange(1, MOST_MINUTES, _l("Give a number of minutes from 1 to 240.")),
        ],
        default=5,
    )


class NoteForm(FlaskForm):
    """A note on one attempt."""

    note = TextAreaField(
        _l("Note"),
        [Length(max=300, message=_l("A note has at most 300 characters."))],
        description=_l(
            "Read by organizers, and by the member who asks for the own data. Facts, no verdicts."
        ),
    )

    def text(self) -> str:
        """Give what was typed, without line breaks and spaces around it."""
        return " ".join((self.note.data or "").split())


def read_filters(sent: MultiDict[str, str]) -> Filters:
    """Read which rows are wanted; what is no choice of ours leaves nothing out."""
    states = {state.value: state for state in Watched}
    return Filters(
        unit_id=sent.get("unit", type=column_number) or None,
        state=states.get(sent.get("state", "")),
        name=sent.get("name", "").strip()[:64],
        room=sent.get("room", "")[:80],
    )
