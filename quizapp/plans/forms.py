"""The shape of what organizers send in to import a plan."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired, Length

from quizapp.plans.queries.access import OwningUnit

LONGEST_LABEL = 120


class UploadForm(FlaskForm):
    """A file, and what items call it."""

    file = FileField(
        _l("File"),
        [FileRequired(_l("Choose the file of the plan."))],
        description=_l("A .docx, .txt, .html or .pdf file of up to 10 MB."),
    )
    label = StringField(
        _l("Label"),
        [Length(max=LONGEST_LABEL, message=_l("Keep the label to 120 characters."))],
        description=_l(
            "Items name the plan so. Leave it empty to use the document's own title; when it has"
            " none, you are asked next."
        ),
    )
    unit = SelectField(_l("Belongs to"), coerce=int)

    def offer(self, units: Iterable[OwningUnit]) -> None:
        """Let the plan belong to one of these units; those below others stand further in."""
        self.unit.choices = [
            SelectChoice(value=unit.id, label="　" * unit.depth + unit.name) for unit in units
        ]


class VersionForm(FlaskForm):
    """A changed file of a plan that is there."""

    file = FileField(
        _l("File"),
        [FileRequired(_l("Choose the file of the plan."))],
        description=_l("A .docx, .txt, .html or .pdf file of up to 10 MB."),
    )


class ReplaceForm(FlaskForm):
    """The version that was compared, and what becomes of approved items without a source."""

    seen = StringField(validators=[InputRequired(), Length(max=64)])
    approved = SelectField(choices=["drafts", "stay"], default="drafts")


class LabelForm(FlaskForm):
    """The label of a file that was read."""

    label = StringField(
        _l("Label"),
        [
            InputRequired(_l("Give the plan a label.")),
            Length(max=LONGEST_LABEL, message=_l("Keep the label to 120 characters.")),
        ],
        description=_l("Items name the plan so. Use the name people know, with its year."),
    )
