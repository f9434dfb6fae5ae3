"""Taking a test: the member's home, start, answers, hand-in, receipt, result, study items."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import (
    Blueprint,
    abort,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from quizapp.attempts import forms, fragments
from quizapp.attempts.operations import (
    closing,
    collecting,
    handing_in_for,
    reporting,
    saving,
    starting,
)
from quizapp.attempts.operations.refusals import AnswersMissing
from quizapp.attempts.queries import before as before_start
from quizapp.attempts.queries import home, papers, results, study_items
from quizapp.domain.attempt import AttemptState
from quizapp.domain.attempt_refusals import AttemptLocked, ItemLeft
from quizapp.domain.door import NotGiven
from quizapp.domain.people import Role
from quizapp.web.access import (
    claim,
    current_viewer,
    exam_session,
    hot_path,
    repeatable,
    role_required,
)
from quizapp.web.clock import now
from quizapp.web.failures import refusal_text, wants_json
from quizapp.web.item_words import article_name
from quizapp.web.limits import limited
from quizapp.web.local_time import to_local
from quizapp.web.presentation import local_datetime
from quizapp.web.reading import chosen_number, sent_json
from quizapp.web.signing import signing_key
from quizapp.web.visits import visit

blueprint = Blueprint("attempts", __name__)
for _shown in (fragments.questions, fragments.card_cells, fragments.result_items, article_name):
    blueprint.add_app_template_global(_shown)


@blueprint.get("/my")
@exam_session
def index() -> ResponseReturnValue:
    """The member's home: open now, coming, finished."""
    return render_template("attempts/index.html", page=home.home_page(current_viewer(), now=now()))


@blueprint.get("/exams/<int:exam_id>/start")
@exam_session
def before(exam_id: int) -> ResponseReturnValue:
    """What to know before the clock runs."""
    return _before(exam_id)


@blueprint.post("/exams/<int:exam_id>/attempts")
@repeatable
@exam_session
@limited("20 per minute", key=lambda: f"start:{claim().member_id}")
@limited("6 per minute;30 per hour", key=lambda: _guesser(), failures_only=True)
def start(exam_id: int) -> ResponseReturnValue:
    """Open an attempt, or go on with the open one."""
    try:
        attempt_id = starting.start(
            exam_id,
            viewer=current_viewer(),
            entry_code=request.form.get("entry_code", ""),
            honoured="honour" in request.form,
            visit=visit(),
            key=signing_key(),
        )
    except NotGiven as refusal:
        return _before(exam_id, refusal)
    return redirect(url_for("attempts.take", attempt_id=attempt_id))


@blueprint.get("/attempts/<int:attempt_id>")
@exam_session
def take(attempt_id: int) -> ResponseReturnValue:
    """The test page: a plain form that the script turns into one item per screen. A further page
    of the plain form, which asks for it by number, holds the items of that page alone."""
    wanted = request.args.get("page", type=int)
    page = papers.paper_page(attempt_id, current_viewer(), page=wanted, visit=visit()) or abort(404)
    if isinstance(page, papers.NotOpen):
        return _not_open(page)
    template = "attempts/take.html" if wanted is None else "attempts/take_page.html"
    return render_template(template, page=page)


@blueprint.post("/attempts/<int:attempt_id>/holder")
@repeatable
@exam_session
def hold(attempt_id: int) -> ResponseReturnValue:
    """Make the asking page the one that may save."""
    known = forms.read_known_holder(sent_json()) if request.is_json else None
    held = starting.take_over(
        attempt_id,
        viewer=current_viewer(),
        visit=visit(),
        key=signing_key(),
        known_holder=known,
    )
    return jsonify(_held(held))


@blueprint.post("/attempts/<int:attempt_id>/answers")
@hot_path
def save_answers(attempt_id: int) -> ResponseReturnValue:
    """Save a batch of answers; "saved" is shown only from this reply."""
    batch = forms.read_batch(sent_json())
    saved = saving.save_answers(
        attempt_id,
        batch.answers,
        claim=claim(),
        holder=batch.holder,
        form_hash=batch.form_hash,
        key=signing_key(),
    )
    return jsonify(_saved(saved, holder=batch.holder))


