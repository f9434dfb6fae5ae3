"""What organizers type about sittings and about time granted to single people."""

from __future__ import annotations

from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateTimeLocalField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from quizapp.domain.terms import Allowance
from quizapp.exams.forms import in_our_century
from quizapp.exams.operations.allowances import Whom
from quizapp.exams.operations.sittings import SittingWish
from quizapp.exams.queries.allowances import AllowancesPage
from quizapp.web.local_time import from_local
from quizapp.web.number_field import WholeNumberField
from quizapp.web.reading import column_number

TYPED_AS = ["%Y-%m-%dT%H:%M"]


class SittingForm(FlaskForm):
    """When a sitting takes place, and in which rooms."""

    opens_at = DateTimeLocalField(
        _l("Begins"), [InputRequired(_l("Say when it begins.")), in_our_century], format=TYPED_AS
    )
    closes_at = DateTimeLocalField(
        _l("Ends"), [InputRequired(_l("Say when it ends.")), in_our_century], format=TYPED_AS
    )
    rooms = TextAreaField(
        _l("Rooms"),
        [Length(max=2000)],
        description=_l("One room a line, with its seats, for example: Room 301, 30"),
    )

    def wish(self) -> SittingWish:
        """Give what was typed, in UTC."""
        return SittingWish(
            from_local(self.opens_at.data), from_local(self.closes_at.data), self.rooms.data or ""
        )


class AllowanceForm(FlaskForm):
    """Whom, what and why."""

    whom = SelectField(_l("For whom"), [InputRequired(_l("Say for whom."))])
    extra = WholeNumberField(
        _l("Extra minutes"),
        [Optional(), NumberRange(0, 1440)],
        description=_l(
            "Beyond the answering time and the end of the test. Of a person's and the branch's"
            " the larger number counts; minutes given on the live view come on top."
        ),
    )
    opens_at = DateTimeLocalField(
        _l("May begin from"),
        [Optional(), in_our_century],
        format=TYPED_AS,
        description=_l("Without it they begin with the others."),
    )
    closes_at = DateTimeLocalField(
        _l("Until"),
        [Optional(), in_our_century],
        format=TYPED_AS,
        description=_l(
            "Without it they end with the others; who may begin only after that has the answering"
            " time."
        ),
    )
    further_tries = WholeNumberField(
        _l("Further attempts"),
        [Optional(), NumberRange(0, 10)],
        description=_l("For somebody whose attempt was cut off, for example by a broken phone."),
    )
    reason = StringField(
        _l("Reason"),
        [
            InputRequired(_l("Say why this is granted; the reason is kept with it.")),
            Length(max=200),
        ],
    )

    def offer(self, page: AllowancesPage) -> None:
        """Say who can be chosen: people who were found, then the branches."""
        self.whom.choices = [
            # Nobody is granted anything because they stand first in the list.
            *([] if page.people else [SelectChoice("", _("Choose a branch"))]),
            *(SelectChoice(f"member-{person.id}", person.name) for person in page.people),
            *(SelectChoice(f"unit-{branch.id}", branch.name) for branch in page.branches),
        ]

    def concerned(self) -> Whom:
        """Give who was chosen."""
        return whom_of(self.whom.data)

    def allowance(self) -> Allowance:
        """Give what was typed, in UTC."""
        return Allowance(
            extra=timedelta(minutes=self.extra.data or 0),
            opens_at=from_local(self.opens_at.data) if self.opens_at.data else None,
            closes_at=from_local(self.closes_at.data) if self.closes_at.data else None,
            further_tries=self.further_tries.data or 0,
        )


def whom_of(text: str) -> Whom:
    """Read "member-12" or "unit-3"; ValueError for anything else."""
    kind, _, number = text.partition("-")
    if kind == "member":
        return Whom(member_id=column_number(number))
    if kind == "unit":
        return Whom(unit_id=column_number(number))
    raise ValueError(text)
