"""意见建议: members write, organizers read and reply."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quizapp.domain.people import Role
from quizapp.suggestions import forms, operations, queries
from quizapp.web.access import current_viewer, role_required, signed_in
from quizapp.web.clock import now
from quizapp.web.limits import limited

blueprint = Blueprint("suggestions", __name__, url_prefix="/suggestions")


@blueprint.route("/", methods=["GET", "POST"])
@signed_in
@limited("20 per hour", key=lambda: f"suggestion:{current_viewer().member_id}")
def create() -> ResponseReturnValue:
    """Write a suggestion; see the own ones and the replies to them."""
    form = forms.SuggestionForm(data={"page": request.args.get("page", "")})
    if form.validate_on_submit():
        operations.write_suggestion(
            form.text.data, form.own_page(), viewer=current_viewer(), now=now()
        )
        flash(
            _("Your suggestion has reached the organizers. The reply will stand here."), "success"
        )
        return redirect(url_for("suggestions.create"))
    own = queries.own_suggestions(current_viewer())
    status = 422 if form.is_submitted() else 200
    return render_template("suggestions/create.html", form=form, own=own), status


@blueprint.get("/inbox")
@role_required(Role.ORGANIZER)
def inbox() -> ResponseReturnValue:
    """Read the suggestions of the own units."""
    return _inbox_page()


@blueprint.post("/<int:suggestion_id>/reply")
@role_required(Role.ORGANIZER)
def reply(suggestion_id: int) -> ResponseReturnValue:
    """Reply to a suggestion."""
    form = forms.ReplyForm()
    if not form.validate_on_submit():
        flash(" ".join(str(error) for error in form.text.errors), "danger")
        return _inbox_page(), 422
    operations.reply(suggestion_id, form.text.data, viewer=current_viewer(), now=now())
    flash(_("The reply is stored; the writer sees it."), "success")
    return redirect(url_for("suggestions.inbox"))


def _inbox_page() -> str:
    answered = request.args.get("answered") == "1"
    found = queries.inbox(
        current_viewer(), answered=answered, page=request.args.get("page", 1, type=int)
    )
    return render_template("suggestions/inbox.html", inbox=found, answered=answered)