@blueprint.post("/attempts/<int:attempt_id>/presence")
@hot_path
def report(attempt_id: int) -> ResponseReturnValue:
    """Hear that the page is there and what it noticed; tell it of a lock or of more time."""
    sent = forms.read_report(sent_json())
    standing = reporting.report(
        attempt_id, sent.facts, claim=claim(), holder=sent.holder, key=signing_key()
    )
    return jsonify(_standing(standing))


@blueprint.post("/exams/<int:exam_id>/attempts/<int:attempt_id>/submission")
@role_required(Role.ORGANIZER)
def hand_in_for(exam_id: int, attempt_id: int) -> ResponseReturnValue:
    """Hand an attempt in for its member, who reads the reason."""
    reason = forms.read_reason(request.form)
    if handing_in_for.hand_in_for(
        exam_id, attempt_id, reason, viewer=current_viewer(), key=signing_key()
    ):
        flash(
            _("Handed in with everything that was saved. The member reads the reason."), "success"
        )
    else:
        flash(_("This attempt was closed already; nothing was changed."), "info")
    return redirect(url_for("invigilation.attempt", exam_id=exam_id, attempt_id=attempt_id))


@blueprint.post("/attempts/<int:attempt_id>/pages/<int:page>")
@hot_path
def save_page(attempt_id: int, page: int) -> ResponseReturnValue:
    """Save one page of the plain form, and go where its button says."""
    go = request.form.get("go", "")
    try:
        saving.save_page(
            attempt_id,
            forms.read_page(request.form),
            claim=claim(),
            holder=forms.page_holder(request.form),
            goes_on=go == "next",
            key=signing_key(),
        )
    except ItemLeft as refusal:  # an old page, sent again
        flash(refusal_text(refusal), "danger")
    step = {"next": 1, "previous": -1}.get(go, 0)
    if go == "overview":
        return redirect(url_for("attempts.overview", attempt_id=attempt_id))
    return redirect(url_for("attempts.take", attempt_id=attempt_id, page=page + step))


@blueprint.get("/attempts/<int:attempt_id>/overview")
@exam_session
def overview(attempt_id: int) -> ResponseReturnValue:
    """The answer card of the plain form, with the hand-in."""
    page = papers.paper_page(attempt_id, current_viewer(), page=1, visit=visit()) or abort(404)
    if isinstance(page, papers.NotOpen):
        return _not_open(page)
    return render_template("attempts/overview.html", page=page)


@blueprint.post("/attempts/<int:attempt_id>/submission")
@repeatable
@exam_session
def submit(attempt_id: int) -> ResponseReturnValue:
    """Hand in. The same request again gives the same receipt."""
    claimed = forms.read_claimed(sent_json()) if request.is_json else {}
    try:
        done = closing.submit(
            attempt_id, viewer=current_viewer(), claimed=claimed, key=signing_key()
        )
    except AnswersMissing as refusal:
        return jsonify(code=refusal.code, message=refusal_text(refusal), items=refusal.numbers), 409
    address = url_for("attempts.receipt", attempt_id=attempt_id)
    if wants_json():
        return jsonify(receipt=address, number=done.receipt_number, state=done.state.value)
    return redirect(address)


@blueprint.post("/exams/<int:exam_id>/collection")
@role_required(Role.ORGANIZER)
def collect(exam_id: int) -> ResponseReturnValue:
    """统一收卷: end a sitting, or the test for all who sit in none."""
    sitting_id = chosen_number("sitting")
    count = collecting.collect(exam_id, sitting_id, viewer=current_viewer(), key=signing_key())
    flash(ngettext("%(num)s paper collected.", "%(num)s papers collected.", count), "success")
    return redirect(url_for("exams.sittings_page", exam_id=exam_id))


