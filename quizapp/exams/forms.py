"""The shape of what organizers type when they build an exam. What may hold together is `domain.publication`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Final

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    DecimalField,
    FieldList,
    Form,
    FormField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import (
    InputRequired,
    Length,
    NumberRange,
    Optional,
    StopValidation,
    ValidationError,
)

from question_bank.items import Kind
from quizapp.domain.counting import CountingRule
from quizapp.domain.disclosure import Release
from quizapp.domain.drawing import SectionWish
from quizapp.domain.publication import KIND_LABELS, ExamMode
from quizapp.domain.scoring import MultipleChoiceRule
from quizapp.exams.entry_forms import EntryFields, entry_data
from quizapp.exams.operations.drafts import AudienceWish, Basics, Rules
from quizapp.exams.queries.builder import ExamPage
from quizapp.exams.queries.choices import AudienceChosen, PersonChoice, PlanChoice, UnitChoice
from quizapp.web.local_time import from_local, to_local
from quizapp.web.number_field import WholeNumberField

MODES = [SelectChoice(mode.value, _l(mode.label)) for mode in ExamMode]
RULES = [SelectChoice(rule.value, _l(rule.label)) for rule in MultipleChoiceRule]
RELEASES = [SelectChoice(release.value, _l(release.label)) for release in Release]
COUNTING = [
    SelectChoice(CountingRule.BEST.value, _l("The best attempt")),
    SelectChoice(CountingRule.FIRST.value, _l("The first attempt")),
    SelectChoice(CountingRule.LAST.value, _l("The last attempt")),
    SelectChoice(CountingRule.MEAN.value, _l("The mean of all attempts")),
]


YEARS: Final = range(2000, 2100)
LEAST_POINTS: Final = Decimal("0.01")
NO_NUMBER: Final = _l("Give a number, such as 2 or 2.5.")


def in_our_century(_form: Form, field: DateTimeLocalField) -> None:
    """Refuse a year whose first or last moments may have no counterpart in UTC."""
    if field.data and field.data.year not in YEARS:
        raise ValidationError(_l("Give a year between 2000 and 2099."))


def _points_where_items(form: Form, field: DecimalField) -> None:
    if form["count"].data and field.data is None:
        field.errors[:] = []  # one sentence is enough
        raise StopValidation(_l("Say how many points each item is worth."))


class PointsField(DecimalField):
    """A number of points: what is no number, or infinite, is refused where it is read."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(NO_NUMBER) from None
        if self.data is not None and not self.data.is_finite():
            self.data = None
            raise ValueError(NO_NUMBER)


class BasicsForm(FlaskForm):
    """What the test is and on what."""

    name = StringField(
        _l("Name of the test"),
        [InputRequired(_l("Give the test a name.")), Length(max=120)],
        description=_l("Members see it, for example: Party regulations, July 2026"),
    )
    mode = RadioField(_l("Kind of test"), choices=MODES, default=ExamMode.ONLINE.value)
    unit = SelectField(_l("Run by"), coerce=int)
    plans = SelectMultipleField(_l("Items come from"), coerce=int)
    with_schedule = BooleanField(
        _l("Also ask about the plan's own arrangements (which month, how many sessions)"),
        description=_l("Off by default: members are asked terms, rules and duties."),
    )

    def offer(self, units: Sequence[UnitChoice], plans: Sequence[PlanChoice]) -> None:
        """Say what can be chosen."""
        self.unit.choices = [
            SelectChoice(unit.id, "\u3000" * unit.depth + unit.name) for unit in units
        ]
        self.plans.choices = [SelectChoice(plan.id, plan.label) for plan in plans]

    def basics(self) -> Basics:
        """Give what was typed."""
        return Basics(
            name=self.name.data.strip(),
            mode=ExamMode(self.mode.data),
            unit_id=self.unit.data,
            plan_ids=tuple(self.plans.data),
            with_schedule=self.with_schedule.data,
        )


