"""The shape of what reviewers type and press."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from question_bank.items import (
    Difficulty,
    FillInItem,
    Item,
    Kind,
    Knowledge,
    MultipleChoiceItem,
    Option,
    SingleChoiceItem,
    TrueFalseItem,
)
from quizapp.bank.editing import Edited
from quizapp.bank.filters import ItemStatus
from quizapp.bank.operations import Decision
from quizapp.web.item_words import DIFFICULTIES, KNOWLEDGE
from quizapp.web.number_field import WholeNumberField

LETTERS: Final = "abcdef"
MOST_BLANKS: Final = 3


def _choices(labels: Mapping[str, Any]) -> list[SelectChoice]:
    return [SelectChoice(value=value, label=label) for value, label in labels.items()]


class DecisionForm(FlaskForm):
    """A decision on one item, with the version and state that were shown."""

    decision = SelectField(choices=[value.value for value in Decision])
    version = WholeNumberField(validators=[InputRequired()])
    seen = SelectField(choices=[value.value for value in ItemStatus])


class SourceForm(FlaskForm):
    """The version that was shown."""

    version = WholeNumberField(validators=[InputRequired()])


class ManyForm(FlaskForm):
    """A decision on the ticked items, or on all that the filters keep."""

    decision = SelectField(choices=[Decision.APPROVE.value, Decision.REJECT.value])
    scope = SelectField(choices=["ticked", "all"])
    items = SelectMultipleField(validate_choice=False)

    def chosen(self) -> list[tuple[int, int]]:
        """Number and version of each ticked item; what is no such pair is left out."""
        pairs = [value.partition(":") for value in self.items.data or ()]
        return [
            (int(item), int(version))
            for item, _colon, version in pairs
            if item.isdecimal() and version.isdecimal() and len(item) < 10 and len(version) < 10
        ]


class EditForm(FlaskForm):
    """What all kinds of item have."""

    version = WholeNumberField(validators=[InputRequired()])
    stem = TextAreaField(_l("Stem"), [Length(max=1000)])
    explanation = TextAreaField(_l("Explanation"), [Length(max=2000)])
    knowledge = RadioField(_l("Kind of knowledge"), choices=_choices(KNOWLEDGE))
    difficulty = SelectField(_l("Difficulty"), choices=_choices(DIFFICULTIES))

    def edited(self) -> Edited:
        """What was typed, as a value."""
        return Edited(
            # Lines are joined, but spaces stay: the gap of a choice item is one.
            stem="".join(line.strip(" \t") for line in (self.stem.data or "").splitlines()),
            explanation="\n".join((self.explanation.data or "").splitlines()).strip(),
            knowledge=Knowledge(self.knowledge.data),
            difficulty=Difficulty(self.difficulty.data),
            **self.own_part(),
        )

    def own_part(self) -> dict[str, Any]:
        """What the kind adds."""
        return {}


class FillInForm(EditForm):
    """Up to three blanks and a word bank."""

    key_1 = StringField(_l("Key of blank 1"), [Length(max=200)])
    accepted_1 = StringField(_l("Also accepted for blank 1"), [Length(max=500)])
    key_2 = StringField(_l("Key of blank 2"), [Length(max=200)])
    accepted_2 = StringField(_l("Also accepted for blank 2"), [Length(max=500)])
    key_3 = StringField(_l("Key of blank 3"), [Length(max=200)])
    accepted_3 = StringField(_l("Also accepted for blank 3"), [Length(max=500)])
    any_order = BooleanField(_l("The keys may come in any order; the stem says so"))
    word_bank = TextAreaField(
        _l("Word bank"),
        [Length(max=1000)],
        description=_l(
            "One word a line, keys and wrong words mixed. Empty: the item is asked on paper and"
            " desktops only."
        ),
    )

    def own_part(self) -> dict[str, Any]:
        rows = [
            (self[f"key_{place}"].data, self[f"accepted_{place}"].data)
            for place in range(1, MOST_BLANKS + 1)
        ]
        return {
            "blanks": tuple(
                (key.strip(), _split(more)) for key, more in rows if key and key.strip()
            ),
            "ordered": not self.any_order.data,
            "word_bank": tuple(
                line.strip() for line in (self.word_bank.data or "").splitlines() if line.strip()
            ),
        }


class ChoiceForm(EditForm):
    """Up to six options, with the right ones marked."""

    option_a = StringField(_l("Option A"), [Length(max=300)])
    option_b = StringField(_l("Option B"), [Length(max=300)])
    option_c = StringField(_l("Option C"), [Length(max=300)])
    option_d = StringField(_l("Option D"), [Length(max=300)])
    option_e = StringField(_l("Option E"), [Length(max=300)])
    option_f = StringField(_l("Option F"), [Length(max=300)])
    keys = SelectMultipleField(_l("Right options"), choices=list(LETTERS))
    fixed_order = BooleanField(_l("Keep the options in this order (numbers, dates, levels)"))

    def own_part(self) -> dict[str, Any]:
        options = [
            Option(letter, (self[f"option_{letter}"].data or "").strip()) for letter in LETTERS
        ]
        return {
            "options": tuple(option for option in options if option.text),
            "keys": tuple(sorted(self.keys.data or ())),
            "fixed_order": bool(self.fixed_order.data),
        }


class TrueFalseForm(EditForm):
    """Whether the statement holds, and what the source says instead."""

    truth = RadioField(
        _l("The statement is"),
        [Optional()],
        choices=_choices({"true": _l("True"), "false": _l("False")}),
    )
    correction = StringField(
        _l("Correction"),
        [Length(max=500)],
        description=_l("For a false statement: the words of the source that were replaced."),
    )

    def own_part(self) -> dict[str, Any]:
        truth = self.truth.data
        return {
            "truth": None if not truth else truth == "true",
            "correction": (self.correction.data or "").strip(),
        }


FORMS: Final[dict[Kind, type[EditForm]]] = {
    Kind.FILL_IN: FillInForm,
    Kind.SINGLE_CHOICE: ChoiceForm,
    Kind.MULTIPLE_CHOICE: ChoiceForm,
    Kind.TRUE_FALSE: TrueFalseForm,
}


def edit_form(item: Item, version: int) -> EditForm:
    """The form for this item; filled with it until something is sent."""
    data: dict[str, Any] = {
        "version": version,
        "stem": item.stem,
        "explanation": item.explanation,
        "knowledge": item.knowledge.value,
        "difficulty": item.difficulty.value,
    }
    match item:
        case FillInItem():
            data |= {"any_order": not item.ordered, "word_bank": "\n".join(item.word_bank)}
            for place, blank in enumerate(item.blanks, start=1):
                data |= {f"key_{place}": blank.key, f"accepted_{place}": "；".join(blank.accepted)}
        case SingleChoiceItem() | MultipleChoiceItem():
            keys = item.keys if isinstance(item, MultipleChoiceItem) else (item.key,)
            data |= {"keys": list(keys), "fixed_order": item.fixed_order}
            data |= {f"option_{option.id}": option.text for option in item.options}
        case TrueFalseItem():
            data |= {"truth": "true" if item.key else "false", "correction": item.correction}
    return FORMS[item.kind](data=data)


def _split(text: str | None) -> tuple[str, ...]:
    parts = (text or "").replace(";", "；").split("；")
    return tuple(part.strip() for part in parts if part.strip())
