"""Named groups."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quizapp.domain.people import Role
from quizapp.members import forms
from quizapp.members.operations import groups as acts
from quizapp.members.queries import groups as queries
from quizapp.members.queries.units import open_units
from quizapp.members.routes import blueprint
from quizapp.web.access import current_viewer, role_required
from quizapp.web.clock import now
from quizapp.web.failures import refusal_text


@blueprint.route("/groups", methods=["GET", "POST"])
@role_required(Role.ORGANIZER)
def groups() -> ResponseReturnValue:
    """List the groups, and make one."""
    form = forms.GroupForm()
    form.offer(open_units(current_viewer()))
    if form.validate_on_submit():
        try:
            group_id = acts.create_group(
                form.unit.data, form.name.data, viewer=current_viewer(), now=now()
            )
        except acts.GroupNameTaken as refusal:
            form.name.errors = [refusal_text(refusal)]
        else:
            flash(_("The group is made. Now put people into it."), "success")
            return redirect(url_for("members.group", group_id=group_id))
    status = 422 if form.is_submitted() else 200
    listed = queries.group_list(current_viewer())
    return render_template("members/groups.html", groups=listed, form=form), status


@blueprint.get("/groups/<int:group_id>")
@role_required(Role.ORGANIZER)
def group(group_id: int) -> ResponseReturnValue:
    """One group: who is in it, and a search for people to add."""
    return _group_page(group_id)


@blueprint.post("/groups/<int:group_id>/name")
@role_required(Role.ORGANIZER)
def rename_group(group_id: int) -> ResponseReturnValue:
    """Give a group another name."""
    form = forms.GroupNameForm()
    if form.validate_on_submit():
        try:
            acts.rename_group(group_id, form.name.data, viewer=current_viewer(), now=now())
        except acts.GroupNameTaken as refusal:
            form.name.errors = [refusal_text(refusal)]
        else:
            flash(_("The group has its new name."), "success")
            return _back(group_id)
    return _group_page(group_id, form=form), 422


@blueprint.post("/groups/<int:group_id>/removal")
@role_required(Role.ORGANIZER)
def delete_group(group_id: int) -> ResponseReturnValue:
    """Delete a group."""
    try:
        acts.delete_group(group_id, viewer=current_viewer(), now=now())
    except acts.GroupInUse as refusal:
        flash(refusal_text(refusal), "danger")
        return _back(group_id)
    flash(_("The group is deleted. Its people stay members."), "success")
    return redirect(url_for("members.groups"))


@blueprint.post("/groups/<int:group_id>/members/<int:member_id>")
@role_required(Role.ORGANIZER)
def add_to_group(group_id: int, member_id: int) -> ResponseReturnValue:
    """Put a person into a group."""
    acts.add_to_group(group_id, member_id, viewer=current_viewer(), now=now())
    flash(_("The person is in the group."), "success")
    return _back(group_id)


@blueprint.post("/groups/<int:group_id>/members/<int:member_id>/removal")
@role_required(Role.ORGANIZER)
def remove_from_group(group_id: int, member_id: int) -> ResponseReturnValue:
    """Take a person out of a group."""
    acts.remove_from_group(group_id, member_id, viewer=current_viewer(), now=now())
    flash(_("The person is not in the group any more."), "success")
    return _back(group_id)


def _group_page(group_id: int, *, form: forms.GroupNameForm | None = None) -> str:
    search = request.args.get("q", "")[:64]
    page = queries.group_page(group_id, current_viewer(), search=search)
    if page is None:
        abort(404)
    return render_template(
        "members/group.html",
        group=page,
        search=search,
        form=form or forms.GroupNameForm(formdata=None, data={"name": page.name}),
    )


def _back(group_id: int) -> ResponseReturnValue:
    return redirect(url_for("members.group", group_id=group_id, q=request.args.get("q")))