class RulesForm(FlaskForm, EntryFields):
    """When, how long and by which rules."""

    opens_at = DateTimeLocalField(
        _l("Opens"), [Optional(), in_our_century], format=["%Y-%m-%dT%H:%M"]
    )
    closes_at = DateTimeLocalField(
        _l("Closes"), [Optional(), in_our_century], format=["%Y-%m-%dT%H:%M"]
    )
    duration = WholeNumberField(
        _l("Answering time in minutes"),
        [InputRequired(_l("Say how many minutes members have.")), NumberRange(1, 1440)],
    )
    tries = WholeNumberField(
        _l("Attempts for each member"),
        [InputRequired(), NumberRange(0, 100)],
        description=_l("0 means as many as wanted."),
    )
    counting = SelectField(_l("With several attempts, what counts"), choices=COUNTING)
    pass_points = PointsField(_l("Pass mark"), [InputRequired(), NumberRange(0, 1000)], places=2)
    multiple_choice_rule = RadioField(
        _l("How multiple choice scores"),
        [Optional()],
        choices=RULES,
        description=_l("Members see the rule before they start."),
    )
    score_release = SelectField(_l("Members see their score"), choices=RELEASES)
    answer_release = SelectField(_l("Members see keys and explanations"), choices=RELEASES)
    form_count = WholeNumberField(
        _l("Different papers"),
        [InputRequired(), NumberRange(1, 50)],
        description=_l(
            "1: everybody has the same items. More: each member has one of so many random papers."
        ),
    )
    shuffle_items = BooleanField(_l("Mix the order of items inside each section"))
    shuffle_options = BooleanField(_l("Mix the order of options"))
    typed_blanks = BooleanField(
        _l("Fill-ins are typed"),
        description=_l("Off: members pick words from a word bank, which suits phones."),
    )
    items_per_page = WholeNumberField(
        _l("Items on a page without script"), [InputRequired(), NumberRange(1, 100)]
    )
    study_items = BooleanField(_l("Show study items before the test opens"))
    record_focus = BooleanField(
        _l("Note when the test's page is left or the network is lost"),
        description=_l(
            "Off by default. Members are told before the start; you see facts with times, and"
            " nothing follows from them by itself."
        ),
    )
    start_by_hand = BooleanField(
        _l("The invigilator begins the test by hand"),
        description=_l("For a hall: everybody waits, then begins and ends at the same moment."),
    )
    late_entry = WholeNumberField(
        _l("Last entry (minutes after the start)"),
        [Optional(), NumberRange(1, 1440)],
        description=_l("Empty: members may start until the end."),
    )
    earliest_submission = WholeNumberField(
        _l("Earliest hand-in (minutes after starting)"),
        [Optional(), NumberRange(0, 1440)],
        description=_l("Empty: at any time."),
    )
    entry_code = StringField(
        _l("Entry code"), [Length(max=32)], description=_l("Empty: no code is asked.")
    )
    entry_by_name = BooleanField(
        _l("Members may enter by QR code, branch and name"),
        description=_l("They confirm with the last four digits of their phone number or a slip."),
    )

    def rules(self) -> Rules:
        """Give what was typed, in UTC, seconds and hundredths of a point."""
        chosen = (self.multiple_choice_rule.data or "").strip()
        return Rules(
            opens_at=from_local(self.opens_at.data) if self.opens_at.data else None,
            closes_at=from_local(self.closes_at.data) if self.closes_at.data else None,
            duration_seconds=self.duration.data * 60,
            tries=self.tries.data,
            counting=CountingRule(self.counting.data),
            pass_points=hundredths(self.pass_points.data),
            multiple_choice_rule=MultipleChoiceRule(chosen) if chosen else None,
            score_release=Release(self.score_release.data),
            answer_release=Release(self.answer_release.data),
            form_count=self.form_count.data,
            shuffle_items=self.shuffle_items.data,
            shuffle_options=self.shuffle_options.data,
            typed_blanks=self.typed_blanks.data,
            items_per_page=self.items_per_page.data,
            study_items=self.study_items.data,
            record_focus=self.record_focus.data,
            entry_code=(self.entry_code.data or "").strip(),
            entry_by_name=self.entry_by_name.data,
            **self.entry_rules(),
            start_by_hand=self.start_by_hand.data,
            late_entry_seconds=self.late_entry.data * 60 if self.late_entry.data else None,
            earliest_submission_seconds=(self.earliest_submission.data or 0) * 60,
        )


class SectionForm(Form):
    """One line of the paper."""

    kind = SelectField(
        _l("Kind"),
        choices=[SelectChoice(kind.value, _l(label)) for kind, label in KIND_LABELS.items()],
    )
    count = WholeNumberField(_l("Items"), [Optional(), NumberRange(0, 200)])
    points = PointsField(
        _l("Points each"),
        [_points_where_items, Optional(), NumberRange(LEAST_POINTS, 100)],
        places=2,
    )