@blueprint.get("/attempts/<int:attempt_id>/receipt")
@exam_session
def receipt(attempt_id: int) -> ResponseReturnValue:
    """The own receipt: one screenshot."""
    page = results.receipt_page(attempt_id, current_viewer()) or abort(404)
    if isinstance(page, results.StillRunning):
        return _not_closed(attempt_id)
    return render_template("attempts/receipt.html", page=page)


@blueprint.get("/attempts/<int:attempt_id>/result")
@exam_session
def result(attempt_id: int) -> ResponseReturnValue:
    """Score, own answers, keys and sources, as far as they are released."""
    page = results.result_page(attempt_id, current_viewer(), now=now()) or abort(404)
    if isinstance(page, results.StillRunning):
        return _not_closed(attempt_id)
    return render_template("attempts/result.html", page=page)


@blueprint.get("/exams/<int:exam_id>/study")
@exam_session
def study(exam_id: int) -> ResponseReturnValue:
    """复习题 with keys and sources; none of them is on a paper of this test."""
    page = study_items.study_page(exam_id, current_viewer(), now=now()) or abort(404)
    return render_template("attempts/study.html", page=page, article_name=article_name)


def _before(exam_id: int, not_given: NotGiven | None = None) -> ResponseReturnValue:
    viewer, here = current_viewer(), visit()
    page = before_start.before_page(exam_id, viewer, now=now(), visit=here) or abort(404)
    html = render_template(
        "attempts/before.html",
        page=page,
        why_not=refusal_text(page.refusal) if page.refusal else "",
        missing=not_given.code if not_given else "",
        missing_text=refusal_text(not_given) if not_given else "",
    )
    # Whoever waits for a start by hand looks again by itself, not all in the same second.
    again = {"Refresh": str(5 + viewer.member_id % 4)} if page.waits else {}
    return html, 422 if not_given else 200, again


def _guesser() -> str:
    """Who guesses at an entry code, and of which test."""
    return f"code:{claim().member_id}:{(request.view_args or {}).get('exam_id')}"


def _not_open(page: papers.NotOpen) -> ResponseReturnValue:
    """Go where the attempt stands; one whose time is over is closed first."""
    if page.state is AttemptState.READY:
        return redirect(url_for("attempts.before", exam_id=page.exam_id))
    closing.close_if_overdue(page.attempt_id, key=signing_key())
    return redirect(url_for("attempts.receipt", attempt_id=page.attempt_id))


def _not_closed(attempt_id: int) -> ResponseReturnValue:
    """Close the attempt if its time is over and look again, or go on answering."""
    if closing.close_if_overdue(attempt_id, key=signing_key()):
        return redirect(request.path)
    return redirect(url_for("attempts.take", attempt_id=attempt_id))


def _saved(saved: saving.Saved, *, holder: int) -> dict[str, object]:
    return {
        "answers": [
            {
                "item": answer.item_number,
                "sequence": answer.sequence,
                "saved_at": _clock_text(answer.saved_at),
            }
            for answer in saved.answers
        ],
        "server_time": saved.server_time.isoformat(),
        "remaining_ms": _milliseconds(saved.remaining),
        "holder": holder,
    }


def _standing(standing: reporting.Standing) -> dict[str, object]:
    return {
        "server_time": standing.server_time.isoformat(),
        "remaining_ms": _milliseconds(standing.remaining),
        "deadline": local_datetime(standing.deadline),
        "locked": refusal_text(AttemptLocked()) if standing.locked else "",
    }


def _held(held: starting.Held) -> dict[str, object]:
    return {
        "answers": [
            {
                "item": answer.item_number,
                "response": answer.response,
                "sequence": answer.sequence,
                "saved_at": _clock_text(answer.saved_at),
            }
            for answer in held.answers
        ],
        "server_time": held.server_time.isoformat(),
        "remaining_ms": _milliseconds(held.remaining),
        "holder": held.holder,
        "first_sequence": held.first_sequence,
    }


def _clock_text(moment: datetime) -> str:
    return to_local(moment).strftime("%H:%M:%S")


def _milliseconds(span: timedelta) -> int:
    return span // timedelta(milliseconds=1)
