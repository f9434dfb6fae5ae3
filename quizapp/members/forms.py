"""Forms about people, units, groups and lists of members."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, DateField, SelectChoice, SelectField, StringField
from wtforms.validators import DataRequired, Length, Optional, Regexp

from quizapp.domain.people import Role, UnitKind
from quizapp.members.operations.people import PersonDetails
from quizapp.members.operations.roster_rows import Wishes
from quizapp.members.queries.units import UnitLine

KINDS = {
    UnitKind.BRANCH: _l("Branch"),
    UnitKind.GENERAL_BRANCH: _l("General branch"),
    UnitKind.COMMITTEE: _l("Committee"),
}
ROLES = {
    Role.SECRETARY: _l("Branch secretary"),
    Role.ORGANIZER: _l("Organizer"),
    Role.ADMINISTRATOR: _l("Administrator"),
}


def _labelled(labels: Mapping[Any, Any]) -> list[SelectChoice]:
    return [SelectChoice(value.value, label) for value, label in labels.items()]


def _indented(units: Iterable[UnitLine]) -> list[SelectChoice]:
    return [SelectChoice(unit.id, unit.indented) for unit in units]


def _not_formula(text: str | None) -> str:
    return " ".join((text or "").split()).lstrip("=+@")


def _name(label: str, missing: str, most: int) -> StringField:
    return StringField(label, [DataRequired(missing), Length(max=most)], filters=[_not_formula])


def _text(label: str, most: int) -> StringField:
    return StringField(label, [Length(max=most)], filters=[_not_formula])


class PersonForm(FlaskForm):
    """What is written about a person."""

    name = _name(_l("Name"), _l("Type the name."), 64)
    sign_in_name = _name(
        _l("Sign-in name or number"), _l("Type a sign-in name, such as the number (工号)."), 64
    )
    unit = SelectField(_l("Branch"), coerce=int)
    office = _text(_l("Office"), 120)
    political_status = _text(_l("Political status"), 32)
    party_post = _text(_l("Party post"), 64)
    rank_level = _text(_l("Rank"), 64)
    birth_month = StringField(
        _l("Month of birth"),
        [
            Optional(),
            Regexp(r"(19|20)\d\d-(0[1-9]|1[0-2])\Z", message=_l("Write it as 1980-05.")),
        ],
        description=_l("Written as 1980-05"),
    )
    retired = BooleanField(_l("Retired"))
    joined_on = DateField(_l("Joined on"), [Optional()])
    phone = StringField(
        _l("Phone number, or its last four digits"),
        [
            Optional(),
            Length(max=32),
            Regexp(r"(\D*\d){4,}\D*$", message=_l("Type at least the last four digits.")),
        ],
        description=_l("Only a check value of the last four digits is stored."),
    )
    forget_phone = BooleanField(_l("Forget the stored phone digits"))

    def offer(self, units: Sequence[UnitLine]) -> None:
        """Say which units can be chosen."""
        self.unit.choices = _indented(units)

    def details(self) -> PersonDetails:
        """Give what was typed."""
        return PersonDetails(
            unit_id=self.unit.data,
            sign_in_name=self.sign_in_name.data,
            name=self.name.data,
            office=self.office.data,
            political_status=self.political_status.data,
            party_post=self.party_post.data,
            rank_level=self.rank_level.data,
            birth_month=self.birth_month.data or "",
            retired=self.retired.data,
            joined_on=self.joined_on.data,
            phone=self.phone.data or "",
            forget_phone=self.forget_phone.data,
        )


class RoleForm(FlaskForm):
    """A role over a unit."""

    role = SelectField(_l("Role"), choices=_labelled(ROLES))
    unit = SelectField(_l("Over the unit"), coerce=int)

    def offer(self, units: Sequence[UnitLine]) -> None:
        """Say which units can be chosen."""
        self.unit.choices = _indented(units)


class UnitForm(FlaskForm):
    """A new unit."""

    name = _name(_l("Name of the unit"), _l("Type the name of the unit."), 120)
    kind = SelectField(_l("Kind of unit"), choices=_labelled(KINDS))
    parent = SelectField(_l("Under"), coerce=int)

    def offer(self, units: Sequence[UnitLine]) -> None:
        """Say under which units it may stand: not under branches."""
        self.parent.choices = _indented(unit for unit in units if unit.kind is not UnitKind.BRANCH)


class UnitNameForm(FlaskForm):
    """Another name for a unit."""

    name = _name(_l("Name of the unit"), _l("Type the name of the unit."), 120)


class UnitParentForm(FlaskForm):
    """Another place for a unit."""

    parent = SelectField(_l("Under"), coerce=int)

    def offer(self, units: Sequence[UnitLine], unit: UnitLine) -> None:
        """Say under which units it may stand: not under branches, nor below itself."""
        self.parent.choices = _indented(
            other
            for other in units
            if other.kind is not UnitKind.BRANCH and not other.path.startswith(unit.path)
        )


class GroupForm(FlaskForm):
    """A new group."""

    name = _name(_l("Name of the group"), _l("Type the name of the group."), 120)
    unit = SelectField(_l("Looked after by"), coerce=int)

    def offer(self, units: Sequence[UnitLine]) -> None:
        """Say which units can be chosen."""
        self.unit.choices = _indented(units)


class GroupNameForm(FlaskForm):
    """Another name for a group."""

    name = _name(_l("Name of the group"), _l("Type the name of the group."), 120)


class ListForm(FlaskForm):
    """A file with a list of members."""

    file = FileField(
        _l("Member list"),
        [FileRequired(_l("Choose a file: xlsx, xls or csv."))],
        description=_l("xlsx, xls or csv, up to 10 MB"),
    )
    unit = SelectField(_l("Branches are looked for under"), coerce=int)
    update_known = BooleanField(
        _l("Update people who are known already"),
        description=_l("Otherwise such rows are errors. Empty cells leave what is stored."),
    )
    create_branches = BooleanField(
        _l("Add branches that do not exist"),
        description=_l("Otherwise such rows are errors, so that a typing mistake makes no branch."),
    )

    def offer(self, units: Sequence[UnitLine]) -> None:
        """Say which units can be chosen."""
        self.unit.choices = _indented(units)

    def wishes(self) -> Wishes:
        """Give how the list is to be taken."""
        return Wishes(
            unit_id=self.unit.data,
            update_known=self.update_known.data,
            create_branches=self.create_branches.data,
        )


class SlipsForm(FlaskForm):
    """Slips for one unit."""

    unit = SelectField(_l("Branch"), coerce=int)
    purpose = SelectField(_l("What the slips are for"))

    def offer(
        self,
        units: Sequence[UnitLine],
        exams: Sequence[tuple[int, str]],
        *,
        passwords: bool,
    ) -> None:
        """Say which units and purposes can be chosen."""
        self.unit.choices = _indented(unit for unit in units if unit.members)
        first = [
            SelectChoice("password", _l("First password, for those who have none")),
            SelectChoice("everybody", _l("New password, for everybody of the branch")),
        ]
        self.purpose.choices = (first if passwords else []) + [
            SelectChoice(str(exam_id), _l("Entering the test: %(name)s", name=name))
            for exam_id, name in exams
        ]
