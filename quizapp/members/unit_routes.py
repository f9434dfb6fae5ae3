"""The organisation's tree."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quizapp.domain.people import Role, UnitKind
from quizapp.domain.refusals import Refusal, RefusalKind
from quizapp.members import forms
from quizapp.members.operations import units as acts
from quizapp.members.queries.units import UnitLine, open_units, unit_tree
from quizapp.members.routes import blueprint
from quizapp.web.access import current_viewer, role_required
from quizapp.web.clock import now
from quizapp.web.failures import refusal_text


@blueprint.get("/units")
@role_required(Role.ORGANIZER)
def units() -> ResponseReturnValue:
    """Show the tree."""
    return render_template(
        "members/units.html", units=unit_tree(current_viewer()), kinds=forms.KINDS
    )


@blueprint.route("/units/new", methods=["GET", "POST"])
@role_required(Role.ADMINISTRATOR)
def add_unit() -> ResponseReturnValue:
    """Add a unit."""
    form = forms.UnitForm()
    form.offer(open_units(current_viewer(), to_change=True))
    if form.validate_on_submit():
        try:
            acts.add_unit(
                form.parent.data,
                form.name.data,
                UnitKind(form.kind.data),
                viewer=current_viewer(),
                now=now(),
            )
        except acts.UnitNameTaken as refusal:
            form.name.errors = [refusal_text(refusal)]
        except acts.WrongParent as refusal:
            form.parent.errors = [refusal_text(refusal)]
        else:
            return _done(_("The unit is added."))
    status = 422 if form.is_submitted() else 200
    return render_template("members/add_unit.html", form=form), status


@blueprint.get("/units/<int:unit_id>")
@role_required(Role.ADMINISTRATOR)
def unit(unit_id: int) -> ResponseReturnValue:
    """Change one unit: name, place, closed or open."""
    return _unit_page(_line(unit_id))


@blueprint.post("/units/<int:unit_id>/name")
@role_required(Role.ADMINISTRATOR)
def rename_unit(unit_id: int) -> ResponseReturnValue:
    """Give a unit another name."""
    form = forms.UnitNameForm()
    if form.validate_on_submit():
        try:
            acts.rename_unit(unit_id, form.name.data, viewer=current_viewer(), now=now())
        except acts.UnitNameTaken as refusal:
            form.name.errors = [refusal_text(refusal)]
        else:
            return _done(_("The unit has its new name."))
    return _unit_page(_line(unit_id), name_form=form), 422


@blueprint.post("/units/<int:unit_id>/parent")
@role_required(Role.ADMINISTRATOR)
def move_unit(unit_id: int) -> ResponseReturnValue:
    """Put a unit under another one."""
    line = _line(unit_id)
    form = forms.UnitParentForm()
    form.offer(open_units(current_viewer(), to_change=True), line)
    if form.validate_on_submit():
        try:
            acts.move_unit(unit_id, form.parent.data, viewer=current_viewer(), now=now())
        except Refusal as refusal:
            if refusal.kind is RefusalKind.NOT_FOUND:
                raise
            form.parent.errors = [refusal_text(refusal)]
        else:
            return _done(_("The unit stands in its new place, with all below it."))
    return _unit_page(line, parent_form=form), 422


@blueprint.post("/units/<int:unit_id>/closing")
@role_required(Role.ADMINISTRATOR)
def close_unit(unit_id: int) -> ResponseReturnValue:
    """Close an empty unit."""
    try:
        acts.close_unit(unit_id, viewer=current_viewer(), now=now())
    except acts.UnitInUse as refusal:
        flash(refusal_text(refusal), "danger")
        return redirect(url_for("members.unit", unit_id=unit_id))
    return _done(_("The unit is closed."))


@blueprint.post("/units/<int:unit_id>/reopening")
@role_required(Role.ADMINISTRATOR)
def reopen_unit(unit_id: int) -> ResponseReturnValue:
    """Open a closed unit again."""
    acts.reopen_unit(unit_id, viewer=current_viewer(), now=now())
    return _done(_("The unit is open again."))


def _line(unit_id: int) -> UnitLine:
    lines = (line for line in unit_tree(current_viewer()) if line.id == unit_id)
    line = next(lines, None)
    if line is None or not line.changeable:
        abort(404)
    return line


def _unit_page(
    line: UnitLine,
    *,
    name_form: forms.UnitNameForm | None = None,
    parent_form: forms.UnitParentForm | None = None,
) -> str:
    if parent_form is None:
        parent_form = forms.UnitParentForm(formdata=None, data={"parent": line.parent_id})
        parent_form.offer(open_units(current_viewer(), to_change=True), line)
    return render_template(
        "members/unit.html",
        unit=line,
        kinds=forms.KINDS,
        name_form=name_form or forms.UnitNameForm(formdata=None, data={"name": line.name}),
        parent_form=parent_form,
    )


def _done(sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url_for("members.units"))
