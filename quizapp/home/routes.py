"""Landing page, language switch, health check."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, abort, jsonify, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from quizapp.home import queries
from quizapp.web.access import public, viewer_or_none
from quizapp.web.presentation import LANGUAGES
from quizapp.web.reading import is_own_path

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@public
def index() -> ResponseReturnValue:
    """Send everybody to the page where their work begins."""
    viewer = viewer_or_none()
    if viewer is None or viewer.exam_id is not None:
        return redirect(url_for("accounts.sign_in"))
    return redirect(url_for("exams.index" if viewer.is_organizer else "attempts.index"))


@blueprint.post("/language")
@public
def set_language() -> ResponseReturnValue:
    """Remember the chosen language in the session and go back."""
    chosen = request.form.get("language", "")
    if chosen not in LANGUAGES:
        abort(400)
    session["language"] = chosen
    return redirect(back_path(request.referrer))


@blueprint.get("/health")
@public
def health() -> ResponseReturnValue:
    """200 when the database answers, 503 otherwise."""
    if not queries.database_answers():
        return jsonify(status="database does not answer"), 503
    return jsonify(status="ok", database="ok")


def back_path(referrer: str | None) -> str:
    """Path and query of a referrer on this site; the landing page for anything else."""
    try:
        parts = urlsplit(referrer or "")
    except ValueError:  # no address at all, such as "http://["
        return url_for("home.index")
    if parts.netloc != request.host or not is_own_path(parts.path):
        return url_for("home.index")
    return parts.path + (f"?{parts.query}" if parts.query else "")
