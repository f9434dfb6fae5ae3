"""Importing a list of members: file, preview, confirmation."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quizapp.domain.people import Role
from quizapp.members import forms
from quizapp.members.operations import roster as acts
from quizapp.members.queries import rosters as queries
from quizapp.members.queries.units import open_units
from quizapp.members.routes import blueprint
from quizapp.members.sheets import LARGEST, UnreadableList, read_table, template
from quizapp.web.access import current_viewer, role_required
from quizapp.web.clock import now
from quizapp.web.failures import reason_texts, refusal_text
from quizapp.web.signing import signing_key

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.route("/import", methods=["GET", "POST"])
@role_required(Role.ADMINISTRATOR)
def import_roster() -> ResponseReturnValue:
    """Take a file, and show what it would bring. Nothing is stored yet."""
    form = forms.ListForm()
    form.offer(open_units(current_viewer(), to_change=True))
    errors: list[str] = []
    if form.validate_on_submit():
        name = form.file.data.filename
        try:
            table = read_table(form.file.data.read(LARGEST + 1), name=name)
            read = acts.read_list(table, key=signing_key())
        except UnreadableList as refusal:
            form.file.errors = [refusal_text(refusal)]
        else:
            if read.preview.can_be_stored:
                upload_id = acts.keep_list(
                    read, form.wishes(), file_name=name, viewer=current_viewer(), now=now()
                )
                return redirect(url_for("members.preview_roster", upload_id=upload_id))
            wrong = queries.list_errors(read, form.wishes(), viewer=current_viewer())
            errors = reason_texts(error.reason for error in wrong)
    status = 422 if form.is_submitted() else 200
    return render_template("members/import_roster.html", form=form, errors=errors), status


@blueprint.get("/import/<int:upload_id>")
@role_required(Role.ADMINISTRATOR)
def preview_roster(upload_id: int) -> ResponseReturnValue:
    """Show what a kept list would bring, or what is wrong with it."""
    return _preview(upload_id)


@blueprint.post("/import/<int:upload_id>/confirmation")
@role_required(Role.ADMINISTRATOR)
def confirm_roster(upload_id: int) -> ResponseReturnValue:
    """Store a kept list: all of it, or nothing."""
    try:
        done = acts.confirm_list(upload_id, key=signing_key(), viewer=current_viewer(), now=now())
    except acts.ListHasErrors:
        return _preview(upload_id), 409  # the page lists them all
    except acts.ChangedMeanwhile as refusal:
        flash(refusal_text(refusal), "danger")
        return redirect(url_for("members.preview_roster", upload_id=upload_id))
    flash(
        _(
            "Stored: %(added)s added, %(changed)s updated, %(branches)s branches made.",
            added=done.added,
            changed=done.changed,
            branches=done.branches,
        ),
        "success",
    )
    return redirect(url_for("members.index"))


@blueprint.post("/import/<int:upload_id>/removal")
@role_required(Role.ADMINISTRATOR)
def give_up_roster(upload_id: int) -> ResponseReturnValue:
    """Forget a kept list."""
    acts.give_up_list(upload_id, viewer=current_viewer())
    flash(_("The list is given up. Nothing was stored."), "success")
    return redirect(url_for("members.import_roster"))


@blueprint.get("/import/template.xlsx")
@role_required(Role.ADMINISTRATOR)
def roster_template() -> ResponseReturnValue:
    """Give a spreadsheet with all headings to fill in."""
    response = Response(template(), mimetype=_XLSX)
    response.headers["Content-Disposition"] = 'attachment; filename="members.xlsx"'
    return response


def _preview(upload_id: int) -> str:
    page = queries.upload_page(upload_id, current_viewer(), now=now())
    if page is None:
        raise acts.NoSuchUpload()
    return render_template(
        "members/preview_roster.html",
        page=page,
        errors=reason_texts(error.reason for error in page.plan.errors),
    )
