"""Who may open which page. Everything is closed until a route says who it is for.

Each route carries exactly one of `public`, `signed_in`, `exam_session`, `hot_path` or
`role_required`. What a person may do
inside a page (the own subtree, the own attempt) is asked by queries and operations.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from quizapp.domain.people import Role
from quizapp.domain.viewer import Claim, Viewer
from quizapp.extensions import login_manager

View = TypeVar("View", bound=Callable[..., Any])

_RULE: Final = "_quizapp_access"
_REPEATABLE: Final = "_quizapp_repeatable"
_FILES: Final = frozenset({"static", "bootstrap.static"})
"""Style sheets, scripts and pictures: the same for everybody."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may call an endpoint."""

    everybody: bool = False
    role: Role = Role.MEMBER
    exam_sessions: bool = False
    """Whether a session that came from an exam's entry page is enough."""
    claim_only: bool = False
    """The route reads `claim()` itself and its one statement checks it: no person is loaded."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The viewer as Flask-Login wants to see a person."""

    viewer: Viewer
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        return session_identity(self.viewer)


def public(view: View) -> View:
    """Open the route to everybody."""
    return _declare(view, Rule(everybody=True))


def signed_in(view: View) -> View:
    """Open the route to everybody with an account who is signed in."""
    return _declare(view, Rule())


def exam_session(view: View) -> View:
    """Open the route to signed-in people and to sessions that came from an exam's entry page."""
    return _declare(view, Rule(exam_sessions=True))


def hot_path(view: View) -> View:
    """Open the route to whoever the guarded statement behind it lets in; see `claim`."""
    return repeatable(_declare(view, Rule(exam_sessions=True, claim_only=True)))


def repeatable(view: View) -> View:
    """Say of a POST route that doing it twice is the same as doing it once."""
    setattr(view, _REPEATABLE, True)
    return view


def role_required(role: Role) -> Callable[[View], View]:
    """Open the route to people who hold the role somewhere; organizers' pages admit administrators."""
    return lambda view: _declare(view, Rule(role=role))


def _declare(view: View, rule: Rule) -> View:
    setattr(view, _RULE, rule)
    return view


def rule_of(app: Flask, endpoint: str) -> Rule | None:
    """Give what the endpoint's route has declared, or None."""
    if endpoint in _FILES:
        return Rule(everybody=True)
    rule: Rule | None = getattr(app.view_functions[endpoint], _RULE, None)
    return rule


def may_be_repeated() -> bool:
    """Whether the running request may be done once more when nobody knows if it was done."""
    view = current_app.view_functions.get(request.endpoint or "")
    return request.method == "GET" or getattr(view, _REPEATABLE, False)


def session_identity(viewer: Viewer) -> str:
    """What the signed session stores: member, session version and the exam it is limited to."""
    return f"{viewer.member_id}.{viewer.session_version}.{viewer.exam_id or ''}"


def claim() -> Claim:
    """Read the session without any query; the statement that acts on it checks the version."""
    value = parse_identity(session.get("_user_id", ""))
    if value is None:
        abort(401)
    return value


def parse_identity(identity: str) -> Claim | None:
    """Read what `session_identity` wrote; None when it is something else."""
    member, _, rest = identity.partition(".")
    version, _, exam = rest.partition(".")
    if not (member.isdecimal() and version.isdecimal()):
        return None
    return Claim(int(member), int(version), int(exam) if exam.isdecimal() else None)


def current_viewer() -> Viewer:
    """Give the signed-in person. Only behind `signed_in`, `exam_session` or `role_required`."""
    signed: SignedIn = current_user
    return signed.viewer


def viewer_or_none() -> Viewer | None:
    """Give the signed-in person, or None on public pages."""
    return current_user.viewer if current_user.is_authenticated else None


def be_nobody() -> None:
    """Answer the rest of the request as to a stranger, so that nobody asks who is there."""
    g._login_user = login_manager.anonymous_user()


def init_app(app: Flask, load: Callable[[Claim], Viewer | None]) -> None:
    """Close every endpoint that has not declared who it is for.

    `load` gives the viewer of a claim, or None when the account is closed or the session outdated.
    """
    login_manager.init_app(app)
    login_manager.session_protection = "basic"

    @login_manager.user_loader
    def load_person(identity: str) -> SignedIn | None:
        asked = parse_identity(identity)
        viewer = load(asked) if asked else None
        return SignedIn(viewer) if viewer else None

    @app.before_request
    def check() -> Response | None:
        if request.endpoint is None:
            return None  # no such page: the router's own 404 or 405
        rule = rule_of(app, request.endpoint)
        if rule is None:
            abort(403)
        if rule.everybody or rule.claim_only:
            return None
        return _refuse(rule)


def _refuse(rule: Rule) -> Response | None:
    viewer = viewer_or_none()
    if viewer is None:
        return sign_in_first()
    if viewer.exam_id is not None and not rule.exam_sessions:
        return sign_in_first()
    if viewer.must_change_password and request.endpoint not in (
        "accounts.change_password",
        "accounts.sign_out",
    ):
        return redirect(url_for("accounts.change_password"))
    allowed = {
        Role.MEMBER: True,
        Role.SECRETARY: viewer.is_secretary or viewer.is_organizer,
        Role.ORGANIZER: viewer.is_organizer,
        Role.ADMINISTRATOR: viewer.is_administrator,
    }[rule.role]
    if not allowed:
        abort(403)
    return None


def sign_in_first() -> Response:
    """Send a person to the sign-in page and back here afterwards; a script gets a plain 401."""
    if request.method != "GET" or request.accept_mimetypes.best == "application/json":
        abort(401)
    return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
