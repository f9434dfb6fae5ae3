"""The floor: the least a test over HTTP can cost with the same server, language and database.

A bare Flask app that does what must be done and no more. `/save` checks owner, state and deadline
in one prebuilt statement with the lock that submission needs; the whole flow signs in, starts,
shows pages, saves them, marks in SQL and shows the result. Tables of its own beside the product's.
Its settings come from the environment: FLOOR_DATABASE, FLOOR_PAPER (JSON), FLOOR_POOL.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Final

from flask import Flask, abort, redirect, render_template, request, session
from jinja2 import DictLoader
from sqlalchemy import create_engine, text

PER_PAGE: Final = 10

TABLES: Final = """
CREATE TABLE floor_attempt (id serial PRIMARY KEY, member integer NOT NULL,
    deadline timestamptz NOT NULL DEFAULT clock_timestamp() + interval '1 day',
    finished_at timestamptz, score integer);
CREATE TABLE floor_answer (attempt integer NOT NULL, item integer NOT NULL, pick integer NOT NULL,
    sequence integer NOT NULL DEFAULT 1, saved_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (attempt, item));
"""

_GUARD: Final = """
WHERE t.id = :attempt AND t.member = :member AND t.finished_at IS NULL
    AND t.deadline > clock_timestamp() FOR SHARE OF t
ON CONFLICT (attempt, item) DO UPDATE SET pick = excluded.pick,
    sequence = floor_answer.sequence + 1, saved_at = now()
