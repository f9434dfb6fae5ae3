"""Standings of one exam, personal and by branch."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from quizapp.leaderboard import queries
from quizapp.web.access import current_viewer, signed_in
from quizapp.web.clock import now

blueprint = Blueprint("leaderboard", __name__)


@blueprint.get("/exams/<int:exam_id>/leaderboard")
@signed_in
def show(exam_id: int) -> ResponseReturnValue:
    """Show the board that `scope` names: member or branch."""
    try:
        scope = queries.Scope(request.args.get("scope", queries.Scope.BRANCH))
    except ValueError:
        abort(404)
    number = request.args.get("page", 1, type=int)
    page = queries.board_page(exam_id, scope, current_viewer(), now=now(), page=number)
    if page is None:
        abort(404)
    return render_template("leaderboard/show.html", page=page)
