"""A hall: sittings, rooms and seats, the start by hand; and time granted to single people."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from quizapp.domain.people import Role
from quizapp.exams.hall_forms import AllowanceForm, SittingForm, whom_of
from quizapp.exams.operations import allowances, make_up, sittings
from quizapp.exams.queries import allowances as granted
from quizapp.exams.queries import sittings as seated
from quizapp.exams.routes import blueprint, new_seed
from quizapp.web.access import current_viewer, role_required
from quizapp.web.clock import now
from quizapp.web.failures import reason_texts
from quizapp.web.reading import chosen_number


@blueprint.route("/<int:exam_id>/sittings", methods=["GET", "POST"])
@role_required(Role.ORGANIZER)
def sittings_page(exam_id: int) -> ResponseReturnValue:
    """All sittings with their rooms; a form for one more."""
    page = seated.sittings_page(exam_id, current_viewer(), now=now()) or abort(404)
    form = SittingForm()
    if form.validate_on_submit():
        try:
            sittings.add_sitting(exam_id, form.wish(), viewer=current_viewer(), now=now())
        except sittings.SittingUnusable as refusal:
            form.rooms.errors = reason_texts(refusal.reasons)
        else:
            return redirect(url_for("exams.sittings_page", exam_id=exam_id))
    return render_template("exams/sittings.html", page=page, form=form)


@blueprint.post("/<int:exam_id>/sittings/<int:sitting_id>/removal")
@role_required(Role.ORGANIZER)
def remove_sitting(exam_id: int, sitting_id: int) -> ResponseReturnValue:
    """Take away a sitting that has not begun."""
    sittings.remove_sitting(exam_id, sitting_id, viewer=current_viewer(), now=now())
    return redirect(url_for("exams.sittings_page", exam_id=exam_id))


@blueprint.post("/<int:exam_id>/seats/assignment")
@role_required(Role.ORGANIZER)
def assign_seats(exam_id: int) -> ResponseReturnValue:
    """Seat everybody anew."""
    left = sittings.assign_seats(exam_id, viewer=current_viewer(), now=now())
    if left:
        flash(
            ngettext(
                "%(num)s person has no seat: add rooms or a sitting.",
                "%(num)s people have no seat: add rooms or a sitting.",
                left,
            ),
            "attention",
        )
    else:
        flash(_("Everybody has a seat."), "success")
    return redirect(url_for("exams.sittings_page", exam_id=exam_id))


@blueprint.get("/<int:exam_id>/seats")
@role_required(Role.ORGANIZER)
def seat_lists(exam_id: int) -> ResponseReturnValue:
    """The seats of every room, to print and hang up."""
    page = seated.seat_lists(exam_id, current_viewer()) or abort(404)
    return render_template("exams/seats.html", page=page)


@blueprint.post("/<int:exam_id>/beginning")
@role_required(Role.ORGANIZER)
def begin(exam_id: int) -> ResponseReturnValue:
    """Begin a sitting by hand, or the test for all who sit in none."""
    sitting_id = chosen_number("sitting")
    sittings.begin_sitting(exam_id, sitting_id, viewer=current_viewer())
    return redirect(url_for("exams.sittings_page", exam_id=exam_id))


@blueprint.route("/<int:exam_id>/allowances", methods=["GET", "POST"])
@role_required(Role.ORGANIZER)
def allowances_page(exam_id: int) -> ResponseReturnValue:
    """What single people and branches were granted; a form for one more."""
    search = request.values.get("search", "")
    page = granted.allowances_page(exam_id, current_viewer(), search=search) or abort(404)
    form = AllowanceForm()
    form.offer(page)
    if form.validate_on_submit():
        given = allowances.grant(
            exam_id,
            form.concerned(),
            form.allowance(),
            form.reason.data,
            viewer=current_viewer(),
            now=now(),
        )
        flash(_said(given), "success")
        return redirect(url_for("exams.allowances_page", exam_id=exam_id))
    return render_template("exams/allowances.html", page=page, form=form, search=search)


def _said(granted: allowances.Granted) -> str:
    """Say what a grant changed: nothing, when those who answer have as much time already."""
    if granted.lengthened:
        text: str = ngettext(
            "Granted. %(num)s attempt under way has more time already.",
            "Granted. %(num)s attempts under way have more time already.",
            granted.lengthened,
        )
        return text
    if granted.running:
        return str(_("Granted. Nothing changes for attempts under way: they had as much time."))
    return str(_("Granted. It holds for attempts yet to begin."))


@blueprint.post("/<int:exam_id>/allowances/withdrawal")
@role_required(Role.ORGANIZER)
def withdraw_allowance(exam_id: int) -> ResponseReturnValue:
    """Take an allowance back for attempts that have not begun."""
    try:
        whom = whom_of(request.form.get("whom", ""))
    except ValueError:
        abort(400)
    allowances.withdraw(exam_id, whom, viewer=current_viewer(), now=now())
    return redirect(url_for("exams.allowances_page", exam_id=exam_id))


@blueprint.post("/<int:exam_id>/make-up")
@role_required(Role.ORGANIZER)
def make_up_test(exam_id: int) -> ResponseReturnValue:
    """Draft a make-up test for whoever has not taken part."""
    page = seated.sittings_page(exam_id, current_viewer(), now=now()) or abort(404)
    new_id = make_up.make_up(
        exam_id,
        name=_("%(name)s (make-up)", name=page.name),
        seed=new_seed(),
        viewer=current_viewer(),
        now=now(),
    )
    flash(_("A draft was made with the same rules. Say when it takes place."), "success")
    return redirect(url_for("exams.rules", exam_id=new_id))
