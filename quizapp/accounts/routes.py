"""Signing in and out, the own password, the own data. Entering an exam by name: `entry_routes.py`."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quizapp.accounts import forms, operations, own_data
from quizapp.accounts.authentication import authenticate, sample_person
from quizapp.accounts.queries import signed_in_member
from quizapp.domain.refusals import Refusal
from quizapp.domain.viewer import Claim
from quizapp.web import sessions
from quizapp.web.access import current_viewer, exam_session, public, signed_in, viewer_or_none
from quizapp.web.clock import now
from quizapp.web.failures import refusal_text
from quizapp.web.limits import address, limited, typed
from quizapp.web.reading import is_own_path
from quizapp.web.signing import signing_key

blueprint = Blueprint("accounts", __name__)

SAMPLE_ROLES = ("member", "secretary", "organizer", "admin")
"""Sign-in names of the sample people, one for each role."""

_FORWARDED = ("x-forwarded-", "forwarded", "x-real-ip", "via")
"""Beginnings of headers that a proxy in front adds."""


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
@limited("10 per minute", key=lambda: f"{typed('sign_in_name')} {address()}", failures_only=True)
@limited(
    "60 per hour", key=lambda: f"{typed('sign_in_name')} {address()} hourly", failures_only=True
)
@limited("1000 per hour", key=lambda: typed("sign_in_name"), failures_only=True)
@limited("600 per minute", key=address, failures_only=True)
def sign_in() -> ResponseReturnValue:
    """Sign in by name and password, and go on where the person wanted to."""
    viewer = viewer_or_none()
    if viewer is not None and viewer.exam_id is None and request.method == "GET":
        return redirect(_onwards(request.args.get("next")))
    form = forms.SignInForm(data={"next": request.args.get("next", "")})
    if form.validate_on_submit():
        found = authenticate(form.sign_in_name.data, form.password.data)
        if found is not None:
            sessions.start(found)
            current_app.logger.info("member %s signed in from %s", found.member_id, address())
            return redirect(_onwards(form.next.data))
        current_app.logger.info("sign-in failed from %s", address())
        form.password.errors = [
            _("Name and password do not fit together. Check both; capital letters count.")
        ]
    return _sign_in_page(form), 422 if form.is_submitted() else 200


@blueprint.post("/sign-in/sample")
@public
def sign_in_as_sample() -> ResponseReturnValue:
    """Sign in as one of the sample people by one click; only on the machine itself."""
    role = request.form.get("role", "")
    if not _sample_here() or role not in SAMPLE_ROLES:
        abort(404)
    found = sample_person(role)
    if found is None:
        abort(404)
    sessions.start(found)
    return redirect(_onwards(request.form.get("next")))


@blueprint.post("/sign-out")
@exam_session
def sign_out() -> ResponseReturnValue:
    """End this session."""
    sessions.end()
    flash(_("You are signed out."), "success")
    return redirect(url_for("accounts.sign_in"))


@blueprint.post("/sign-out-everywhere")
@signed_in
def sign_out_everywhere() -> ResponseReturnValue:
    """End all sessions of the own account."""
    operations.sign_out_everywhere(viewer=current_viewer(), now=now())
    sessions.end()
    flash(_("You are signed out on all devices."), "success")
    return redirect(url_for("accounts.sign_in"))


@blueprint.route("/password", methods=["GET", "POST"])
@signed_in
@limited("10 per minute", key=lambda: f"password:{current_viewer().member_id}", failures_only=True)
def change_password() -> ResponseReturnValue:
    """Change the own password; other devices are signed out, this one stays."""
    form = forms.PasswordForm()
    if form.validate_on_submit():
        try:
            version = operations.change_password(
                form.present.data, form.wanted.data, viewer=current_viewer(), now=now()
            )
        except Refusal as refusal:
            wrong = form.present if refusal.code == "wrong_password" else form.wanted
            wrong.errors = [refusal_text(refusal)]
        else:
            forced = current_viewer().must_change_password
            _start(Claim(current_viewer().member_id, version, None))
            flash(_("The password is changed. Other devices are signed out."), "success")
            return redirect(url_for("home.index" if forced else "accounts.mine"))
    return render_template("accounts/change_password.html", form=form), _status(form)


@blueprint.route("/first-password", methods=["GET", "POST"])
@public
@limited("120 per minute", key=address, failures_only=True)
def first_password() -> ResponseReturnValue:
    """Set the first password with the code of a slip, and be signed in."""
    form = forms.FirstPasswordForm()
    if form.validate_on_submit():
        try:
            claim = operations.set_first_password(
                form.code.data, form.wanted.data, key=signing_key(), now=now()
            )
        except Refusal as refusal:
            wrong = form.code if refusal.code == "wrong_slip" else form.wanted
            wrong.errors = [refusal_text(refusal)]
        else:
            _start(claim)
            flash(_("Your password is set, and you are signed in."), "success")
            return redirect(url_for("home.index"))
    return render_template("accounts/first_password.html", form=form), _status(form)


@blueprint.get("/mine")
@signed_in
def mine() -> ResponseReturnValue:
    """Show what is stored about oneself."""
    return render_template(
        "accounts/mine.html", data=own_data.own_page(current_viewer(), now=now())
    )


@blueprint.get("/mine.json")
@signed_in
def mine_as_file() -> ResponseReturnValue:
    """Download what is stored about oneself."""
    response = jsonify(own_data.own_file(current_viewer(), now=now()))
    response.headers["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


def _start(claim: Claim) -> None:
    viewer = signed_in_member(claim)
    if viewer is None:
        abort(401)
    sessions.start(viewer)


def _sign_in_page(form: forms.SignInForm) -> str:
    return render_template(
        "accounts/sign_in.html", form=form, sample_roles=SAMPLE_ROLES if _sample_here() else ()
    )


def _status(form: forms.PasswordForm | forms.FirstPasswordForm) -> int:
    return 422 if form.is_submitted() else 200


def _sample_here() -> bool:
    """Whether one-click sign-in exists: sample mode, and a browser on this very machine."""
    return (
        current_app.config["SETTINGS"].sample_mode
        and not any(name.lower().startswith(_FORWARDED) for name, _value in request.headers)
        and _is_loopback(request.remote_addr or "")
        and _is_loopback(urlsplit(f"//{request.host}").hostname or "")
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _onwards(wanted: str | None) -> str:
    """The page a person wanted, when it is one of ours; the landing page otherwise."""
    return wanted if wanted and is_own_path(wanted) else url_for("home.index")
