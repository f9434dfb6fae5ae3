"""Building, publishing and running exams."""

from __future__ import annotations

import io
import secrets

import segno
from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quizapp.domain.people import Role
from quizapp.domain.publication import KIND_LABELS, PRESETS
from quizapp.exams import forms
from quizapp.exams.operations import drafts, publishing, rosters
from quizapp.exams.operations import running as acts
from quizapp.exams.operations.owned import NotADraft
from quizapp.exams.queries import builder, choices, listing, room_code, running
from quizapp.web.access import current_viewer, role_required
from quizapp.web.clock import now
from quizapp.web.failures import reason_texts
from quizapp.web.signing import signing_key

blueprint = Blueprint("exams", __name__, url_prefix="/exams")


@blueprint.get("/")
@role_required(Role.ORGANIZER)
def index() -> ResponseReturnValue:
    """List the exams of the organizer's subtrees."""
    return render_template("exams/index.html", exams=listing.exam_list(current_viewer(), now=now()))


@blueprint.route("/new", methods=["GET", "POST"])
@role_required(Role.ORGANIZER)
def create() -> ResponseReturnValue:
    """Begin a draft."""
    form = _basics_form()
    if form.validate_on_submit():
        exam_id = drafts.create_exam(form.basics(), new_seed(), viewer=current_viewer(), now=now())
        return redirect(url_for("exams.rules", exam_id=exam_id))
    return render_template("exams/basics.html", form=form, exam=None)


@blueprint.post("/from-event/<int:event_id>")
@role_required(Role.ORGANIZER)
def from_event(event_id: int) -> ResponseReturnValue:
    """Begin a draft of a test that a plan calls for."""
    exam_id = drafts.create_from_event(event_id, new_seed(), viewer=current_viewer(), now=now())
    flash(_("A draft was made from the plan's proposal. Complete it step by step."), "success")
    return redirect(url_for("exams.show", exam_id=exam_id))


@blueprint.get("/<int:exam_id>")
@role_required(Role.ORGANIZER)
def show(exam_id: int) -> ResponseReturnValue:
    """The exam's own page: its steps while a draft, what to send out once published."""
    exam = _exam(exam_id)
    return render_template(
        "exams/show.html",
        exam=exam,
        reasons=reason_texts(exam.reasons),
        entry=_entry_address(exam),
        form=forms.BoardsForm(
            data={"member_board": exam.member_board, "branch_board": exam.branch_board}
        ),
    )


@blueprint.route("/<int:exam_id>/basics", methods=["GET", "POST"])
@role_required(Role.ORGANIZER)
def edit(exam_id: int) -> ResponseReturnValue:
    """Step 1: what."""
    exam = _draft(exam_id)
    form = _basics_form(exam)
    if form.validate_on_submit():
        drafts.change_basics(exam_id, form.basics(), viewer=current_viewer(), now=now())
        return redirect(url_for("exams.rules", exam_id=exam_id))
    return render_template("exams/basics.html", form=form, exam=exam)


@blueprint.route("/<int:exam_id>/rules", methods=["GET", "POST"])
@role_required(Role.ORGANIZER)
def rules(exam_id: int) -> ResponseReturnValue:
    """Step 2: when, and by which rules."""
    exam = _draft(exam_id)
    form = forms.RulesForm(data=forms.rules_data(exam))
    if form.validate_on_submit():
        drafts.change_rules(exam_id, form.rules(), viewer=current_viewer(), now=now())
        return redirect(url_for("exams.audience", exam_id=exam_id))
    proposed = PRESETS[exam.mode].multiple_choice_rule.label
    return render_template("exams/rules.html", form=form, exam=exam, proposed_rule=proposed)


@blueprint.route("/<int:exam_id>/audience", methods=["GET", "POST"])
@role_required(Role.ORGANIZER)
def audience(exam_id: int) -> ResponseReturnValue:
    """Step 3: who, with the head-count while it is put together."""
    exam = _draft(exam_id)
    chosen = choices.audience_chosen(exam_id)
    form = forms.AudienceForm(data=forms.audience_data(chosen))
    viewer = current_viewer()
    found = choices.person_choices(viewer, form.search.data or "")
    units, groups = choices.unit_choices(viewer), choices.group_choices(viewer)
    form.offer(units, groups, chosen.without + found)
    if form.validate_on_submit() and "save" in request.form:
        drafts.change_audience(exam_id, form.wish(), viewer=viewer, now=now())
        return redirect(url_for("exams.paper", exam_id=exam_id))
    wish = form.wish()
    people = choices.head_count(exam_id, wish.units, wish.groups, without=wish.without)
    return render_template(
        "exams/audience.html", form=form, exam=exam, units=units, groups=groups, people=people
    )


@blueprint.route("/<int:exam_id>/paper", methods=["GET", "POST"])
@role_required(Role.ORGANIZER)
def paper(exam_id: int) -> ResponseReturnValue:
    """Step 4: sections, counts and points, beside what the bank offers."""
    exam = _draft(exam_id)
    form = forms.PaperForm(data=forms.paper_data(exam))
    if form.validate_on_submit():
        drafts.change_sections(exam_id, form.sections_wished(), viewer=current_viewer(), now=now())
        return redirect(url_for("exams.show", exam_id=exam_id))
    return render_template("exams/paper.html", form=form, exam=exam, kind_labels=KIND_LABELS)


