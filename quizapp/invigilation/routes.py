"""The live page of a running test, its stream, and the acts on one attempt."""

from __future__ import annotations

from collections.abc import Callable

from flask import (
    Blueprint,
    Response,
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

from quizapp.domain.people import Role
from quizapp.domain.refusals import Refusal, RefusalKind
from quizapp.invigilation import forms, operations, words
from quizapp.invigilation.queries import attempt as attempt_queries
from quizapp.invigilation.queries import roster
from quizapp.live import hub_of
from quizapp.live.publishing import exam_topic
from quizapp.live.stream import open_stream
from quizapp.web.access import current_viewer, role_required
from quizapp.web.failures import refusal_text
from quizapp.web.presentation import local_seconds

blueprint = Blueprint("invigilation", __name__, url_prefix="/exams/<int:exam_id>/invigilation")


@blueprint.get("")
@role_required(Role.ORGANIZER)
def watch(exam_id: int) -> ResponseReturnValue:
    """One row for each member of the roster, with counters and filters."""
    page = _watch_page(exam_id)
    return render_template(
        "invigilation/watch.html", page=page, states=words.STATES, row_words=words.row_words
    )


@blueprint.get("/rows")
@role_required(Role.ORGANIZER)
def rows(exam_id: int) -> ResponseReturnValue:
    """The same rows for the page's script; nothing is sent again while nothing has changed."""
    page = _watch_page(exam_id)
    response = jsonify(
        counts={state.value: page.counts.get(state, 0) for state in words.STATES},
        locked=page.locked,
        rows=[words.row_words(row, page).cells() for row in page.rows],
    )
    response.headers["X-As-Of"] = local_seconds(page.as_of)
    response.add_etag()
    return response.make_conditional(request)


@blueprint.get("/stream")
@role_required(Role.ORGANIZER)
def stream(exam_id: int) -> ResponseReturnValue:
    """Tell the page what happens as it happens; 204 when it has to ask by itself instead."""
    if not roster.may_watch(exam_id, current_viewer()):
        abort(404)
    last = request.headers.get("Last-Event-ID", "")
    pieces = open_stream(hub_of(), exam_topic(exam_id), current_viewer().member_id, last_event=last)
    if pieces is None:
        return "", 204
    # A proxy that collects the answer before it passes it on would hold everything back.
    return Response(pieces, mimetype="text/event-stream", headers={"X-Accel-Buffering": "no"})


@blueprint.get("/attempts/<int:attempt_id>")
@role_required(Role.ORGANIZER)
def attempt(exam_id: int, attempt_id: int) -> ResponseReturnValue:
    """One attempt: its times, what was noticed and done, and what can be done."""
    page = attempt_queries.attempt_page(exam_id, attempt_id, current_viewer()) or abort(404)
    return render_template(
        "invigilation/attempt.html",
        page=page,
        states=words.STATES,
        facts=words.FACTS,
        acts=words.ACTS,
        extension=forms.ExtensionForm(formdata=None),
        note=forms.NoteForm(formdata=None, data={"note": page.note}),
    )


@blueprint.post("/attempts/<int:attempt_id>/extension")
@role_required(Role.ORGANIZER)
def extend(exam_id: int, attempt_id: int) -> ResponseReturnValue:
    """Give more time."""
    form = forms.ExtensionForm()
    return _act(
        exam_id,
        attempt_id,
        lambda: operations.extend(exam_id, attempt_id, form.minutes.data, viewer=current_viewer()),
        _("Time was added. The member's page shows it within a minute."),
        form=form,
    )


@blueprint.post("/attempts/<int:attempt_id>/lock")
@role_required(Role.ORGANIZER)
def lock(exam_id: int, attempt_id: int) -> ResponseReturnValue:
    """Keep the attempt from taking answers."""
    return _act(
        exam_id,
        attempt_id,
        lambda: operations.lock(exam_id, attempt_id, viewer=current_viewer()),
        _("Locked: nothing is saved until you unlock it. The clock goes on."),
    )


@blueprint.post("/attempts/<int:attempt_id>/unlock")
@role_required(Role.ORGANIZER)
def unlock(exam_id: int, attempt_id: int) -> ResponseReturnValue:
    """Let it take answers again."""
    return _act(
        exam_id,
        attempt_id,
        lambda: operations.unlock(exam_id, attempt_id, viewer=current_viewer()),
        _("Unlocked: answers are saved again."),
    )


@blueprint.post("/attempts/<int:attempt_id>/note")
@role_required(Role.ORGANIZER)
def note(exam_id: int, attempt_id: int) -> ResponseReturnValue:
    """Keep a note."""
    form = forms.NoteForm()
    return _act(
        exam_id,
        attempt_id,
        lambda: operations.write_note(exam_id, attempt_id, form.text(), viewer=current_viewer()),
        _("The note is saved."),
        form=form,
    )


def _watch_page(exam_id: int) -> roster.WatchPage:
    filters = forms.read_filters(request.args)
    return roster.watch_page(exam_id, current_viewer(), filters) or abort(404)


def _act(
    exam_id: int,
    attempt_id: int,
    act: Callable[[], None],
    done: str,
    *,
    form: forms.ExtensionForm | forms.NoteForm | None = None,
) -> ResponseReturnValue:
    """Do it, and go back to the attempt with what became of it."""
    if form is not None and not form.validate():
        for errors in form.errors.values():
            flash(str(errors[-1]), "danger")
    else:
        try:
            act()
            flash(done, "success")
        except Refusal as refusal:
            if refusal.kind is RefusalKind.NOT_FOUND:
                raise
            flash(refusal_text(refusal), "danger")
    return redirect(url_for("invigilation.attempt", exam_id=exam_id, attempt_id=attempt_id))