class PaperForm(FlaskForm):
    """How many items of each kind at how many points."""

    sections = FieldList(FormField(SectionForm), min_entries=0, max_entries=12)

    def sections_wished(self) -> list[SectionWish]:
        """Give the lines that ask for items; a line without a count is one left out."""
        return [
            SectionWish(
                Kind(line.kind.data), line.count.data, hundredths(line.points.data or Decimal(0))
            )
            for line in self.sections
            if line.count.data
        ]


class AudienceForm(FlaskForm):
    """Units plus groups minus persons."""

    units = SelectMultipleField(_l("Units"), coerce=int)
    groups = SelectMultipleField(_l("Groups"), coerce=int)
    without = SelectMultipleField(_l("Without these persons"), coerce=int)
    search = StringField(_l("Find a person to leave out"), [Length(max=64)])

    def offer(
        self,
        units: Sequence[UnitChoice],
        groups: Sequence[tuple[int, str, int]],
        people: Sequence[PersonChoice],
    ) -> None:
        """Say what can be chosen."""
        self.units.choices = [SelectChoice(unit.id, unit.name) for unit in units]
        self.groups.choices = [SelectChoice(group_id, name) for group_id, name, _size in groups]
        self.without.choices = list(
            {
                person.id: SelectChoice(person.id, f"{person.name} · {person.branch}")
                for person in people
            }.values()
        )

    def wish(self) -> AudienceWish:
        """Give what is ticked, of what was offered: nothing else is even counted."""
        return AudienceWish(
            units=_offered(self.units), groups=_offered(self.groups), without=_offered(self.without)
        )


def _offered(field: SelectMultipleField) -> tuple[int, ...]:
    choices: Iterable[Any] = field.iter_choices()
    known = {choice.value for choice in choices}
    return tuple(value for value in field.data or () if value in known)


class BoardsForm(FlaskForm):
    """Which comparisons are shown; both off unless switched on."""

    member_board = BooleanField(_l("Show personal results to everybody who took part"))
    branch_board = BooleanField(_l("Show results by branch"))


def basics_data(exam: ExamPage | None) -> dict[str, object]:
    """Fill the form of step 1."""
    if exam is None:
        return {}
    return {
        "name": exam.name,
        "mode": exam.mode.value,
        "unit": exam.unit_id,
        "plans": [plan_id for plan_id, _label in exam.plans],
        "with_schedule": exam.with_schedule,
    }


def rules_data(exam: ExamPage) -> dict[str, object]:
    """Fill the form of step 2."""
    same = (
        "tries",
        "form_count",
        "shuffle_items",
        "shuffle_options",
        "typed_blanks",
        "items_per_page",
        "study_items",
        "record_focus",
        "entry_code",
        "entry_by_name",
        "start_by_hand",
    )
    rule = exam.multiple_choice_rule
    return (
        {name: getattr(exam, name) for name in same}
        | entry_data(exam)
        | {
            "opens_at": to_local(exam.opens_at) if exam.opens_at else None,
            "closes_at": to_local(exam.closes_at) if exam.closes_at else None,
            "duration": exam.duration_seconds // 60,
            "late_entry": (exam.late_entry_seconds or 0) // 60 or None,
            "earliest_submission": exam.earliest_submission_seconds // 60 or None,
            "counting": exam.counting.value,
            "pass_points": Decimal(exam.pass_points) / 100,
            "multiple_choice_rule": rule.value if rule else None,
            "score_release": exam.score_release.value,
            "answer_release": exam.answer_release.value,
        }
    )


def audience_data(chosen: AudienceChosen) -> dict[str, object]:
    """Fill the form of step 3."""
    return {
        "units": list(chosen.units),
        "groups": list(chosen.groups),
        "without": [person.id for person in chosen.without],
    }


def paper_data(exam: ExamPage) -> dict[str, object]:
    """Fill the form of step 4, with two spare lines for further sections."""
    lines: list[dict[str, object]] = [
        {"kind": part.kind.value, "count": part.count, "points": Decimal(part.points_each) / 100}
        for part in exam.sections
    ]
    return {
        "sections": lines + [{"kind": Kind.SINGLE_CHOICE.value}] * (2 if len(lines) < 11 else 0)
    }


def hundredths(points: Decimal) -> int:
    """7.5 points are 750 hundredths."""
    return int((points * 100).to_integral_value())


class SendForm(FlaskForm):
    """A button: nothing but the token."""