@blueprint.post("/<int:exam_id>/publication")
@role_required(Role.ORGANIZER)
def publish(exam_id: int) -> ResponseReturnValue:
    """Publish, or go back to the page that lists everything in the way."""
    try:
        publishing.publish(exam_id, viewer=current_viewer(), now=now())
    except publishing.CannotPublish as refusal:
        for text in reason_texts(refusal.reasons):
            flash(text, "danger")
    else:
        flash(_("The test is published: its papers are frozen and its list is written."), "success")
    return redirect(url_for("exams.show", exam_id=exam_id))


@blueprint.get("/<int:exam_id>/running")
@role_required(Role.SECRETARY)
def running_page(exam_id: int) -> ResponseReturnValue:
    """Who has taken part, branch by branch, with a reminder to paste."""
    page = running.running(exam_id, current_viewer(), now=now()) or abort(404)
    link = url_for("attempts.before", exam_id=exam_id, _external=True)
    return render_template("exams/running.html", page=page, link=link, form=forms.SendForm())


@blueprint.get("/branch")
@role_required(Role.SECRETARY)
def branch() -> ResponseReturnValue:
    """The tests that concern the secretary's branch."""
    return render_template(
        "exams/branch.html", exams=listing.branch_exams(current_viewer(), now=now())
    )


@blueprint.post("/<int:exam_id>/roster/<int:member_id>")
@role_required(Role.ORGANIZER)
def exempt(exam_id: int, member_id: int) -> ResponseReturnValue:
    """Record before the opening why a member does not take part."""
    reason = request.form.get("reason", "")
    rosters.exempt(exam_id, member_id, reason, viewer=current_viewer(), now=now())
    return redirect(url_for("exams.running_page", exam_id=exam_id))


@blueprint.post("/<int:exam_id>/boards")
@role_required(Role.ORGANIZER)
def boards(exam_id: int) -> ResponseReturnValue:
    """Switch the comparisons on or off."""
    form = forms.BoardsForm()
    acts.switch_boards(
        exam_id,
        member_board=form.member_board.data,
        branch_board=form.branch_board.data,
        viewer=current_viewer(),
        now=now(),
    )
    flash(_("Saved who sees the comparisons."), "success")
    return redirect(url_for("exams.show", exam_id=exam_id))


@blueprint.post("/<int:exam_id>/release")
@role_required(Role.ORGANIZER)
def release(exam_id: int) -> ResponseReturnValue:
    """Release by hand."""
    acts.release(exam_id, viewer=current_viewer(), now=now())
    flash(_("Released. Members see it from now on."), "success")
    return redirect(url_for("exams.show", exam_id=exam_id))


@blueprint.post("/<int:exam_id>/cancellation")
@role_required(Role.ORGANIZER)
def cancel(exam_id: int) -> ResponseReturnValue:
    """Withdraw a published exam, or throw a draft away."""
    exam = _exam(exam_id)
    if exam.is_draft:
        drafts.delete_draft(exam_id, viewer=current_viewer(), now=now())
        return redirect(url_for("exams.index"))
    acts.cancel(exam_id, viewer=current_viewer(), now=now())
    flash(_("The test is withdrawn. Answers and scores are kept."), "success")
    return redirect(url_for("exams.show", exam_id=exam_id))


@blueprint.get("/<int:exam_id>/code")
@role_required(Role.ORGANIZER)
def code(exam_id: int) -> ResponseReturnValue:
    """The changing entry code, large, for the projector."""
    page = room_code.room_code(exam_id, current_viewer(), key=signing_key()) or abort(404)
    return render_template("exams/code.html", page=page), {"Refresh": str(page.refresh_in)}


@blueprint.get("/<int:exam_id>/qr.svg")
@role_required(Role.ORGANIZER)
def qr(exam_id: int) -> ResponseReturnValue:
    """A QR picture of the exam's entry page."""
    exam = _exam(exam_id)
    picture = io.BytesIO()
    segno.make(_entry_address(exam), error="m").save(picture, kind="svg", scale=6, border=3)
    return Response(picture.getvalue(), mimetype="image/svg+xml")


def _entry_address(exam: builder.ExamPage) -> str:
    endpoint = "accounts.enter_exam" if exam.entry_by_name else "attempts.before"
    return url_for(endpoint, exam_id=exam.id, _external=True)


def _exam(exam_id: int) -> builder.ExamPage:
    return builder.exam_page(exam_id, current_viewer(), now=now()) or abort(404)


def _draft(exam_id: int) -> builder.ExamPage:
    exam = _exam(exam_id)
    if not exam.is_draft:
        raise NotADraft()
    return exam


def _basics_form(exam: builder.ExamPage | None = None) -> forms.BasicsForm:
    viewer = current_viewer()
    form = forms.BasicsForm(data=forms.basics_data(exam))
    form.offer(choices.unit_choices(viewer), choices.plan_choices(viewer))
    return form


def new_seed() -> int:
    """A seed for the draws of an exam."""
    return secrets.randbelow(2**31)
