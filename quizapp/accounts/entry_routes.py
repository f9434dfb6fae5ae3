"""Coming into one exam by QR code: entry code, branch, name, and four digits or a slip."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quizapp.accounts import entry_operations, entry_queries
from quizapp.accounts.entry_operations import NoSuchEntry
from quizapp.accounts.entry_queries import Entrance
from quizapp.accounts.forms import EntryCodeForm, ProofForm
from quizapp.accounts.queries import signed_in_member
from quizapp.accounts.routes import blueprint
from quizapp.domain.codes import read_code, same_code
from quizapp.domain.people import Role
from quizapp.domain.refusals import Refusal, RefusalKind
from quizapp.web import sessions
from quizapp.web.access import current_viewer, public, role_required, viewer_or_none
from quizapp.web.clock import now
from quizapp.web.failures import refusal_text
from quizapp.web.limits import address, limited
from quizapp.web.signing import signing_key


@blueprint.route("/enter/<int:exam_id>", methods=["GET", "POST"])
@public
@limited("120 per minute", key=address, failures_only=True)
def enter_exam(exam_id: int) -> ResponseReturnValue:
    """Ask for the entry code, then for the branch. Who is on the roster already just goes on.

    The QR code of every exam leads here; an exam that is not entered by name is entered by
    signing in.
    """
    if entry_queries.is_entered_by_account(exam_id):
        return redirect(url_for("attempts.before", exam_id=exam_id))
    found = _entrance(exam_id)
    viewer = viewer_or_none()
    if (
        viewer
        and viewer.exam_id in (None, exam_id)
        and entry_queries.on_roster(exam_id, viewer.member_id)
    ):
        return redirect(url_for("attempts.before", exam_id=exam_id))
    form = EntryCodeForm()
    if form.validate_on_submit():
        if same_code(form.code.data, found.entry_code):
            sessions.remember_entry_code(exam_id, read_code(form.code.data))
            return redirect(url_for("accounts.enter_exam", exam_id=exam_id))
        form.code.errors = [
            _("This is not the entry code of this test. It is shown in the room or in the notice.")
        ]
    if not _code_given(found):
        page = render_template("accounts/enter_code.html", exam=found, form=form)
        return page, 422 if form.is_submitted() else 200
    units = entry_queries.entry_units(exam_id)
    if len(units) == 1:
        return redirect(url_for("accounts.enter_unit", exam_id=exam_id, unit_id=units[0].id))
    return render_template("accounts/enter_units.html", exam=found, units=units)


@blueprint.get("/enter/<int:exam_id>/units/<int:unit_id>")
@public
def enter_unit(exam_id: int, unit_id: int) -> ResponseReturnValue:
    """Ask for the name."""
    found = _entrance(exam_id)
    if not _code_given(found):
        return redirect(url_for("accounts.enter_exam", exam_id=exam_id))
    names = entry_queries.entry_names(exam_id, unit_id)
    if not names:
        raise NoSuchEntry()
    units = entry_queries.entry_units(exam_id)
    unit = next(unit for unit in units if unit.id == unit_id)
    return render_template(
        "accounts/enter_names.html", exam=found, names=names, unit=unit, only=len(units) == 1
    )


@blueprint.route("/enter/<int:exam_id>/names/<int:member_id>", methods=["GET", "POST"])
@public
@limited("300 per minute", key=address, failures_only=True)
def enter_name(exam_id: int, member_id: int) -> ResponseReturnValue:
    """Ask for the last four digits of the phone or a slip's code, and let the person in."""
    found = _entrance(exam_id)
    if not _code_given(found):
        return redirect(url_for("accounts.enter_exam", exam_id=exam_id))
    person = entry_queries.entry_name(exam_id, member_id)
    if person is None:
        raise NoSuchEntry()
    form = ProofForm()
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            return _let_in(exam_id, member_id, form.proof.data)
        except Refusal as refusal:
            if refusal.kind is RefusalKind.NOT_FOUND:
                raise
            form.proof.errors = [refusal_text(refusal)]
            status = 403 if refusal.kind is RefusalKind.FORBIDDEN else 422
    else:
        sessions.device()  # the browser has its name before the first try is counted
    page = render_template("accounts/enter_name.html", exam=found, person=person, form=form)
    return page, status


@blueprint.get("/enter/<int:exam_id>/failed")
@role_required(Role.ORGANIZER)
def failed_entries(exam_id: int) -> ResponseReturnValue:
    """Show organizers which names did not get in."""
    found = entry_queries.failed_entries(exam_id, current_viewer())
    if found is None:
        abort(404)
    name, entries = found
    return render_template(
        "accounts/failed_entries.html", exam_id=exam_id, exam_name=name, entries=entries
    )


@blueprint.post("/enter/<int:exam_id>/failed/<int:member_id>/reset")
@role_required(Role.ORGANIZER)
def reset_entry(exam_id: int, member_id: int) -> ResponseReturnValue:
    """Let a name try again."""
    entry_operations.reset_tries(exam_id, member_id, viewer=current_viewer(), now=now())
    flash(_("The person can try again on every device."), "success")
    return redirect(url_for("accounts.failed_entries", exam_id=exam_id))


def _let_in(exam_id: int, member_id: int, proof: str) -> ResponseReturnValue:
    claim = entry_operations.enter(
        exam_id,
        member_id,
        proof,
        device=sessions.device(),
        key=signing_key(),
        now=now(),
    )
    viewer = signed_in_member(claim)
    if viewer is None:
        raise NoSuchEntry()
    sessions.start(viewer)
    return redirect(url_for("attempts.before", exam_id=exam_id))


def _entrance(exam_id: int) -> Entrance:
    found = entry_queries.entrance(exam_id)
    if found is None:
        raise NoSuchEntry()
    return found


def _code_given(found: Entrance) -> bool:
    return not found.entry_code or same_code(
        sessions.given_entry_code(found.exam_id), found.entry_code
    )
