"""People: list, page, changes, roles. Units, groups, lists and slips have their own route modules."""

from __future__ import annotations

from dataclasses import asdict

from flask import (
    Blueprint,
    abort,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quizapp.domain.people import Role
from quizapp.domain.refusals import Refusal
from quizapp.members import forms
from quizapp.members.operations import people as acts
from quizapp.members.queries import people as queries
from quizapp.members.queries.units import open_units, unit_tree
from quizapp.web.access import current_viewer, role_required
from quizapp.web.clock import now
from quizapp.web.failures import refusal_text
from quizapp.web.reading import column_number
from quizapp.web.signing import signing_key

blueprint = Blueprint("members", __name__, url_prefix="/members")


@blueprint.get("/")
@role_required(Role.ORGANIZER)
def index() -> ResponseReturnValue:
    """List people: search, unit, open or closed accounts."""
    search = request.args.get("q", "")[:64]
    unit_id = request.args.get("unit", type=column_number)
    closed = request.args.get("closed") == "1"
    found = queries.person_list(
        current_viewer(),
        search=search,
        unit_id=unit_id,
        closed=closed,
        page=request.args.get("page", 1, type=int),
    )
    filters = {"q": search or None, "unit": unit_id, "closed": "1" if closed else None}
    return render_template(
        "members/index.html",
        found=found,
        units=unit_tree(current_viewer()),
        filters=filters,
        roles=forms.ROLES,
    )


@blueprint.route("/new", methods=["GET", "POST"])
@role_required(Role.ADMINISTRATOR)
def create() -> ResponseReturnValue:
    """Add one person."""
    form = forms.PersonForm(data={"unit": request.args.get("unit", type=column_number)})
    form.offer(open_units(current_viewer(), to_change=True))
    if form.validate_on_submit():
        try:
            member_id = acts.add_member(
                form.details(), key=signing_key(), viewer=current_viewer(), now=now()
            )
        except acts.SignInNameTaken as refusal:
            form.sign_in_name.errors = [refusal_text(refusal)]
        else:
            flash(_("The person is added. A slip lets the person set a password."), "success")
            return redirect(url_for("members.show", member_id=member_id))
    return render_template("members/edit.html", form=form, who=None), _status(form)


@blueprint.get("/<int:member_id>")
@role_required(Role.ORGANIZER)
def show(member_id: int) -> ResponseReturnValue:
    """One person: what is stored, roles, groups, account."""
    form = forms.RoleForm()
    form.offer(open_units(current_viewer(), to_change=True))
    return render_template(
        "members/show.html", who=_person(member_id), form=form, roles=forms.ROLES
    )


@blueprint.route("/<int:member_id>/edit", methods=["GET", "POST"])
@role_required(Role.ADMINISTRATOR)
def edit(member_id: int) -> ResponseReturnValue:
    """Change what is written about a person; another branch moves the person."""
    person = _person(member_id)
    form = forms.PersonForm(data=asdict(person) | {"unit": person.unit_id})
    form.offer(open_units(current_viewer(), to_change=True))
    if form.validate_on_submit():
        try:
            acts.change_member(
                member_id, form.details(), key=signing_key(), viewer=current_viewer(), now=now()
            )
        except acts.SignInNameTaken as refusal:
            form.sign_in_name.errors = [refusal_text(refusal)]
        else:
            flash(_("The changes are stored."), "success")
            return redirect(url_for("members.show", member_id=member_id))
    return render_template("members/edit.html", form=form, who=person), _status(form)


@blueprint.post("/<int:member_id>/closing")
@role_required(Role.ADMINISTRATOR)
def close(member_id: int) -> ResponseReturnValue:
    """Close an account."""
    acts.close_account(member_id, viewer=current_viewer(), now=now())
    return _done(member_id, _("The account is closed. Its sessions have ended."))


@blueprint.post("/<int:member_id>/reopening")
@role_required(Role.ADMINISTRATOR)
def reopen(member_id: int) -> ResponseReturnValue:
    """Open a closed account again."""
    acts.reopen_account(member_id, viewer=current_viewer(), now=now())
    return _done(member_id, _("The account is open again."))


@blueprint.post("/<int:member_id>/sessions/end")
@role_required(Role.ADMINISTRATOR)
def end_sessions(member_id: int) -> ResponseReturnValue:
    """Sign a person out on all devices."""
    acts.end_sessions(member_id, viewer=current_viewer(), now=now())
    return _done(member_id, _("The person is signed out on all devices."))


@blueprint.post("/<int:member_id>/roles")
@role_required(Role.ADMINISTRATOR)
def grant_role(member_id: int) -> ResponseReturnValue:
    """Give a role."""
    form = forms.RoleForm()
    form.offer(open_units(current_viewer(), to_change=True))
    if not form.validate_on_submit():
        abort(400)
    try:
        acts.grant_role(
            member_id, Role(form.role.data), form.unit.data, viewer=current_viewer(), now=now()
        )
    except (acts.WrongRoleUnit, acts.RoleHeld) as refusal:
        return _not_done(member_id, refusal)
    return _done(member_id, _("The role is given. It counts at once."))


@blueprint.post("/<int:member_id>/roles/<int:grant_id>/removal")
@role_required(Role.ADMINISTRATOR)
def revoke_role(member_id: int, grant_id: int) -> ResponseReturnValue:
    """Take a role back."""
    acts.revoke_role(member_id, grant_id, viewer=current_viewer(), now=now())
    return _done(member_id, _("The role is taken back. It counts at once."))


def _person(member_id: int) -> queries.PersonPage:
    found = queries.person_page(member_id, current_viewer(), now=now())
    if found is None:
        abort(404)
    return found


def _done(member_id: int, sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url_for("members.show", member_id=member_id))


def _not_done(member_id: int, refusal: Refusal) -> ResponseReturnValue:
    flash(refusal_text(refusal), "danger")
    return redirect(url_for("members.show", member_id=member_id))


def _status(form: forms.PersonForm) -> int:
    return 422 if form.is_submitted() else 200
