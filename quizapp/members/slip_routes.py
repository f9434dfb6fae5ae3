"""Printing slips with one-time codes. Codes are on the answer to the POST and never shown again."""

from __future__ import annotations

import segno
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.domain.people import Role
from quizapp.members import forms
from quizapp.members.operations import slips as acts
from quizapp.members.queries.rosters import exams_with_slips
from quizapp.members.queries.units import open_units
from quizapp.members.routes import blueprint
from quizapp.web.access import current_viewer, role_required
from quizapp.web.clock import now
from quizapp.web.failures import refusal_text
from quizapp.web.signing import signing_key


@blueprint.route("/slips", methods=["GET", "POST"])
@role_required(Role.ORGANIZER)
def slips() -> ResponseReturnValue:
    """Choose a branch and a purpose, and print one slip for each member."""
    viewer = current_viewer()
    form = forms.SlipsForm(
        data={"unit": request.args.get("unit", type=int), "purpose": request.args.get("exam")}
    )
    form.offer(
        open_units(viewer), exams_with_slips(viewer, now=now()), passwords=viewer.is_administrator
    )
    if form.validate_on_submit():
        try:
            return _sheet(_made(form.unit.data, form.purpose.data))
        except (acts.NobodyNeedsSlip, acts.NoEntryByName) as refusal:
            form.purpose.errors = [refusal_text(refusal)]
    status = 422 if form.is_submitted() else 200
    return render_template("members/slips.html", form=form), status


@blueprint.post("/<int:member_id>/slips")
@role_required(Role.ADMINISTRATOR)
def slip(member_id: int) -> ResponseReturnValue:
    """Print a slip for one person."""
    try:
        made = acts.password_slip(member_id, key=signing_key(), viewer=current_viewer(), now=now())
    except acts.NobodyNeedsSlip as refusal:
        flash(refusal_text(refusal), "danger")
        return redirect(url_for("members.show", member_id=member_id))
    return _sheet(made)


def _made(unit_id: int, purpose: str) -> acts.SlipSheet:
    if purpose.isdecimal():
        return acts.entry_slips(
            int(purpose), unit_id, key=signing_key(), viewer=current_viewer(), now=now()
        )
    return acts.password_slips(
        unit_id,
        all_members=purpose == "everybody",
        key=signing_key(),
        viewer=current_viewer(),
        now=now(),
    )


def _sheet(sheet: acts.SlipSheet) -> str:
    address = (
        url_for("accounts.enter_exam", exam_id=sheet.exam_id, _external=True)
        if sheet.exam_id
        else url_for("accounts.first_password", _external=True)
    )
    picture = segno.make(address, error="m").svg_data_uri(scale=3, border=2)
    return render_template("members/slip_sheet.html", sheet=sheet, address=address, picture=picture)