RETURNING sequence
"""
_SAVE: Final = text(
    "INSERT INTO floor_answer (attempt, item, pick)"
    f" SELECT t.id, CAST(:item AS integer), CAST(:pick AS integer) FROM floor_attempt t {_GUARD}"
)
_SAVE_PAGE: Final = text(
    "INSERT INTO floor_answer (attempt, item, pick) SELECT t.id, x.item, x.pick"
    " FROM floor_attempt t, unnest(CAST(:items AS integer[]), CAST(:picks AS integer[]))"
    f" AS x(item, pick) {_GUARD}"
)
_MINE: Final = text(
    "SELECT id, score FROM floor_attempt WHERE member = :member ORDER BY id DESC LIMIT 5"
)
_START: Final = text("INSERT INTO floor_attempt (member) VALUES (:member) RETURNING id")
_SAVED: Final = text(
    "SELECT t.id, a.item, a.pick FROM floor_attempt t LEFT JOIN floor_answer a ON a.attempt = t.id"
    " AND a.item BETWEEN :first AND :last"
    " WHERE t.id = :attempt AND t.member = :member AND t.finished_at IS NULL"
)
# The first option is the right one: marking costs the same wherever the key stands.
_FINISH: Final = text(
    "UPDATE floor_attempt SET finished_at = now(), score = (SELECT count(*) FROM floor_answer a"
    " WHERE a.attempt = floor_attempt.id AND a.pick = 1)"
    " WHERE id = :attempt AND member = :member AND finished_at IS NULL RETURNING score"
)
_RESULT: Final = text(
    "SELECT t.score, a.item, a.pick FROM floor_attempt t JOIN floor_answer a ON a.attempt = t.id"
    " WHERE t.id = :attempt AND t.member = :member AND t.finished_at IS NOT NULL ORDER BY a.item"
)

_PAGES: Final = {
    "frame": '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>Floor</title>'
    '<link rel="stylesheet" href="/app.css"></head><body><header>{{ session.m }}</header>'
    "<main>{% block main %}{% endblock %}</main></body></html>",
    "page": '{% extends "frame" %}{% block main %}<form method="post" action="/a/{{ id }}/{{ n }}">'
    '<input type="hidden" name="csrf_token" value="{{ session.c }}">{% for q in items %}'
    "<fieldset><legend>{{ q.number }}. {{ q.stem }}</legend>{% for o in q.options %}<label>"
    '<input type="radio" name="q{{ q.number }}" value="{{ loop.index }}"'
    "{% if saved.get(q.number) == loop.index %} checked{% endif %}> {{ o.text }}</label>"
    "{% endfor %}</fieldset>{% endfor %}<button>Next</button></form>{% endblock %}",
    "overview": '{% extends "frame" %}{% block main %}<ol>{% for q in items %}<li>'
    "{{ 'saved' if q.number in saved else 'open' }}</li>{% endfor %}</ol>"
    '<form method="post" action="/a/{{ id }}/finish"><input type="hidden" name="csrf_token"'
    ' value="{{ session.c }}"><button>Finish</button></form>{% endblock %}',
    "result": '{% extends "frame" %}{% block main %}<h1>{{ score }}</h1><table>'
    "{% for item, pick in rows %}<tr><td>{{ items[item - 1].stem }}</td>"
    "<td>{{ items[item - 1].options[pick - 1].text }}</td>"
    "<td>{{ 'right' if pick == 1 else 'wrong' }}</td></tr>{% endfor %}</table>{% endblock %}",
}

app = Flask(__name__)
app.secret_key = "only-for-measuring"  # noqa: S105 - signs nothing that is worth anything
app.jinja_loader = DictLoader(_PAGES)
items: list[dict[str, Any]] = (
    json.loads(Path(os.environ["FLOOR_PAPER"]).read_text("utf-8"))
    if "FLOOR_PAPER" in os.environ
    else []
)
_engine = create_engine(
    os.environ.get("FLOOR_DATABASE", "postgresql+psycopg://"),
    pool_size=int(os.environ.get("FLOOR_POOL", "8")),
    isolation_level="AUTOCOMMIT",
)


def _rows(statement: Any, **values: object) -> list[Any]:
    with _engine.connect() as connection:
        return list(connection.execute(statement, values | {"member": session["m"]}))


def _checked() -> None:
    if request.form.get("csrf_token") != session.get("c"):
        abort(400)


@app.get("/health")
def health() -> str:
    """Answer."""
    return "up"


@app.get("/sign-in/<int:member>")
def sign_in(member: int) -> dict[str, bool]:
    """Become a member."""
    session["m"], session["c"] = member, "token"
    return {"ok": True}


@app.post("/save")
def save() -> dict[str, bool]:
    """Save one answer."""
    sent = request.form
    values = {name: int(sent[name]) for name in ("attempt", "item", "pick")}
    if not _rows(_SAVE, **values):
        abort(403)
    return {"ok": True}


@app.get("/exam")
def exam() -> str:
    """Show the own attempts."""
    return render_template("frame") + repr(_rows(_MINE))


@app.post("/start")
def start() -> Any:
    """Make an attempt."""
    return redirect(f"/a/{_rows(_START)[0].id}/0")


@app.get("/a/<int:attempt>/<int:page>")
def show(attempt: int, page: int) -> str:
    """Show a page of ten, with what is saved."""
    shown = items[page * PER_PAGE : (page + 1) * PER_PAGE]
    first, last = shown[0]["number"], shown[-1]["number"]
    rows = _rows(_SAVED, attempt=attempt, first=first, last=last)
    if not rows:
        abort(403)
    saved = {row.item: row.pick for row in rows}
    return render_template("page", id=attempt, n=page, items=shown, saved=saved)


@app.post("/a/<int:attempt>/<int:page>")
def save_page(attempt: int, page: int) -> Any:
    """Save a page of ten in one statement."""
    _checked()
    picks = {int(name[1:]): int(pick) for name, pick in request.form.items() if name[0] == "q"}
    for number, pick in picks.items():
        if not 1 <= pick <= len(items[number - 1]["options"]):
            abort(400)
    if picks and not _rows(
        _SAVE_PAGE, attempt=attempt, items=list(picks), picks=list(picks.values())
    ):
        abort(403)
    more = (page + 1) * PER_PAGE < len(items)
    return redirect(f"/a/{attempt}/{page + 1}" if more else f"/a/{attempt}/overview")


@app.get("/a/<int:attempt>/overview")
def overview(attempt: int) -> str:
    """Show what is answered."""
    rows = _rows(_SAVED, attempt=attempt, first=1, last=len(items))
    return render_template(
        "overview", id=attempt, items=items, saved={row.item: row.pick for row in rows}
    )


@app.post("/a/<int:attempt>/finish")
def finish(attempt: int) -> Any:
    """Mark and close."""
    _checked()
    if not _rows(_FINISH, attempt=attempt):
        abort(403)
    return redirect(f"/a/{attempt}/result")


@app.get("/a/<int:attempt>/result")
def result(attempt: int) -> str:
    """Show score and answers."""
    rows = _rows(_RESULT, attempt=attempt)
    if not rows:
        abort(404)
    answers = [(row.item, row.pick) for row in rows]
    return render_template("result", score=rows[0].score, rows=answers, items=items)
