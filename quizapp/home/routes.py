"""Landing page, language switch; alive, ready and metrics for operators."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, jsonify, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from quizapp.home import queries
from quizapp.web.access import public, viewer_or_none
from quizapp.web.metrics import CONTENT_TYPE, exposition, may_read
from quizapp.web.presentation import LANGUAGES
from quizapp.web.reading import is_own_path
from quizapp.web.schema import schema_head

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


@blueprint.get("/healthz")
@public
def alive() -> ResponseReturnValue:
    """200 as long as the process answers, whatever the database does."""
    return jsonify(status="ok")


@blueprint.get("/health")
@blueprint.get("/readyz")
@public
def ready() -> ResponseReturnValue:
    """200 when the database answers and has this version's tables; 503 otherwise."""
    at, wanted = queries.schema_revision(), schema_head()
    if at != wanted:
        return jsonify(status="the database needs `flask db upgrade`", at=at, wanted=wanted), 503
    return jsonify(status="ok", database="ok")


@blueprint.get("/metrics")
@public
def metrics() -> ResponseReturnValue:
    """What an operator watches, for whoever has the token; no such page for anybody else."""
    if not may_read():
        abort(404)
    return Response(exposition(queries.figures()), content_type=CONTENT_TYPE)


def back_path(referrer: str | None) -> str:
    """Path and query of a referrer on this site; the landing page for anything else."""
    try:
        parts = urlsplit(referrer or "")
    except ValueError:  # no address at all, such as "http://["
        return url_for("home.index")
    if parts.netloc != request.host or not is_own_path(parts.path):
        return url_for("home.index")
    return parts.path + (f"?{parts.query}" if parts.query else "")
